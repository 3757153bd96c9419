from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.accounts.access import may
from pimpasa.accounts.models import User
from pimpasa.accounts.people import people_visible_to
from pimpasa.accounts.policies import SEE_PEOPLE
from pimpasa.foundation.access import Person
from pimpasa.foundation.panels import StaffPanel


def people_panel(user: Person) -> StaffPanel | None:
    if not isinstance(user, User) or not may(user, SEE_PEOPLE):
        return None
    return StaffPanel(_("Orang"), people_visible_to(user).count(), _("dalam wilayah Anda"), reverse("people"))
