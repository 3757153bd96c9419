"""Entering the counted paper: which sheets are in, and one sheet."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.foundation.access import only_for
from pimpasa.learning.sessions.actions.tallies import correct_tally, enter_tally
from pimpasa.learning.sessions.asked import items_of, main_lesson
from pimpasa.learning.sessions.marks import MARKS
from pimpasa.learning.sessions.models import PaperTally, SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION
from pimpasa.learning.sessions.queries import current_tallies
from pimpasa.learning.sessions.states import Phase
from pimpasa.learning.sessions.tally_form import TallyForm, as_entered


@require_safe
@only_for(RUN_SESSION)
def session_tallies(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = _own(request, pk)
    entered = {tally.sheet_mark: tally for tally in current_tallies(kit).select_related("recorded_by")}
    later_is_here = kit.open_phase() == Phase.LATER
    rows = [
        (mark, phase, form, entered.get(mark))
        for mark, (phase, form) in MARKS.items()
        if phase != Phase.LATER or later_is_here or mark in entered
    ]
    return render(request, "learning/sessions/tallies.html", {"kit": kit, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(RUN_SESSION)
def session_tally(request: SignedInRequest, pk: UUID, mark: int) -> HttpResponse:
    """A sheet that is in already opens filled in, and saving it is a correction."""
    kit = _own(request, pk)
    if mark not in MARKS:
        raise Http404
    earlier = current_tallies(kit).filter(sheet_mark=mark).select_related("recorded_by").first()
    form = _form(request, kit, mark, earlier)
    if request.method == "POST" and form.is_valid() and _entered(request, kit, form):
        messages.success(request, _("Lembar %d tersimpan.") % mark)
        return redirect("session-tallies", pk=pk)
    return render(request, "learning/sessions/tally.html", _shown(request, kit, form, earlier))


def _form(request: SignedInRequest, kit: SessionKit, mark: int, earlier: PaperTally | None) -> TallyForm:
    count = kit.counts.last()
    initial: dict[str, Any] = {"people": count.people} if count else {}
    if earlier:
        initial |= as_entered(earlier)
    items = items_of(kit, MARKS[mark][1])
    return TallyForm(request.POST or None, mark=mark, items=items, initial=initial)


def _entered(request: SignedInRequest, kit: SessionKit, form: TallyForm) -> bool:
    try:
        data, replaced = form.cleaned_data, _replaced(request, kit, form.mark)
        if replaced:
            correct_tally(replaced, form.counted(), key=data["key"], by=request.user)
        else:
            enter_tally(kit, form.counted(), key=data["key"], by=request.user)
    except ValidationError as refused:
        form.take_errors(refused)
        return False
    return True


def _replaced(request: SignedInRequest, kit: SessionKit, mark: int) -> PaperTally | None:
    """The entry that the page says it corrects."""
    try:
        key = UUID(request.POST.get("betulkan", ""))
    except ValueError:
        return None
    return PaperTally.objects.filter(pk=key, kit=kit, sheet_mark=mark).select_related("kit").first()


def _shown(request: SignedInRequest, kit: SessionKit, form: TallyForm, earlier: PaperTally | None) -> dict[str, Any]:
    phase, name = MARKS[form.mark]
    corrects = earlier and (request.method != "POST" or request.POST.get("betulkan"))
    return {
        "kit": kit,
        "form": form,
        "phase": phase,
        "form_name": name,
        "earlier": earlier,
        "corrects": corrects,
        "lesson": main_lesson(kit),
    }


def _own(request: SignedInRequest, pk: UUID) -> SessionKit:
    kits = SessionKit.objects.for_running(request.user).select_related("village")
    return get_object_or_404(kits, pk=pk)
