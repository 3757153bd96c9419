"""An outcome arranged the way people need it: what to bring, what it costs, what to do, where, when, what to beware of.

Web page, print, message and command line all take their words from here, so that they cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pimpasa.foundation.content import Source, load_library
from pimpasa.foundation.rules import Cost, Fact, Kind, Office, Walk, cost_of
from pimpasa.foundation.rules.model import Availability, Status

PRESENCE = "presence"


@dataclass(frozen=True)
class Group:
    """One fact, or (`alternatives`) several of which one is enough, or the positions of a dispute."""

    facts: tuple[Fact, ...]
    alternatives: bool


@dataclass(eq=False)
class Answer:
    """What one person gets on one day at one office."""

    walk: Walk
    day: date
    office: Office | None
    sold: Availability | None

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.walk.facts

    @cached_property
    def cost(self) -> Cost | None:
        return cost_of(self.facts)

    @cached_property
    def papers(self) -> list[Group]:
        return grouped(self._sure(Kind.DOCUMENT))

    @cached_property
    def steps(self) -> list[Group]:
        return grouped(fact for fact in self._sure(Kind.STEP) if not fact.about.startswith(PRESENCE))

    @cached_property
    def presence(self) -> list[Fact]:
        return [fact for fact in self._sure(Kind.STEP) if fact.about.startswith(PRESENCE)]

    @property
    def times(self) -> list[Fact]:
        return self._sure(Kind.TIME)

    @property
    def places(self) -> list[Fact]:
        return self._sure(Kind.PLACE)

    @property
    def warnings(self) -> list[Fact]:
        return self._sure(Kind.WARNING)

    @property
    def rights(self) -> list[Fact]:
        return self._sure(Kind.RIGHT)

    @property
    def contacts(self) -> list[Fact]:
        return self._sure(Kind.CONTACT)

    @property
    def notes(self) -> list[Fact]:
        return self._sure(Kind.NOTE)

    @cached_property
    def announced(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.status is Status.ANNOUNCED]

    @property
    def silent_kinds(self) -> dict[Kind, date]:
        return self.walk.compiled.guide.silent_kinds(self.day)

    @cached_property
    def sources(self) -> list[Source]:
        """Every source this answer leans on, once, in the order of first use."""
        return sources_of(self.facts)

    def _sure(self, kind: Kind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind and fact.status is not Status.ANNOUNCED]


def grouped(facts: Iterable[Fact]) -> list[Group]:
    """In the order written; alternatives and positions stand together where the first of them stands."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact.one_of or fact.dispute or fact.id, []).append(fact)
    return [Group(tuple(members), bool(members[0].one_of)) for members in groups.values()]


def sources_of(facts: Iterable[Fact]) -> list[Source]:
    library = load_library()
    return [library.sources[name] for name in dict.fromkeys(fact.source for fact in facts)]


def answer_for(guide_id: str, answers: dict[str, object], day: date, office: Office | None) -> Answer:
    """Raises the errors of foundation.rules for days, answers and combinations that cannot stand."""
    guide = load_library().guides[guide_id]
    walk = guide.on(day, office).walk(answers)
    return Answer(walk, day, office, guide.pattern_at(office, day)[1])


@dataclass(frozen=True)
class FamilyTotal:
    """What several people pay together: one amount per currency, or none where a part is disputed or unknown."""

    amounts: tuple[tuple[str, int], ...]
    is_open: bool


def family_total(answers: Iterable[Answer]) -> FamilyTotal:
    amounts: dict[str, int] = {}
    is_open = False
    for answer in answers:
        if answer.cost is None or answer.cost.is_disputed or answer.cost.totals[0].amount is None:
            is_open = True
            continue
        total = answer.cost.totals[0]
        amounts[total.currency] = amounts.get(total.currency, 0) + (total.amount or 0)
    return FamilyTotal(tuple(amounts.items()), is_open)
