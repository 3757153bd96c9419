from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.foundation.access import Person, may
from pimpasa.foundation.channels.actions import dead_letters
from pimpasa.foundation.channels.policies import SEE_CHANNELS
from pimpasa.foundation.panels import StaffPanel


def channels_panel(user: Person) -> StaffPanel | None:
    if not may(user, SEE_CHANNELS):
        return None
    return StaffPanel(_("Kanal pesan"), dead_letters().count(), _("pesan tidak sampai"), reverse("channels"))
