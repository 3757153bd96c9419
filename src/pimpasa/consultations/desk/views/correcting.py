"""Who was told a fact that has changed since, and the answer that sets it right."""

from dataclasses import replace
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.consultations.correcting.actions import send_correction
from pimpasa.consultations.correcting.queries import Outdated, still_outdated
from pimpasa.consultations.desk.compose import Compose, read_compose
from pimpasa.consultations.desk.views.answering import changed, compose_page
from pimpasa.consultations.desk.views.attempts import attempt
from pimpasa.consultations.desk.views.thread import visible_thread
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.policies import ANSWER, SEE_CONSULTATIONS
from pimpasa.consultations.replies.filling import facts_on
from pimpasa.foundation.access import only_for
from pimpasa.guidance.told import worded

MOST_QUOTES = 200


@require_safe
@only_for(SEE_CONSULTATIONS)
def outdated_facts(request: SignedInRequest) -> HttpResponse:
    quotes, now = list(still_outdated(request.user)[:MOST_QUOTES]), facts_on(localdate())
    keys = {quote.entry.consultation_id for quote in quotes}
    own = set(Consultation.objects.for_acting(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    groups = [
        Outdated(name, worded(now[name]) if name in now else "", list(rows))
        for name, rows in groupby(quotes, key=lambda quote: quote.fact)
    ]
    return render(request, "consultations/desk/outdated.html", {"groups": groups, "own": own, "most": MOST_QUOTES})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(ANSWER)
def consultation_correct(request: SignedInRequest, pk: UUID, fact: str) -> HttpResponse:
    """An answer that begins with the fact as it stands today."""
    found = visible_thread(request, pk)
    if not still_outdated(request.user).filter(fact=fact, entry__consultation=found).exists():
        raise Http404
    compose = read_compose(request.POST, found)
    if request.method != "POST":
        return _page(request, found, _begun(compose, fact), preview=True)
    if request.POST.get("apa") != "kirim":
        return _page(request, found, changed(request, compose), preview=True)
    compose = compose.filled_in(localdate())

    def deed() -> object:
        with transaction.atomic():
            more = {"facts": compose.facts, "version": compose.version, "by": request.user}
            return send_correction(found, fact, compose.said, **more)  # type: ignore[arg-type]  # each by its name

    if refused := attempt(found, compose.version, deed):
        return _page(request, visible_thread(request, pk), compose, refused=refused)
    messages.success(request, _("Pembetulan terkirim."))
    return redirect("outdated-facts")


def _page(request: SignedInRequest, found: Consultation, compose: Compose, **more: object) -> HttpResponse:
    return compose_page(request, found, compose, title=_("Kirim pembetulan"), **more)  # type: ignore[arg-type]  # each by its name


def _begun(compose: Compose, fact: str) -> Compose:
    present = facts_on(localdate()).get(fact)
    if present is None:
        return replace(compose, text=_("Pembetulan: yang kami tulis sebelumnya sudah tidak berlaku."))
    begun = _("Pembetulan: yang kami tulis sebelumnya sudah berubah. Yang berlaku sekarang:")
    return replace(compose, text=f"{begun}\n- {worded(present)}", facts=(fact,))
