"""Writing an answer. A saved reply or ticked facts fill it in; a preview shows what the asker will read."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pimpasa.accounts.access import SignedInRequest
from pimpasa.consultations.actions import answering
from pimpasa.consultations.desk.compose import Compose, offered_facts, offered_replies, read_compose, topic_of
from pimpasa.consultations.desk.shown import show_thread
from pimpasa.consultations.desk.views.attempts import Refused, attempt
from pimpasa.consultations.desk.views.thread import question_of, visible_thread
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.policies import ANSWER
from pimpasa.consultations.replies.models import SavedReply
from pimpasa.foundation.access import only_for


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(ANSWER)
def consultation_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    found = visible_thread(request, pk)
    compose = read_compose(request.POST, found)
    if request.method == "POST" and request.POST.get("apa") == "kirim":
        return _send(request, found, compose.filled_in(localdate()))
    return compose_page(request, found, changed(request, compose), preview=request.method == "POST")


def changed(request: SignedInRequest, compose: Compose) -> Compose:
    """What was typed, with what the button asks to be put in."""
    day = localdate()
    if reply := chosen_reply(request):
        return compose.with_reply(reply, day)
    if request.POST.get("apa") == "sisip":
        return compose.with_facts_in_text(day)
    return compose.filled_in(day)


def chosen_reply(request: SignedInRequest) -> SavedReply | None:
    try:
        key = UUID(request.POST.get("balasan", ""))
    except ValueError:
        return None
    return SavedReply.objects.visible_to(request.user).in_use().filter(pk=key).first()


def _send(request: SignedInRequest, found: Consultation, compose: Compose) -> HttpResponse:
    def deed() -> object:
        with transaction.atomic():
            return answering.answer(found, compose.said, facts=compose.facts, version=compose.version, by=request.user)

    refused = attempt(found, compose.version, deed)
    if refused is None:
        messages.success(request, _("Jawaban terkirim. Penanya membacanya dengan tanda terimanya."))
        return redirect("consultation", pk=found.pk)
    return compose_page(request, visible_thread(request, found.pk), compose, refused=refused)


def compose_page(
    request: SignedInRequest,
    found: Consultation,
    compose: Compose,
    *,
    preview: bool = False,
    refused: Refused | None = None,
    **more: Any,
) -> HttpResponse:
    shown = show_thread(found, request.user)
    question = question_of(shown)
    topic = topic_of(found, question)
    context = {
        "page": shown,
        "one": found,
        "compose": compose,
        # Sending again goes on from what is there now: the news stand above the form.
        "version": found.version if refused else compose.version,
        "question": question,
        "facts": offered_facts(compose, found, question),
        "replies": offered_replies(SavedReply.objects.visible_to(request.user), topic),
        "preview": preview and bool(compose.text.strip()),
        "refused": refused,
        "title": _("Jawab"),
    }
    status = refused.status if refused else 200
    return render(request, "consultations/desk/answer.html", {**context, **more}, status=status)
