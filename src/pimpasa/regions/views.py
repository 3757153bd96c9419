"""Public pages of places: finding a village, a village, the offices. No account, no personal data."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.regions.gazetteer import Place, gazetteer
from pimpasa.regions.models import Region
from pimpasa.regions.names import words
from pimpasa.regions.picking import ANY_CODE, picked, safe_next
from pimpasa.regions.queries import Office, nearby_offices, office_book, serving_office
from pimpasa.regions.sheets.sheet import sheet_of

LONGEST_QUERY = 100
RESULTS, SUGGESTIONS, NEARBY = 20, 8, 4

Panel = Callable[[HttpRequest, Place], str | None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A village in a list, with where it leads."""

    place: Place
    url: str


def asked(request: HttpRequest) -> str:
    """The query, as people may have pasted it: one line, not too long."""
    text = request.GET.get("q", "")[:LONGEST_QUERY]
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


@require_safe
@same_for_everybody
def village_search(request: HttpRequest) -> HttpResponse:
    query, next_address = asked(request), safe_next(request.GET.get("next", ""))
    places = gazetteer().find(query, RESULTS) if query else []
    choices = [Choice(place, picked(place.code, next_address)) for place in places]
    context = {
        "query": query,
        "next": next_address,
        "choices": choices,
        "is_full": len(choices) == RESULTS,
        "not_in": gazetteer().not_in(query, places) if places else "",
        "link": picked(ANY_CODE, next_address),
        "any_code": ANY_CODE,
    }
    return render(request, "regions/village_search.html", context)


@require_safe
@cache_control(public=True, max_age=3600)
def village_suggestions(request: HttpRequest) -> HttpResponseBase:
    query = asked(request)
    places = gazetteer().find(query, SUGGESTIONS) if query else []
    return JsonResponse({"query": query, "villages": [place.as_dict() for place in places]})


@require_safe
@same_for_everybody
def village_page(request: HttpRequest, code: str) -> HttpResponse:
    place = gazetteer().place(code)
    if place is None:
        return former_village(request, code)
    serving = serving_office(code)
    known = {serving.office.code, *(row.office.code for row in serving.others)} if serving else set()
    context = {
        "place": place,
        "serving": serving,
        "nearby": nearby_offices(code, NEARBY, without=frozenset(known)),
        "panels": [html for panel in village_panels() if (html := panel(request, place))],
    }
    return render(request, "regions/village.html", context)


def former_village(request: HttpRequest, code: str) -> HttpResponse:
    """A code that an earlier edition had: to its successor, or a page that says so."""
    region = Region.objects.villages().filter(code=code, ended=True).first()
    if region is None:
        raise Http404
    if region.successor_id:
        return redirect("village", code=region.successor_id)
    return render(request, "regions/former_village.html", {"region": region}, status=410)


@lru_cache(1)
def village_panels() -> list[Panel]:
    return [import_string(path) for path in getattr(settings, "VILLAGE_PANELS", [])]


@require_safe
@same_for_everybody
def office_list(request: HttpRequest) -> HttpResponse:
    query = asked(request)
    offices = [office for office in office_book().offices.values() if speaks_of(office, query)]
    offices.sort(key=lambda office: (office.regency_code[:2], office.is_regional, office.name))
    provinces = [(name, list(group)) for name, group in groupby(offices, key=lambda office: office.province)]
    return render(request, "regions/office_list.html", {"query": query, "provinces": provinces})


def speaks_of(office: Office, query: str) -> bool:
    """Whether each word of the query is part of the office's name or place."""
    text = " ".join(words(f"{office.name} {office.regency} {office.province}"))
    return all(word in text for word in words(query))


@require_safe
@same_for_everybody
def office_page(request: HttpRequest, code: str) -> HttpResponse:
    book = office_book()
    office = book.offices.get(code)
    if office is None:
        raise Http404
    areas = [(gazetteer().area_name(row.regency_code), row) for row in book.by_office.get(code, ())]
    sheet = sheet_of(code, localdate())
    return render(request, "regions/office.html", {"office": office, "areas": areas, "sheet": sheet})
