"""One page for each other deed. If somebody else was faster, it tells what happened and keeps what was typed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from pimpasa.accounts.access import SignedInRequest
from pimpasa.consultations.desk.deeds import DEEDS, Deed, DeedForm, PassOnForm
from pimpasa.consultations.desk.shown import show_thread
from pimpasa.consultations.desk.views.attempts import Refused, attempt
from pimpasa.consultations.desk.views.thread import question_of, visible_thread
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.policies import ANSWER
from pimpasa.foundation.access import only_for


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@only_for(ANSWER)
def consultation_step(request: SignedInRequest, pk: UUID, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    found, wanted = visible_thread(request, pk), DEEDS[deed]
    form = wanted.form(request.POST or None, consultation=found, by=request.user)
    refused = None
    if request.method == "POST" and form.is_valid():
        refused = attempt(found, form.cleaned_data["version"], lambda: wanted.act(form))
        if refused is None:
            messages.success(request, str(wanted.done))
            return redirect(after(request, found))
        found = told(form, found, refused, request)
    return _page(request, found, deed, form, refused)


def told(form: DeedForm, found: Consultation, refused: Refused, request: SignedInRequest) -> Consultation:
    """The thread as it is now; the form says why, and goes on from there."""
    if refused.refusal:
        form.take_errors(refused.refusal)
    fresh = visible_thread(request, found.pk)
    form.show_version(fresh.version)
    return fresh


def after(request: SignedInRequest, found: Consultation) -> str:
    """Back to the thread, or to the list when it can be seen no more."""
    if Consultation.objects.visible_to(request.user).filter(pk=found.pk).exists():
        return reverse("consultation", kwargs={"pk": found.pk})
    return reverse("consultations")


def _page(
    request: SignedInRequest, found: Consultation, deed: str, form: DeedForm, refused: Refused | None
) -> HttpResponse:
    wanted: Deed = DEEDS[deed]
    shown = show_thread(found, request.user)
    context = {
        "one": found,
        "deed": wanted,
        "form": form,
        "targets": form.shown_targets() if isinstance(form, PassOnForm) else None,
        "refused": refused,
        "is_offered": deed in shown.deeds,
        "question": question_of(shown),
    }
    status = refused.status if refused else 400 if form.errors else 200
    return render(request, "consultations/desk/step.html", context, status=status)
