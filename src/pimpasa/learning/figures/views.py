from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from pimpasa.accounts.access import SignedInRequest, may, villages_where
from pimpasa.foundation.access import only_for
from pimpasa.learning.figures.actions import note_export
from pimpasa.learning.figures.areas import Area, NoAreaError, area_for, kits_in, place_of
from pimpasa.learning.figures.exports import as_csv
from pimpasa.learning.figures.forms import FiguresForm
from pimpasa.learning.figures.policies import SEE_FIGURES
from pimpasa.learning.figures.pool import pool_of
from pimpasa.learning.figures.showing import FiguresPage
from pimpasa.learning.sessions.policies import RUN_SESSION, SEE_SESSIONS


@require_safe
@only_for(SEE_FIGURES)
def learning_figures(request: SignedInRequest) -> HttpResponse:
    area, form = _asked(request)
    page = _page(request, area, form) if form.is_valid() else None
    shown = {
        "form": form,
        "page": page,
        "query": request.GET.urlencode(),
        "may_see_sessions": may(request.user, SEE_SESSIONS),
    }
    return render(request, "learning/figures/figures.html", shown)


@require_safe
@only_for(SEE_FIGURES)
def learning_figures_csv(request: SignedInRequest) -> HttpResponse:
    area, form = _asked(request)
    if not form.is_valid():
        return redirect(f"../?{request.GET.urlencode()}")
    data, page = form.cleaned_data, _page(request, area, form)
    months = f"{data['dari']}/{data['sampai']}"
    note_export(area, data["materi"], months, by=request.user)
    response = HttpResponse(as_csv(page), content_type="text/csv; charset=utf-8")
    name = f"hasil-belajar-{data['dari']}-{data['sampai']}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _asked(request: SignedInRequest) -> tuple[Area, FiguresForm]:
    """Raises Http404 for a place that is none, or not for this person."""
    try:
        area = area_for(request.user, request.GET.get("wilayah", "").replace("\x00", ""))
    except NoAreaError as nothing:
        raise Http404 from nothing
    return area, FiguresForm(request.GET, request.user, area)


def _page(request: SignedInRequest, area: Area, form: FiguresForm) -> FiguresPage:
    kits = kits_in(area, request.user).filter(held_on__gte=form.first_day, held_on__lt=form.day_after)
    pool = pool_of(kits, villages_where(request.user, RUN_SESSION), form.cleaned_data["materi"])
    return FiguresPage(area, pool, request.GET, place_of(area))
