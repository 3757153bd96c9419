from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.accounts.breaches.models import BreachReport
from pimpasa.accounts.breaches.policies import SEE_BREACHES
from pimpasa.foundation.access import Person, may
from pimpasa.foundation.panels import StaffPanel


def breach_panel(user: Person) -> StaffPanel | None:
    if not may(user, SEE_BREACHES):
        return None
    number = BreachReport.objects.visible_to(user).open().count()
    return StaffPanel(_("Kebocoran data"), number, _("belum selesai"), reverse("breaches"))
