"""Lists that are searched, filtered, sorted and paged by plain links and forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

ROWS_A_PAGE = 50
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Choice:
    """One value of a filter: as in the address, as people read it, and the rows that it keeps."""

    value: str
    words: str
    keeps: Q


@dataclass(frozen=True)
class Filter:
    """A choice in the address: `name=value` keeps some of the rows; a value that is no choice keeps all."""

    name: str
    label: str
    choices: list[Choice]
    chosen: str = ""


@dataclass(frozen=True)
class Listing:
    page: Page[Any]
    search: str
    order: str
    orders: list[tuple[str, str]]
    filters: list[Filter]
    query: str

    @property
    def is_narrowed(self) -> bool:
        return bool(self.search or any(one.chosen for one in self.filters))


def listing(
    request: HttpRequest,
    rows: QuerySet[Row],
    *,
    search: Iterable[str],
    orders: Mapping[str, tuple[str | Promise, tuple[str, ...]]],
    filters: Sequence[Filter] = (),
) -> Listing:
    """`orders` maps a word of the address to what people read and the fields; the first is the usual one."""
    words, chosen = request.GET.get("q", "").replace("\x00", "").strip()[:100], _chosen(request, filters)
    order = request.GET.get("urut", "")
    order = order if order in orders else next(iter(orders))
    for choice in (choice for one in chosen for choice in one.choices if choice.value == one.chosen):
        rows = rows.filter(choice.keeps)
    rows = _searched(rows, words, search).order_by(*orders[order][1], "pk")
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("hal"))
    choices = [(key, str(label)) for key, (label, _fields) in orders.items()]
    return Listing(page, words, order, choices, chosen, _query(request))


def _chosen(request: HttpRequest, filters: Sequence[Filter]) -> list[Filter]:
    """Each filter with what the address asks of it."""
    asked = {one.name: request.GET.get(one.name, "") for one in filters}
    known = {one.name: {choice.value for choice in one.choices} for one in filters}
    return [replace(one, chosen=asked[one.name] if asked[one.name] in known[one.name] else "") for one in filters]


def _searched(rows: QuerySet[Row], words: str, fields: Iterable[str]) -> QuerySet[Row]:
    """Every word must stand somewhere in the fields."""
    for word in words.split()[:6]:
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


def _query(request: HttpRequest) -> str:
    """The address without the page's number, for the links to other pages."""
    kept = request.GET.copy()
    kept.pop("hal", None)
    return kept.urlencode()
