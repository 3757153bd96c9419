"""What the register lacks or must watch, and its counts, within someone's reach."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Officer
from pimpasa.fieldwork.register.policies import SEE_DECREES, SEE_NATIONAL_REGISTER
from pimpasa.foundation.access import Person, villages_where
from pimpasa.foundation.counts import SMALL
from pimpasa.foundation.scope import Scope
from pimpasa.regions.models import Region

MOST_VILLAGES = 10


def most_villages() -> int:
    """From how many villages an officer carries too much; the operator may set it."""
    return int(getattr(settings, "PIMPASA_MOST_VILLAGES", MOST_VILLAGES))


def villages_without_officer(user: Person, on: date) -> QuerySet[AssistedVillage]:
    """Active or independent villages that nobody serves on the day."""
    served = Assignment.objects.in_force(on).filter(assisted_village=OuterRef("pk"))
    rows = AssistedVillage.objects.visible_to(user).at_work().filter(~Exists(served))
    return rows.select_related("village", "office")


def officers_over_load(user: Person, on: date) -> QuerySet[Any]:
    """Officers with more villages than one can serve, those with most first."""
    return with_load(Officer.objects.visible_to(user).serving(), on).filter(load__gt=most_villages()).order_by("-load")


def with_load(officers: QuerySet[Officer], on: date) -> QuerySet[Any]:
    """Each officer with the number of villages served on the day as `load`."""
    running = Q(assignments__in=Assignment.objects.in_force(on))
    return officers.annotate(load=Count("assignments__assisted_village", filter=running, distinct=True))


def decrees_running_out(user: Person, on: date, within_days: int = 60) -> QuerySet[Decree]:
    """Of the person's own offices only: it is they who renew them."""
    offices = villages_where(user, SEE_DECREES).offices
    return Decree.objects.running_out(on, within_days).filter(office__in=offices).select_related("office")


@dataclass(frozen=True)
class Figure:
    """A count as shown: none where it is too small to show to this person."""

    shown: int | None

    def __str__(self) -> str:
        # Not "fewer than": the one that is hidden along with a small one may be large.
        return "–" if self.shown is None else str(self.shown)


@dataclass(frozen=True)
class ProvinceRow:
    code: str
    name: str
    villages: Figure
    officers: Figure


@dataclass(frozen=True)
class NationalRegister:
    """The programme in numbers; what is invented counts only where everything is."""

    officers: int
    villages: int
    by_state: list[tuple[str, int]]
    provinces: list[ProvinceRow]
    hides_some: bool


def national_register(user: Person, on: date) -> NationalRegister:
    """Totals are the nation's; a province's small counts show only to those whose area holds it.

    Where exactly one would be hidden, the next smallest goes with it, or the total would give it away.
    """
    return register_within(villages_where(user, SEE_NATIONAL_REGISTER), on)


def register_within(scope: Scope, on: date) -> NationalRegister:
    """The register as whoever reaches these places sees it."""
    counted = AssistedVillage.objects.filter(is_demonstration=is_demonstration())
    states = dict(counted.values_list("state").annotate(number=Count("pk")))
    villages, officers = _villages_by_province(), _officers_by_province(on)
    hidden = _hidden(villages, scope), _hidden(officers, scope)
    codes = sorted(villages.keys() | officers.keys())
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    return NationalRegister(
        officers=inaugurated_officers(on).count(),
        villages=counted.at_work().count(),
        by_state=[(str(label), states.get(state, 0)) for state, label in AssistedVillage.State.choices],
        provinces=[
            ProvinceRow(
                code,
                names.get(code, code),
                _figure(villages.get(code, 0), code in hidden[0]),
                _figure(officers.get(code, 0), code in hidden[1]),
            )
            for code in codes
        ],
        hides_some=any(hidden),
    )


def inaugurated_officers(on: date) -> QuerySet[Officer]:
    """Those of this site, inaugurated and still serving."""
    return Officer.objects.serving().inaugurated(on).filter(is_demonstration=is_demonstration())


def _villages_by_province() -> dict[str, int]:
    return _by_province(AssistedVillage.objects.at_work().filter(is_demonstration=is_demonstration()), "village_id")


def _officers_by_province(on: date) -> dict[str, int]:
    return _by_province(inaugurated_officers(on), "office__regency_id")


def _by_province(rows: "QuerySet[AssistedVillage] | QuerySet[Officer]", path: str) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for (code,) in rows.values_list(F(path)):
        counts[str(code)[:2]] += 1
    return dict(counts)


def _hidden(counts: dict[str, int], scope: Scope) -> set[str]:
    """The provinces whose count this person may not see."""
    foreign = {code: number for code, number in counts.items() if number and not scope.contains(code)}
    small = {code for code, number in foreign.items() if number < SMALL}
    others = sorted((number, code) for code, number in foreign.items() if code not in small)
    if len(small) == 1 and others:
        small.add(others[0][1])
    return small


def _figure(number: int, is_hidden: bool) -> Figure:
    return Figure(None if is_hidden else number)
