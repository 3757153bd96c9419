from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.panels import StaffPanel
from pimpasa.regions.sheets.queries import office_states


def office_sheets_panel() -> StaffPanel:
    waiting = sum(not state.is_complete for state in office_states(timezone.localdate()))
    title = _("Lembar kantor")
    return StaffPanel(title, waiting, _("kantor belum lengkap atau sudah lewat"), reverse("office-sheets"))
