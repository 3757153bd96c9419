"""The printed sheets. Each is made anew from today's content; nothing about a person is kept."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.foundation.content import load_library
from pimpasa.foundation.printing import Paper, print_pdf
from pimpasa.guidance.answered import Answered, read_answered
from pimpasa.guidance.views.share import ask_on
from pimpasa.regions.gazetteer import Place, gazetteer

from .imprint import imprint, shown_address
from .leaflet import leaflet_data
from .poster import poster_data
from .wall_sheet import wall_sheet_data

SHEETS = Path(__file__).with_name("sheets")
P = ParamSpec("P")


def in_indonesian(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Paper is in Indonesian, whatever the language of the page it was asked from."""

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with translation.override("id"):
            return view(*args, **kwargs)

    return wrapped


# Reading by POST changes nothing; it only keeps sensitive answers out of the address. No cookie is needed for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def leaflet(request: HttpRequest, guide_id: str) -> HttpResponse:
    guide = load_library().guides.get(guide_id)
    if guide is None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    answered = read_answered(guide, given)
    if answered is None:
        return ask_on(request, guide_id)
    is_private = request.method == "POST" or answered.journey.is_sensitive
    return _leaflet(request, answered, _paper(given.get("ukuran", ""), Paper.A4, Paper.A5), is_private=is_private)


@in_indonesian
def _leaflet(request: HttpRequest, answered: Answered, paper: Paper, *, is_private: bool) -> HttpResponse:
    guide_id = answered.journey.guide.id
    code = "" if answered.journey.is_sensitive else answered.address(request)
    page = request.build_absolute_uri(reverse("guide", args=[guide_id]))
    data = leaflet_data(answered) | {"paper": paper.value} | imprint(request, answered.day, page, code)
    return _pdf("leaflet", data, f"lembar-{guide_id}-{answered.day}.pdf", is_private=is_private)


@require_safe
@in_indonesian
def village_poster(request: HttpRequest, code: str) -> HttpResponse:
    place, day = _village(code), localdate()
    paper = _paper(request.GET.get("ukuran", ""), Paper.A4, Paper.A3)
    page = request.build_absolute_uri(reverse("village", args=[code]))
    doors = {name: _guide_address(request, name) for name in ("paspor", "kerja")}
    more = {"paper": paper.value, "doors": doors, "checks": _checks(request)}
    data = poster_data(place, day) | more | imprint(request, day, page, page)
    return _pdf("poster", data, f"poster-{code}-{day}.pdf")


def _checks(request: HttpRequest) -> list[dict[str, str]]:
    """Addresses of other parts that belong on a village's wall, each with what one does there."""
    pages = [(words, request.build_absolute_uri(reverse(page))) for words, page in settings.POSTER_CHECKS]
    return [{"words": words, "address": shown_address(address)} for words, address in pages]


def _guide_address(request: HttpRequest, guide_id: str) -> str:
    return shown_address(request.build_absolute_uri(reverse("guide", args=[guide_id])))


@require_safe
@in_indonesian
def wall_sheet(request: HttpRequest) -> HttpResponse:
    code, day = request.GET.get("desa", ""), localdate()
    place = _village(code) if code else None
    page = request.build_absolute_uri(reverse("village", args=[code]) if code else reverse("home"))
    data = wall_sheet_data(place, day)
    return _pdf("wall_sheet", data | imprint(request, day, page, page), f"lembar-dinding-{day}.pdf")


def _village(code: str) -> Place:
    place = gazetteer().place(code)
    if place is None:
        raise Http404
    return place


def _paper(asked: str, *offered: Paper) -> Paper:
    """The size asked for, or the first on offer."""
    return next((paper for paper in offered if paper == asked), offered[0])


def _pdf(sheet: str, data: dict[str, object], name: str, is_private: bool = False) -> HttpResponse:
    response = HttpResponse(print_pdf(SHEETS / f"{sheet}.typ", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-store" if is_private else "private, max-age=3600"
    # Browsers show a PDF in a page of their own, which our policy for HTML may break; a PDF of ours runs nothing.
    response._csp_exempt = True  # type: ignore[attr-defined] # this is how django-csp is told
    return response
