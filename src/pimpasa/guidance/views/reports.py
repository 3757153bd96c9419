"""\"Ada yang salah?\": anybody may tell, staff read. The page keeps what was typed when something is missing."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from pimpasa.foundation.access import only_for
from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Fact
from pimpasa.foundation.ui.context import in_other_language
from pimpasa.guidance import actions, policies
from pimpasa.guidance.forms import ReportForm, ResolveForm
from pimpasa.guidance.models import FactReport


# No account stands behind this form, so there is no authority to misuse and no cookie to set.
@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form_again(request, form, 400)
    data = form.cleaned_data
    try:
        actions.file_report(
            guide=data["guide"],
            version=data["version"],
            day=data["day"],
            facts=data["facts"].split(),
            text=data["text"],
        )
    except actions.TooManyReportsError:
        return _form_again(request, form, 429)
    return redirect("report-thanks")


def _form_again(request: HttpRequest, form: ReportForm, status: int) -> HttpResponse:
    """This address only takes what is sent: the other language begins at the front page."""
    front_page = in_other_language(reverse("home"))
    context = {"form": form, "given": request.POST, "full": status == 429, "other_language_url": front_page}
    return render(request, "guidance/report.html", context, status=status)


@require_safe
def report_thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "guidance/report_thanks.html")


@require_safe
@only_for(policies.SEE_REPORTS)
def report_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(FactReport.objects.waiting_first(), 20).get_page(request.GET.get("hal"))
    rows = [(row, reported_facts(row)) for row in page]
    waiting = FactReport.objects.waiting().count()
    return render(request, "guidance/report_list.html", {"page": page, "rows": rows, "waiting": waiting})


def reported_facts(row: FactReport) -> list[Fact]:
    guide = load_library().guides.get(row.guide)
    return [fact for name in row.facts if guide and (fact := guide.by_id.get(name))]


@only_for(policies.RESOLVE_REPORT)
@require_POST
def report_resolve(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = get_object_or_404(FactReport, pk=pk)
    form = ResolveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis apa hasilnya, lalu simpan lagi."))
        return redirect("report-list")
    actions.resolve_report(found, resolution=form.cleaned_data["resolution"], by=request.user)
    messages.success(request, _("Laporan ditandai selesai."))
    return redirect("report-list")
