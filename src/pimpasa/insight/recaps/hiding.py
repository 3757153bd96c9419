"""Which counts a reader from outside may see: every sum that the recaps of a year make is known here.

Protects people in small places. A month hidden here must not follow from its quarter and the two other months, nor an
office from its province and the other offices, nor women from everybody and men. All of it is weighed at once, so that
each page, whichever is opened, hides the same cells.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.areas import AreaTree, Tree, office_place
from pimpasa.insight.recaps.log import Entry, Log
from pimpasa.insight.recaps.periods import Period, parts_of
from pimpasa.insight.recaps.quantities import Sum
from pimpasa.insight.recaps.suppression import Hiding, hidden_cells
from pimpasa.regions.models import COUNTRY

# What stands beside each village in the lists that leave the office.
OF_VILLAGES = frozenset({keys.PARTICIPANTS, keys.FINDINGS})


def totals_of(log: Log, tree: Tree, periods: Iterable[Period]) -> Counter[Entry]:
    """The counts of every place in the periods; a village's own among them."""
    totals: Counter[Entry] = Counter()
    holding: dict[str, list[str]] = defaultdict(list)
    for period in periods:
        for month in period.month_keys:
            holding[month].append(period.key)
    above = {village: (village, *tree.above(village)) for village in {place for place, _month, _key in log.counts}}
    for (village, month, key), number in log.counts.items():
        for place, period_key in product(above[village], holding[month]):
            totals[place, period_key, key] += number
    return totals


def all_periods(year: Period) -> list[Period]:
    found = [whole for whole, _parts in parts_of(year)]
    return found + [part for whole, parts in parts_of(year) for part in parts if whole.months == 3]


def hidden_in(log: Log, tree: AreaTree, year: Period, own_offices: Collection[str] = ()) -> dict[Entry, Hiding]:
    """What to hide in every recap of the year, from a reader to whom only these offices belong."""
    people = Log(Counter({entry: number for entry, number in log.counts.items() if keys.is_about_people(entry[2])}))
    totals = totals_of(people, tree, all_periods(year))
    villages = {place for place, _month, _key in people.counts}
    values = {cell: number for cell, number in totals.items() if cell[0] not in villages or cell[2] in OF_VILLAGES}
    known = _known(values, tree, own_offices)
    return hidden_cells(values, sums_among(values, tree, villages, year), known)


def _known(values: Mapping[Entry, int], tree: AreaTree, own_offices: Collection[str]) -> frozenset[Entry]:
    """The cells that the reader sees inside the own office."""
    if not own_offices:
        return frozenset()
    return frozenset(cell for cell in values if _office_at(cell[0], tree) in own_offices)


def _office_at(place: str, tree: AreaTree) -> str:
    if place.startswith(("office:", "part:")):
        return place.split(":")[1]
    return tree.office_of(place) if "." in place else ""


def sums_among(
    values: Mapping[Entry, int], tree: AreaTree, villages: Iterable[str], year: Period
) -> Iterator[Sum[Entry]]:
    """Every sum between these cells, in each of the three directions."""
    inside = places_inside(tree, villages)
    parts = _parts_of_keys()
    calendar = {whole.key: tuple(part.key for part in of) for whole, of in parts_of(year)}
    for place, period, key in values:
        yield from _sum((place, period, key), ((part, period, key) for part in inside.get(place, ())), values)
        yield from _sum((place, period, key), ((place, part, key) for part in calendar.get(period, ())), values)
        for division in parts.get(key, ()):
            yield from _sum((place, period, key), ((place, period, part) for part in division), values)


def _sum(total: Entry, parts: Iterable[Entry], values: Mapping[Entry, int]) -> Iterator[Sum[Entry]]:
    present = tuple(part for part in parts if part in values)
    if present:
        yield Sum(total, present)


def _parts_of_keys() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for total, parts in keys.SUMS:
        found[total].append(parts)
    return found


def places_inside(tree: AreaTree, villages: Iterable[str]) -> dict[str, set[str]]:
    """Country of provinces, province of the offices' parts in it, office of its parts, part of villages."""
    inside: dict[str, set[str]] = defaultdict(set)
    for village in villages:
        office, province, part = tree.office_of(village), village[:2], tree.part_of(village)
        inside[COUNTRY].add(province)
        inside[province].add(part)
        inside[part].add(village)
        if office:
            inside[office_place(office)].add(part)
    return inside
