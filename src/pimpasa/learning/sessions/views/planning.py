"""The list of evenings, and planning one."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.foundation.access import only_for
from pimpasa.learning.figures.policies import SEE_FIGURES
from pimpasa.learning.sessions.actions import kits
from pimpasa.learning.sessions.forms import PlanForm, as_planned
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION, SEE_SESSIONS
from pimpasa.learning.sessions.queries import listed
from pimpasa.learning.teachers.policies import TAKE_TEST

ROWS_A_PAGE = 30
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(SEE_SESSIONS)
def teaching(request: SignedInRequest) -> HttpResponse:
    past = request.GET.get("lalu") == "1"
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = listed(request.user, past=past)
    found = found.filter(village__name__icontains=words) if words else found
    query = request.GET.copy()
    query.pop("hal", None)
    shown = {
        "page": Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("hal")),
        "past": past,
        "words": words,
        "query": query.urlencode(),
        "may_run": may(request.user, RUN_SESSION),
        "takes_test": may(request.user, TAKE_TEST),
        "sees_figures": may(request.user, SEE_FIGURES),
    }
    return render(request, "learning/sessions/list.html", shown)


@form_page
@only_for(RUN_SESSION)
def session_plan(request: SignedInRequest) -> HttpResponse:
    asked = {name: request.GET[key] for key, name in (("desa", "village"), ("materi", "lessons")) if key in request.GET}
    initial = {**asked, "lessons": [asked["lessons"]] if "lessons" in asked else []}
    form = PlanForm(request.POST or None, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            kit = kits.plan_session(form.plan(), key=form.cleaned_data["id"], by=request.user)
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            messages.success(request, _("Paket siap. Cetak lembarnya dan simpan kodenya."))
            return redirect("session-kit", pk=kit.pk)
    return render(request, "learning/sessions/plan.html", {"form": form})


@form_page
@only_for(RUN_SESSION)
def session_change(request: SignedInRequest, pk: UUID) -> HttpResponse:
    kit = get_object_or_404(SessionKit.objects.for_running(request.user), pk=pk)
    form = PlanForm(request.POST or None, user=request.user, initial=as_planned(kit))
    if request.method == "POST" and form.is_valid():
        try:
            kits.change_session(kit, form.plan(), by=request.user)
        except ValidationError as refused:
            form.take_errors(refused)
        else:
            messages.success(request, _("Rencana diubah. Kodenya tetap sama."))
            return redirect("session-kit", pk=pk)
    return render(request, "learning/sessions/plan.html", {"form": form, "kit": kit})
