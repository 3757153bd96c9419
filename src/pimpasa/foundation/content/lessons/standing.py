"""Which words of a lesson may still be told as true. Somebody teaches them to a whole village: a law that was withdrawn
or has ended must show wherever it is taught, shown, printed or asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pimpasa.foundation.rules import Fact
from pimpasa.foundation.rules.model import Status

from .model import Block, Item, Lesson, LessonFact, Step

if TYPE_CHECKING:
    from pimpasa.foundation.content import Library


class Flag(StrEnum):
    """Worst first."""

    WITHDRAWN = "withdrawn"
    ENDED = "ended"
    BASIS_GONE = "basis-gone"
    CONTESTED = "contested"
    ANNOUNCED = "announced"
    UNCERTAIN = "uncertain"
    DUE = "due-for-review"

    @property
    def is_broken(self) -> bool:
        """Not to be told as true any more."""
        return self in (Flag.WITHDRAWN, Flag.ENDED, Flag.BASIS_GONE)


@dataclass(frozen=True)
class Standing:
    """Per fact of the lesson, what is to be said of it on that day; a fact without flags stands."""

    lesson: Lesson
    on: date
    facts: dict[str, tuple[Flag, ...]]

    def flags_of(self, part: Step | Item | Block) -> tuple[Flag, ...]:
        return self.flags_of_facts(part.facts)

    def flags_of_message(self) -> tuple[Flag, ...]:
        return self.flags_of_facts(self.lesson.message_facts)

    def flags_of_facts(self, names: Iterable[str]) -> tuple[Flag, ...]:
        """Each once, worst first."""
        found = {flag for name in names for flag in self.facts[name]}
        return tuple(flag for flag in Flag if flag in found)

    def flagged(self, *flags: Flag) -> tuple[LessonFact, ...]:
        """The facts that bear one of these flags."""
        return tuple(self.lesson.facts[name] for name, its in self.facts.items() if set(flags) & set(its))

    @property
    def broken(self) -> tuple[LessonFact, ...]:
        return self.flagged(*(flag for flag in Flag if flag.is_broken))

    @property
    def broken_parts(self) -> tuple[Step | Item, ...]:
        """The steps and items that lean on what no longer stands."""
        return tuple(self.lesson.leaning_on({fact.id for fact in self.broken}))


def standing(lesson: Lesson, library: "Library", on: date) -> Standing:
    return Standing(lesson, on, {name: _flags(fact, library, on) for name, fact in lesson.facts.items()})


def _flags(fact: LessonFact, library: "Library", on: date) -> tuple[Flag, ...]:
    basis = [_guide_fact(name, library) for name in fact.leans_on]
    leant_on: list[LessonFact | Fact] = [fact, *(one for one in basis if one)]
    claims = {
        Flag.WITHDRAWN: any(_is_withdrawn(one.source, library, on) for one in leant_on),
        Flag.ENDED: fact.until is not None and fact.until < on,
        Flag.BASIS_GONE: any(one is None or _has_ended(one, on) for one in basis),
        Flag.CONTESTED: any(one.status is Status.CONTESTED for one in leant_on),
        Flag.ANNOUNCED: any(one.status is Status.ANNOUNCED for one in leant_on),
        Flag.UNCERTAIN: fact.confidence == "C" or _is_reported_once(fact, library),
        Flag.DUE: fact.review_by is not None and fact.review_by <= on,
    }
    return tuple(flag for flag, holds in claims.items() if holds)


def _guide_fact(name: str, library: "Library") -> Fact | None:
    guide, _, fact = name.partition("/")
    return library.guides[guide].by_id.get(fact) if guide in library.guides else None


def _is_withdrawn(source: str, library: "Library", on: date) -> bool:
    return source in library.sources and library.sources[source].is_withdrawn(on)


def _has_ended(fact: Fact, on: date) -> bool:
    return fact.period.end is not None and fact.period.end < on


def _is_reported_once(fact: LessonFact, library: "Library") -> bool:
    """Known only through others, by one source."""
    return fact.confidence == "B" and fact.source in library.sources and library.sources[fact.source].read == "reported"
