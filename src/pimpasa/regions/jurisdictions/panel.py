from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.foundation.access import Person, may
from pimpasa.foundation.panels import StaffPanel
from pimpasa.regions.jurisdictions.policies import DECIDE_JURISDICTION
from pimpasa.regions.jurisdictions.queries import waiting_count


def jurisdictions_panel(user: Person) -> StaffPanel | None:
    if not may(user, DECIDE_JURISDICTION):
        return None
    return StaffPanel(
        _("Wilayah kerja"), waiting_count(user), _("perkiraan menunggu keputusan"), reverse("jurisdictions")
    )
