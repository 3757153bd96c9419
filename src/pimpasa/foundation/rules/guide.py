"""A guide: questions in order, facts, what cannot be, and what offices sell."""

import hashlib
from collections import ChainMap
from collections.abc import MutableMapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from .compiler import CompiledGuide, Section, compile_guide, compile_section, never_together
from .conditions import Domains
from .errors import NoRuleInForceError
from .model import Availability, Fact, Impossible, Kind, Question, Text

MOST_DAYS = 100


@dataclass(frozen=True)
class Office:
    """An office as far as rules care: its code, the region it stands in, and what it says itself that it sells."""

    code: str
    area: str = ""
    states: str | None = None


@dataclass(eq=False)
class Guide:
    id: str
    title: Text
    intro: Text
    questions: tuple[Question, ...]
    facts: tuple[Fact, ...]
    impossible: tuple[Impossible, ...]
    answers_from: dict[Kind, date]
    must_hold: tuple[str, ...]
    patterns: tuple[str, ...]
    availability: tuple[Availability, ...]
    fingerprint: str = ""
    _compiled: dict[tuple[object, ...], CompiledGuide] = field(default_factory=dict, repr=False)
    _of_day: dict[tuple[date, str, str | None], CompiledGuide] = field(default_factory=dict, repr=False)
    _sections: MutableMapping[tuple[object, ...], Section] = field(default_factory=dict, repr=False)

    @cached_property
    def by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}

    @cached_property
    def by_question(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def domains(self) -> Domains:
        """Every variable in the order it is asked, with its options."""
        found: dict[str, tuple[str, ...]] = {"office": self.patterns}
        for question in self.questions:
            found |= question.variables
        return found

    @property
    def first_day(self) -> date:
        return min(self.answers_from.values())

    def pattern_at(self, office: Office | None, day: date) -> tuple[str, Availability | None]:
        """What an office sells on a day, with the statement that says so; the first pattern means nobody told."""
        if office is not None and office.states in self.patterns:
            return office.states, None
        for entry in self.availability:
            named = office is not None and (
                office.code in entry.offices or any(office.area.startswith(area) for area in entry.areas)
            )
            if named and entry.period.covers(day):
                return entry.pattern, entry
        return self.patterns[0], None

    def on(self, day: date, office: Office | None = None) -> CompiledGuide:
        """The guide as it stands on a day at an office. Raises NoRuleInForceError for days before it begins."""
        if day < self.first_day:
            raise NoRuleInForceError(day, self.first_day)
        pattern = self.pattern_at(office, day)[0]
        key = (day, pattern, office.code if office else None)
        if key not in self._of_day:
            # Whoever asks chooses the day: a few are remembered, never as many as somebody can think of.
            if len(self._of_day) >= MOST_DAYS:
                self._of_day.clear()
            self._of_day[key] = self.compiled(*key)
        return self._of_day[key]

    def compiled(self, day: date, pattern: str, office: str | None = None) -> CompiledGuide:
        facts = tuple(fact for fact in self.facts_on(day) if not fact.offices or office in fact.offices)
        impossible = tuple(i for i in self.impossible if i.period.covers(day))
        key = (pattern, facts, impossible)
        if key not in self._compiled:
            self._compiled[key] = compile_guide(self, facts, impossible, pattern)
        return self._compiled[key]

    def section(self, name: str, facts: tuple[Fact, ...], impossible: tuple[Impossible, ...], pattern: str) -> Section:
        """One section, compiled once however many days share it."""
        key = (name, facts, impossible, pattern)
        if key not in self._sections:
            self._sections[key] = compile_section(name, facts, never_together(self, impossible), self, pattern)
        return self._sections[key]

    def with_fact(self, old: Fact, new: Fact) -> "Guide":
        """The same guide with one fact exchanged, sharing whatever was compiled already."""
        facts = tuple(new if fact is old else fact for fact in self.facts)
        return replace(self, facts=facts, _compiled={}, _of_day={}, _sections=ChainMap({}, self._sections))

    def facts_on(self, day: date) -> list[Fact]:
        return [f for f in self.facts if f.period.covers(day) and self.speaks_of(f.kind, day)]

    def speaks_of(self, kind: Kind, day: date) -> bool:
        return kind in self.answers_from and self.answers_from[kind] <= day

    def silent_kinds(self, day: date) -> dict[Kind, date]:
        """Kinds the guide does not answer yet on this day, each with the first day it does."""
        return {kind: first for kind, first in self.answers_from.items() if day < first}

    @cached_property
    def days_of_change(self) -> tuple[date, ...]:
        """Every day on which something begins or has just ended, from the guide's first day on."""
        dated: list[Fact | Impossible | Availability] = [*self.facts, *self.impossible, *self.availability]
        periods = [one.period for one in dated]
        days = {p.start for p in periods if p.start} | {p.end + timedelta(days=1) for p in periods if p.end}
        return tuple(sorted({self.first_day, *self.answers_from.values(), *(d for d in days if d > self.first_day)}))


def fingerprint_of(texts: list[bytes]) -> str:
    """Names one edition of a guide; stored answers remember it."""
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
