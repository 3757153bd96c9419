from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pimpasa.accounts.access import SignedInRequest, may
from pimpasa.accounts.breaches import actions
from pimpasa.accounts.breaches.forms import BreachForm, NoticeForm, as_typed
from pimpasa.accounts.breaches.listing import as_csv
from pimpasa.accounts.breaches.models import BreachReport
from pimpasa.accounts.breaches.policies import KEEP_BREACHES, SEE_BREACHES
from pimpasa.foundation.access import only_for
from pimpasa.foundation.clocks import WrongStepError
from pimpasa.foundation.versions import ChangedMeanwhileError

ROWS_A_PAGE = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(SEE_BREACHES)
def breaches(request: SignedInRequest) -> HttpResponse:
    page = Paginator(BreachReport.objects.visible_to(request.user), ROWS_A_PAGE).get_page(request.GET.get("hal"))
    context = {"page": page, "may_keep": may(request.user, KEEP_BREACHES)}
    return render(request, "accounts/breaches/list.html", context)


@require_safe
@only_for(SEE_BREACHES)
def breach(request: SignedInRequest, pk: UUID) -> HttpResponse:
    return _page(request, _report(request, pk), NoticeForm())


@form_page
@only_for(KEEP_BREACHES)
def breach_add(request: SignedInRequest) -> HttpResponse:
    form = BreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(actions.report_breach(form.told(), by=request.user))
        except ValidationError as refused:
            form.take_errors(refused)
    return render(request, "accounts/breaches/form.html", {"form": form, "title": _("Catat kebocoran data")})


@form_page
@only_for(KEEP_BREACHES)
def breach_change(request: SignedInRequest, pk: UUID) -> HttpResponse:
    report = _report(request, pk)
    form = BreachForm(request.POST or None, initial=as_typed(report))
    if request.method == "POST" and form.is_valid() and _changed(form, report, request):
        return redirect(report)
    context = {"form": form, "report": report, "title": _("Ubah catatan kebocoran")}
    return render(request, "accounts/breaches/form.html", context)


def _changed(form: BreachForm, report: BreachReport, request: SignedInRequest) -> bool:
    try:
        actions.change_breach(report, form.told(), version=form.cleaned_data["version"] or 0, by=request.user)
    except ChangedMeanwhileError as told:
        form.show_conflict(told.current)  # type: ignore[arg-type]  # only reports are locked here
    except ValidationError as refused:
        form.take_errors(refused)
    return not form.errors


@require_POST
@only_for(KEEP_BREACHES)
def breach_note_told(request: SignedInRequest, pk: UUID) -> HttpResponse:
    report, form = _report(request, pk), NoticeForm(request.POST)
    if form.is_valid():
        try:
            actions.note_told(report, **form.cleaned_data, by=request.user)
            return redirect(report)
        except ValidationError as refused:
            form.take_errors(refused)
    return _page(request, report, form)


@require_POST
@only_for(KEEP_BREACHES)
def breach_move(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """What cannot be done is told on the page, which shows where the matter stands now."""
    report = _report(request, pk)
    try:
        version = int(request.POST.get("version", "0"))
        actions.move_breach(report, request.POST.get("step", ""), version=version, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except (ChangedMeanwhileError, WrongStepError, ValueError):
        messages.error(request, _("Keadaannya sudah berubah. Lihat keadaan yang sekarang."))
    return redirect(report)


@require_safe
@only_for(SEE_BREACHES)
def breach_affected(request: SignedInRequest, pk: UUID) -> HttpResponse:
    report = _report(request, pk)
    affected = actions.list_affected(report, by=request.user)
    return render(request, "accounts/breaches/affected.html", {"report": report, "affected": affected})


@require_safe
@only_for(SEE_BREACHES)
def breach_affected_csv(request: SignedInRequest, pk: UUID) -> HttpResponse:
    affected = actions.list_affected(_report(request, pk), by=request.user)
    response = HttpResponse(as_csv(affected), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="siapa-terkena.csv"'
    return response


def _report(request: HttpRequest, pk: UUID) -> BreachReport:
    return get_object_or_404(BreachReport.objects.visible_to(request.user), pk=pk)


def _page(request: SignedInRequest, report: BreachReport, form: NoticeForm) -> HttpResponse:
    context = {
        "report": report,
        "form": form,
        "notices": report.notices.all(),
        "may_keep": may(request.user, KEEP_BREACHES),
    }
    return render(request, "accounts/breaches/report.html", context)
