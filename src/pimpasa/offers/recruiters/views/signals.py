"""For heads and regional offices: the signals of their area, and each step with one."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.foundation.access import only_for
from pimpasa.foundation.versions import ChangedMeanwhileError
from pimpasa.offers.recruiters import policies
from pimpasa.offers.recruiters.actions import working
from pimpasa.offers.recruiters.models import RecruiterMark, RecruiterObjection, RecruiterSignal
from pimpasa.offers.recruiters.queries import seen_by
from pimpasa.offers.recruiters.states import OPEN, PASSED, SIGNAL_STATES, STEP_WORDS, WITHDRAWN

ROWS_A_PAGE = 30


@require_safe
@only_for(policies.SEE_SIGNALS)
def recruiter_signals(request: SignedInRequest) -> HttpResponse:
    state = request.GET.get("keadaan", "")
    rows = RecruiterSignal.objects.visible_to(request.user)
    rows = rows.filter(state__in=OPEN) if state == "buka" else rows
    rows = rows.overdue(timezone.now()) if state == "terlambat" else rows
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("hal"))
    # No counts here: whoever reads them has opened the signal, and that is written down.
    shown = {
        "page": page,
        "state": state,
        "query": f"keadaan={state}" if state in ("buka", "terlambat") else "",
    }
    return render(request, "offers/recruiters/signals.html", shown)


@require_safe
@only_for(policies.SEE_SIGNALS)
def recruiter_signal(request: SignedInRequest, pk: UUID) -> HttpResponse:
    signal = _visible(request, pk)
    working.note_reading(signal, by=request.user)
    return _page(request, signal)


@require_POST
@only_for(policies.SEE_SIGNALS)
def recruiter_signal_step(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """A step to another state, or only a note."""
    signal, sent = _visible(request, pk), request.POST
    words = _words(request, signal)
    if not (to := sent.get("ke", "")):
        return _done(request, signal, lambda: working.note_signal(signal, **words))
    return _done(request, signal, lambda: working.move_signal(signal, to, reason=sent.get("reason", ""), **words))


@require_POST
@only_for(policies.SEE_SIGNALS)
def recruiter_link_cut(request: SignedInRequest, pk: UUID, mark: int) -> HttpResponse:
    signal, sent = _visible(request, pk), request.POST
    words = _words(request, signal)
    return _done(request, signal, lambda: working.cut_mark(signal, mark, reason=sent.get("reason", ""), **words))


@require_POST
@only_for(policies.SEE_SIGNALS)
def recruiter_objection_decide(request: SignedInRequest, pk: UUID, objection: UUID) -> HttpResponse:
    signal, sent = _visible(request, pk), request.POST
    asked = get_object_or_404(RecruiterObjection, pk=objection)
    words = _words(request, signal)
    upheld = sent.get("putusan") == "terima"
    return _done(request, signal, lambda: working.decide_objection(asked, signal, upheld=upheld, **words))


def _done(request: SignedInRequest, signal: RecruiterSignal, deed: Callable[[], RecruiterSignal]) -> HttpResponse:
    """What was typed comes back when it was refused or somebody else was faster."""
    try:
        deed()
    except ValidationError as refused:
        return _page(request, _visible(request, signal.pk), str(refused.messages[0]))
    except ChangedMeanwhileError:
        told = _("Orang lain lebih dulu. Baca dulu langkah terakhirnya; isian Anda masih ada.")
        return _page(request, _visible(request, signal.pk), told)
    except PermissionDenied as refused:
        raise Http404 from refused
    messages.success(request, _("Tersimpan."))
    return redirect("recruiter-signal", pk=signal.pk)


def _visible(request: SignedInRequest, pk: UUID) -> RecruiterSignal:
    return get_object_or_404(RecruiterSignal.objects.visible_to(request.user), pk=pk)


def _words(request: SignedInRequest, signal: RecruiterSignal) -> dict[str, Any]:
    note = request.POST.get("note", "").replace("\0", "")[:1000]
    return {"note": note, "version": _version(request, signal), "by": request.user}


def _version(request: SignedInRequest, signal: RecruiterSignal) -> int:
    """The version that the page showed; without it, the present one."""
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else signal.version


def _page(request: SignedInRequest, signal: RecruiterSignal, problem: str = "") -> HttpResponse:
    seen = seen_by(signal, request.user)
    shown: dict[str, Any] = {
        "seen": seen,
        "signal": signal,
        "problem": problem,
        "typed": request.POST,
        "steps": [
            (key, STEP_WORDS[key])
            for key in SIGNAL_STATES.state(signal.state).steps
            if key in working.BY_HAND and (key != PASSED or seen.may_pass)
        ],
        "close_reasons": RecruiterSignal.CloseReason.choices,
        "cut_reasons": [one for one in RecruiterMark.CutReason.choices if one[0] != RecruiterMark.CutReason.OBJECTION],
        "is_withdrawn": signal.state == WITHDRAWN,
    }
    return render(request, "offers/recruiters/signal.html", shown, status=400 if problem else 200)
