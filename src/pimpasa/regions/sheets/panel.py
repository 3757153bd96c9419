from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.access import Person, may, villages_where
from pimpasa.foundation.panels import StaffPanel
from pimpasa.regions.sheets.policies import SEE_SHEETS
from pimpasa.regions.sheets.queries import office_states


def office_sheets_panel(user: Person) -> StaffPanel | None:
    if not may(user, SEE_SHEETS):
        return None
    offices = villages_where(user, SEE_SHEETS).offices
    waiting = sum(not state.is_complete for state in office_states(offices, timezone.localdate()))
    title = _("Lembar kantor")
    return StaffPanel(title, waiting, _("kantor belum lengkap atau sudah lewat"), reverse("office-sheets"))
