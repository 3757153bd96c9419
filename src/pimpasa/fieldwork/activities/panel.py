from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.fieldwork.activities.models import Activity, FollowUp
from pimpasa.fieldwork.activities.policies import LOG_ACTIVITY, SEE_ACTIVITIES
from pimpasa.foundation.access import Person, may
from pimpasa.foundation.panels import StaffPanel


def activities_panel(user: Person) -> StaffPanel | None:
    if not may(user, SEE_ACTIVITIES):
        return None
    first = timezone.localdate().replace(day=1)
    number = Activity.objects.visible_to(user).current().during(first, timezone.localdate()).count()
    return StaffPanel(_("Kegiatan"), number, _("kegiatan bulan ini"), reverse("activities"))


def follow_ups_panel(user: Person) -> StaffPanel | None:
    if not may(user, LOG_ACTIVITY):
        return None
    number = FollowUp.objects.visible_to(user).overdue(timezone.localdate()).count()
    return StaffPanel(_("Tindak lanjut"), number, _("tindak lanjut lewat waktu"), reverse("follow-ups"))
