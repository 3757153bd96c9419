from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.access import Person, may
from pimpasa.foundation.panels import StaffPanel

from .models import RecruiterFiling, RecruiterSignal
from .policies import CONFIRM_FILING, SEE_SIGNALS
from .states import OPEN


def signals_panel(user: Person) -> StaffPanel | None:
    """For heads: how many are late, which comes first; otherwise how many are open."""
    if not may(user, SEE_SIGNALS):
        return None
    visible = RecruiterSignal.objects.visible_to(user)
    if late := visible.overdue(timezone.now()).count():
        return StaffPanel(_("Sinyal perekrut"), late, _("sinyal lewat waktu"), reverse("recruiter-signals"))
    number = visible.filter(state__in=OPEN).count()
    return StaffPanel(_("Sinyal perekrut"), number, _("sinyal belum selesai"), reverse("recruiter-signals"))


def filings_panel(user: Person) -> StaffPanel | None:
    """For whoever confirms: only when something waits."""
    if not may(user, CONFIRM_FILING):
        return None
    number = RecruiterFiling.objects.for_confirming(user).waiting().count()
    return (
        StaffPanel(_("Perekrut"), number, _("kiriman menunggu konfirmasi"), reverse("recruiters")) if number else None
    )
