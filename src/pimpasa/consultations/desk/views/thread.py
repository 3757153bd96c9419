"""The page of a thread. Opening it is written down, and the asker sees that it was read."""

from uuid import UUID

import uuid6
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.consultations.actions.answering import note_reading
from pimpasa.consultations.desk.compose import offered_replies, topic_of
from pimpasa.consultations.desk.deeds import DEEDS
from pimpasa.consultations.desk.shown import ShownThread, show_thread
from pimpasa.consultations.models import Consultation, Step
from pimpasa.consultations.policies import SEE_CONSULTATIONS
from pimpasa.consultations.replies.models import SavedReply
from pimpasa.foundation.access import only_for
from pimpasa.guidance.local.policies import PROPOSE_LOCAL_ANSWER

REPLIES_AT_HAND = 3


@require_safe
@only_for(SEE_CONSULTATIONS)
def consultation(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = visible_thread(request, pk)
    note_reading(found, by=request.user)
    found = visible_thread(request, pk)
    shown = show_thread(found, request.user)
    context = {
        "page": shown,
        "one": found,
        "deeds": [(name, DEEDS[name]) for name in shown.deeds],
        "replies": _at_hand(request, shown) if shown.may_answer else [],
        "key": uuid6.uuid7(),
        "may_propose": shown.answered and shown.may_act and may(request.user, PROPOSE_LOCAL_ANSWER),
    }
    return render(request, "consultations/desk/thread.html", context)


def _at_hand(request: SignedInRequest, shown: ShownThread) -> list[SavedReply]:
    """The saved replies of the topic: one press fills the answer."""
    topic = topic_of(shown.consultation, question_of(shown))
    replies = offered_replies(SavedReply.objects.visible_to(request.user).filter(topic=topic), topic)
    return replies[:REPLIES_AT_HAND] if topic else []


def question_of(shown: ShownThread) -> str:
    """What the asker said last."""
    said = [one.entry.words for one in shown.entries if one.entry.kind == "question"]
    return said[-1] if said else ""


def visible_thread(request: SignedInRequest, pk: UUID) -> Consultation:
    rows = Consultation.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("place__parent", "office", "recorded_by", "merged_into"), pk=pk)


def news_since(consultation: Consultation, version: int) -> list[Step]:
    """The steps that others have taken since the page was opened."""
    return list(consultation.steps.filter(number__gt=version).select_related("recorded_by"))
