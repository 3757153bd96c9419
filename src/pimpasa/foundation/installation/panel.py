from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.foundation import installation
from pimpasa.foundation.access import Person, may
from pimpasa.foundation.installation.policies import SEE_INSTALLATION
from pimpasa.foundation.panels import StaffPanel


def installation_panel(user: Person) -> StaffPanel | None:
    """Nothing waits once an office runs the site; the page stays reachable."""
    if not may(user, SEE_INSTALLATION):
        return None
    waiting = 0 if installation.current().is_set_up else 1
    return StaffPanel(_("Pemasangan"), waiting, _("pengelola belum disebut"), reverse("installation-settings"))
