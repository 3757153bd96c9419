from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest
from pimpasa.foundation.access import only_for
from pimpasa.insight.policies import SEE_RECAPS
from pimpasa.insight.recaps import exports
from pimpasa.insight.recaps.about import hiding_words, moment_words, period_name, title_of
from pimpasa.insight.recaps.actions import note_export
from pimpasa.insight.recaps.behind import NothingBehindError, Question, lines_of, opened_by, records_behind
from pimpasa.insight.recaps.building import recap_of
from pimpasa.insight.recaps.forms import RecapForm
from pimpasa.insight.recaps.periods import NoPeriodError, Period
from pimpasa.insight.recaps.recap import Recap
from pimpasa.insight.recaps.showing import shown_page
from pimpasa.insight.recaps.units import NoUnitError, Unit, reach_of, unit_for
from pimpasa.insight.recaps.words import full_name

ROWS_A_PAGE = 50


@require_safe
@only_for(SEE_RECAPS)
def recaps(request: SignedInRequest) -> HttpResponse:
    """Chooses; the choice then stands in the address of the recap itself."""
    form = RecapForm(request.GET or None, request.user)
    if form.is_bound and form.is_valid():
        level, code = form.level_and_code
        return redirect("recap", level=level, code=code, period=form.period)
    now = Period.month_of(timezone.localdate())
    return render(request, "insight/recaps/recaps.html", {"form": form, "now": now, "last": now.before()})


@require_safe
@only_for(SEE_RECAPS)
def recap(request: SignedInRequest, level: str, code: str, period: str) -> HttpResponse:
    found = _recap(request, level, code, period)
    shown = shown_page(found, reach_of(request.user), opened_by(request.user))
    words = {
        "title": title_of(found),
        "period_name": period_name(found),
        "moment": moment_words(found),
        "hiding": hiding_words(found),
    }
    return render(request, "insight/recaps/recap.html", {"recap": found, "page": shown, **words})


@require_safe
@only_for(SEE_RECAPS)
def recap_records(request: SignedInRequest, level: str, code: str, period: str, figure: str) -> HttpResponse:
    unit, _is_own, asked = _asked(request, level, code, period)
    try:
        behind = records_behind(Question(unit, asked, figure, timezone.now(), request.user))
    except NothingBehindError as nothing:
        raise Http404 from nothing
    page = Paginator(behind.rows, ROWS_A_PAGE).get_page(request.GET.get("hal"))
    shown = {
        "unit": unit,
        "period": asked,
        "name": full_name(figure),
        "number": behind.number,
        "columns": behind.columns,
        "page": page,
        "lines": lines_of(behind, page),
    }
    return render(request, "insight/recaps/records.html", shown)


@require_safe
@only_for(SEE_RECAPS)
def recap_pdf(request: SignedInRequest, level: str, code: str, period: str) -> HttpResponse:
    response = _download(_recap(request, level, code, period), "pdf", exports.as_pdf, "application/pdf", request)
    # Browsers show a PDF in a page of their own, which our policy for HTML may break; a PDF of ours runs nothing.
    response._csp_exempt = True  # type: ignore[attr-defined] # this is how django-csp is told
    return response


@require_safe
@only_for(SEE_RECAPS)
def recap_xlsx(request: SignedInRequest, level: str, code: str, period: str) -> HttpResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(_recap(request, level, code, period), "xlsx", exports.as_xlsx, kind, request)


@require_safe
@only_for(SEE_RECAPS)
def recap_csv(request: SignedInRequest, level: str, code: str, period: str) -> HttpResponse:
    return _download(_recap(request, level, code, period), "csv", exports.as_csv, "text/csv; charset=utf-8", request)


@require_safe
@only_for(SEE_RECAPS)
def recap_csv_metadata(request: SignedInRequest, level: str, code: str, period: str) -> HttpResponse:
    found, kind = _recap(request, level, code, period), "application/csvm+json"
    return _download(found, "csv-metadata.json", exports.as_csv_metadata, kind, request)


def _download(
    found: Recap, ending: str, made: Callable[[Recap], bytes], kind: str, request: SignedInRequest
) -> HttpResponse:
    note_export(found, ending, by=request.user)
    response = HttpResponse(made(found), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{exports.file_name(found, ending)}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _recap(request: SignedInRequest, level: str, code: str, period: str) -> Recap:
    unit, is_own, asked = _asked(request, level, code, period)
    return recap_of(unit, asked, is_own=is_own, own_offices=reach_of(request.user).own.offices)


def _asked(request: SignedInRequest, level: str, code: str, period: str) -> tuple[Unit, bool, Period]:
    """Raises Http404 for what does not exist, lies in the future, or is not for this person."""
    try:
        asked = Period.named(period)
        unit, is_own = unit_for(request.user, level, code)
    except (NoPeriodError, NoUnitError) as nothing:
        raise Http404 from nothing
    if not asked.has_begun(timezone.now()):
        raise Http404
    return unit, is_own, asked
