"""One page for each step. If somebody else was faster, it tells what happened and keeps what was typed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pimpasa.accounts.access import SignedInRequest
from pimpasa.fieldwork.findings import actions, policies
from pimpasa.fieldwork.findings.forms import StepForm
from pimpasa.fieldwork.findings.models import Finding, FindingStep
from pimpasa.fieldwork.findings.states import CLOSED, FINDING_STATES, HANDLED, REJECTED, RETURNED, VERIFIED
from pimpasa.fieldwork.findings.views.reading import STEP_WORDS
from pimpasa.foundation.access import only_for

ACTIONS: dict[str, Callable[..., Finding]] = {
    RETURNED: actions.return_finding,
    VERIFIED: actions.verify_finding,
    HANDLED: actions.handle_finding,
    CLOSED: actions.close_finding,
    REJECTED: actions.reject_finding,
}


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(policies.ACT_ON_FINDING)
def finding_step(request: SignedInRequest, pk: UUID, state: str) -> HttpResponse:
    if state not in ACTIONS:
        raise Http404
    finding = get_object_or_404(Finding.objects.for_acting(request.user).select_related("village"), pk=pk)
    form = StepForm(request.POST or None, request.FILES or None, state=state, version=finding.version)
    news: list[FindingStep] = []
    if request.method == "POST" and form.is_valid():
        try:
            ACTIONS[state](finding, **_words(form), by=request.user)
        except ValidationError as refused:
            form.take_errors(refused)
        except actions.ChangedMeanwhileError as changed:
            news = changed.steps
            finding.refresh_from_db()
            form.show_version(finding.version)
        else:
            messages.success(request, _("Langkah tersimpan. Pengirim bisa melihatnya."))
            return redirect("finding", pk=pk)
    return render(request, "fieldwork/findings/step.html", _shown(finding, state, form, news))


def _words(form: StepForm) -> dict[str, Any]:
    words = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    words.setdefault("note", "")
    if "checks" in form.fields:
        words["checks"] = tuple(form.cleaned_data["checks"])
    return words


def _shown(finding: Finding, state: str, form: StepForm, news: list[FindingStep]) -> dict[str, Any]:
    is_possible = FINDING_STATES.allows(finding.state, state)
    return {"finding": finding, "title": STEP_WORDS[state], "form": form, "news": news, "is_possible": is_possible}
