"""A recap as its page shows it: each number with the way to its records, each line below with the way to its recap."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from pimpasa.insight.recaps.periods import Period
from pimpasa.insight.recaps.recap import Child, Figure, Figures, Recap
from pimpasa.insight.recaps.tables import OF_CHILDREN, Table, children_columns, children_title, tables_of, top_figures
from pimpasa.insight.recaps.units import Level, Reach, Unit


@dataclass(frozen=True)
class Shown:
    """A number or words, and where it leads to; nowhere for nought, for what is hidden, and for closed records."""

    words: str
    address: str = ""

    @property
    def is_hidden(self) -> bool:
        return self.words.startswith("<") or self.words == "–"


@dataclass(frozen=True)
class ShownRow:
    name: Shown
    cells: tuple[Shown, ...]
    is_total: bool = False


@dataclass(frozen=True)
class ShownTable:
    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True)
class ShownPage:
    top: list[tuple[str, Shown]]
    children: ShownTable | None
    tables: list[ShownTable]
    before: str
    after: str
    wider: list[tuple[Period, str]]


def shown_page(recap: Recap, reach: Reach, opened: Collection[str]) -> ShownPage:
    """`opened` is what is counted of which this person may open single records."""

    def cell(figure: Figure | str) -> Shown:
        if isinstance(figure, str):
            return Shown(figure)
        return Shown(str(figure), _records(recap, figure, opened))

    def table(one: Table) -> ShownTable:
        rows = (ShownRow(Shown(row.name), tuple(cell(at) for at in row.cells), row.is_total) for row in one.rows)
        return ShownTable(one.key, one.title, one.columns, tuple(rows))

    after = recap.period.after()
    return ShownPage(
        top=[(words, cell(figure)) for words, figure in top_figures(recap)],
        children=_children(recap, reach),
        tables=[table(one) for one in tables_of(recap)],
        before=address_of(recap.unit, recap.period.before()),
        after=address_of(recap.unit, after) if after.has_begun(timezone.now()) else "",
        wider=[(one, address_of(recap.unit, one)) for one in _wider(recap.period)],
    )


def address_of(unit: Unit, period: Period) -> str:
    return reverse("recap", kwargs={"level": unit.level, "code": unit.code, "period": period.key})


def _records(recap: Recap, figure: Figure, opened: Collection[str]) -> str:
    if not figure.value or figure.key.split("/", maxsplit=1)[0] not in opened:
        return ""
    at = {"level": recap.unit.level, "code": recap.unit.code, "period": recap.period.key, "figure": figure.key}
    return reverse("recap-records", kwargs=at)


def _children(recap: Recap, reach: Reach) -> ShownTable | None:
    if not recap.children:
        return None
    rows = tuple(ShownRow(_child(one, recap, reach), _cells(one.figures)) for one in recap.children)
    return ShownTable("children", children_title(recap), children_columns(), rows)


def _child(child: Child, recap: Recap, reach: Reach) -> Shown:
    owner = recap.unit.code if child.level == Level.OFFICER else ""
    unit = Unit(child.level, child.code, child.name, owner)
    return Shown(child.name, address_of(unit, recap.period) if child.code and reach.reads(unit) else "")


def _cells(figures: Figures) -> tuple[Shown, ...]:
    return tuple(Shown(str(figures[key])) for key in OF_CHILDREN)


def _wider(period: Period) -> list[Period]:
    """The quarter and the year that hold it."""
    quarter = Period(period.year, 3 * period.quarter - 2, 3)
    return [one for one in (quarter, period.in_year) if one.months > period.months]
