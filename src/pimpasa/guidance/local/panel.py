from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pimpasa.foundation.access import Person, may
from pimpasa.foundation.panels import StaffPanel
from pimpasa.guidance.local.models import LocalAnswer
from pimpasa.guidance.local.policies import REVIEW_LOCAL_ANSWER, SEE_LOCAL_ANSWERS


def local_answers_panel(user: Person) -> StaffPanel | None:
    """What waits for a second person's look; for officers, what should be looked at again."""
    if not may(user, SEE_LOCAL_ANSWERS):
        return None
    visible, title, url = LocalAnswer.objects.visible_to(user), _("Jawaban setempat"), reverse("local-answers")
    if may(user, REVIEW_LOCAL_ANSWER):
        return StaffPanel(title, visible.waiting().exclude(proposed_by=user.pk).count(), _("menunggu diperiksa"), url)
    again = visible.to_look_at_again(localdate()).count()
    return StaffPanel(title, again, _("perlu ditinjau lagi"), url + "?tab=lagi")
