"""Builds a recap from the log, in a number of queries that no history changes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.counts import SMALL
from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.areas import (
    NO_OFFICE,
    AreaTree,
    OfficerTree,
    Tree,
    office_place,
    part_place,
)
from pimpasa.insight.recaps.hiding import OF_VILLAGES, hidden_in, totals_of
from pimpasa.insight.recaps.log import ANSWERED, STEPS, Entry, Log, log_by_officer, log_of
from pimpasa.insight.recaps.periods import Period
from pimpasa.insight.recaps.recap import Child, Figure, Figures, Recap, VillageLine
from pimpasa.insight.recaps.standing import Standing, standing_by_officer, standing_of
from pimpasa.insight.recaps.suppression import Hiding
from pimpasa.insight.recaps.units import Level, Unit, officers_of_office
from pimpasa.learning.figures.pool import Pool
from pimpasa.learning.figures.release import EVERYTHING, OUTSIDE
from pimpasa.regions.counting import offices_by_regency
from pimpasa.regions.models import COUNTRY, ImmigrationOffice, Region

NAMES_OF_VILLAGE = 4
# What took its hours -> the counts of those that took them.
MEASURED = {
    **{step: [keys.key(keys.FINDINGS, step, pace) for pace in (keys.IN_TIME, keys.LATE)] for step in STEPS},
    ANSWERED: list(keys.ANSWERED_BY),
}


@dataclass(frozen=True)
class Counted:
    """What the figures of every place in the recap are read off from."""

    period: Period
    numbers: Mapping[str, Mapping[str, int]]
    visited: Mapping[str, set[str]]
    standing: Standing
    hidden: Mapping[Entry, Hiding]
    # Whether numbers about people are kept back altogether, as an officer's are from outside of the office.
    keeps_people_back: bool = False

    def figures(self, place: str, leaving_out: Collection[str] = ()) -> Figures:
        numbers = {**self.numbers.get(place, {}), **self.standing.figures(place, self.visited.get(place, set()))}
        return Figures({key: self._figure(place, key, numbers[key]) for key in numbers if key not in leaving_out})

    def _figure(self, place: str, key: str, number: int) -> Figure:
        hiding = self.hidden.get((place, self.period.key, key))
        if self.keeps_people_back and keys.is_about_people(key):
            hiding = Hiding.BESIDE
        return Figure(key, None if hiding else number, hiding)


def recap_of(unit: Unit, period: Period, *, is_own: bool, own_offices: Collection[str] = ()) -> Recap:
    """For a reader of the office that owns the numbers, or for one outside of it, who may own other offices."""
    now = timezone.now()
    day, tree = period.standing_on(now), tree_of(unit)
    release = EVERYTHING if is_own else OUTSIDE
    log = log_of(unit, period, now, release)
    hidden = {} if is_own or unit.level == Level.OFFICER else _hidden(unit, period, now, tree, own_offices)
    counted = Counted(
        period=period,
        numbers=_numbers(log, tree, period),
        visited=_visited(log, tree),
        standing=standing_of(unit, day, tree),
        hidden=hidden,
        keeps_people_back=unit.level == Level.OFFICER and not is_own,
    )
    place = place_of(unit)
    figures = counted.figures(place)
    return Recap(
        unit=unit,
        period=period,
        as_of=now,
        standing_on=day,
        figures=figures,
        hours={step: _median(log, step, figures, is_own) for step in MEASURED},
        children=tuple(_children(unit, counted, now, is_own)),
        villages=_village_lines(counted, is_own),
        tests=Pool(log.evenings, release),
        is_own=is_own,
    )


def tree_of(unit: Unit) -> Tree:
    return OfficerTree(unit.code) if unit.level == Level.OFFICER else AreaTree(offices_by_regency())


def place_of(unit: Unit) -> str:
    return office_place(unit.code) if unit.level == Level.OFFICE else unit.code


def _hidden(
    unit: Unit, period: Period, now: datetime, tree: Tree, own_offices: Collection[str]
) -> Mapping[Entry, Hiding]:
    """Weighed over the whole country and year, whatever is shown of it."""
    assert isinstance(tree, AreaTree)
    nation = Unit(Level.NATION, COUNTRY, "", is_demonstration=unit.is_demonstration)
    return hidden_in(log_of(nation, period.in_year, now), tree, period.in_year, own_offices)


def _numbers(log: Log, tree: Tree, period: Period) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (place, _when, key), number in totals_of(log, tree, [period]).items():
        found[place][key] = number
    return found


def _visited(log: Log, tree: Tree) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for villages in log.visited.values():
        for village in villages:
            for place in (village, *tree.above(village)):
                found[place].add(village)
    return found


def _median(log: Log, step: str, figures: Figures, is_own: bool) -> float | None:
    """Outside of the office not for so few that they could be known one by one."""
    hours = [one for (_place, _month, of), found in log.hours.items() if of == step for one in found]
    measured = [figures[key] for key in MEASURED[step]]
    if not hours or (not is_own and (len(hours) < SMALL or any(figure.hiding for figure in measured))):
        return None
    return median(hours)


def _children(unit: Unit, counted: Counted, now: datetime, is_own: bool) -> Iterable[Child]:
    if unit.level == Level.OFFICE:
        return _officers(unit, counted.period, now, is_own)
    if unit.level == Level.PROVINCE:
        return _offices(unit, counted)
    return _provinces(counted) if unit.level == Level.NATION else ()


def _provinces(counted: Counted) -> Iterable[Child]:
    places = {place for place in _places(counted) if place.isdigit()}
    names = dict(Region.objects.filter(code__in=places).values_list("code", "name"))
    return (Child(Level.PROVINCE, code, names.get(code, code), counted.figures(code)) for code in sorted(places))


def _offices(unit: Unit, counted: Counted) -> Iterable[Child]:
    """What of each office lies in the province; the villages of no office come last."""
    offices = {place.split(":")[1] for place in _places(counted) if place.startswith("part:")} - {NO_OFFICE}
    names = dict(ImmigrationOffice.objects.filter(code__in=offices).values_list("code", "name"))
    for code in sorted(offices, key=lambda one: names.get(one, one)):
        yield Child(Level.OFFICE, code, names.get(code, code), counted.figures(part_place(code, unit.code)))
    rest = part_place(NO_OFFICE, unit.code)
    if rest in _places(counted):
        yield Child(Level.OFFICE, "", _("Desa tanpa kantor yang dipastikan"), counted.figures(rest))


def _officers(unit: Unit, period: Period, now: datetime, is_own: bool) -> Iterable[Child]:
    """Each with all that they did, wherever; what two did together counts for both."""
    people = list(officers_of_office(unit.code))
    accounts, demonstration = [user.pk for user in people], unit.is_demonstration
    log = log_by_officer(accounts, period, now, is_demonstration=demonstration)
    standing = standing_by_officer(accounts, period.standing_on(now), is_demonstration=demonstration)
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for (place, _month, key), number in log.counts.items():
        numbers[place][key] += number
    visited: dict[str, set[str]] = defaultdict(set)
    for (place, _month), villages in log.visited.items():
        visited[place] |= villages
    counted = Counted(period, numbers, visited, standing, {}, keeps_people_back=not is_own)
    return [Child(Level.OFFICER, str(one.pk), one.display_name, counted.figures(str(one.pk))) for one in people]


def _places(counted: Counted) -> set[str]:
    return counted.numbers.keys() | counted.standing.assisted.keys() | set(counted.standing.officers)


def _village_lines(counted: Counted, is_own: bool) -> tuple[VillageLine, ...]:
    """Outside of the office only the counts about people that hiding has weighed."""
    codes = sorted(place for place in _places(counted) if place.count(".") == NAMES_OF_VILLAGE - 1)
    regions = {one.code: one for one in Region.objects.filter(code__in=codes).select_related("parent__parent__parent")}
    about_people = {key for key in _all_keys(counted) if keys.is_about_people(key)}
    unweighed = set() if is_own else about_people - OF_VILLAGES
    states = counted.standing.assisted
    return tuple(
        VillageLine(
            code, _names(regions[code]), tuple(states.get(code, {}).get(code, ())), counted.figures(code, unweighed)
        )
        for code in codes
    )


def _all_keys(counted: Counted) -> set[str]:
    return {key for numbers in counted.numbers.values() for key in numbers}


def _names(village: Region) -> tuple[str, str, str, str]:
    district = village.parent
    regency = district.parent if district else None
    province = regency.parent if regency else None
    above = (district, regency, province)
    first, second, third = (region.name if region else "" for region in above)
    return village.name, first, second, third
