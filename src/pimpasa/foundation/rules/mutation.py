"""Asks of the proofs and cases: if somebody got one fact wrong, would anything notice?

Every amount, condition, date, scope, dispute and role of every fact is changed once. A change that makes no
difference on any path of any day is no change and is left out; of the rest, each must be caught.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .cases import Case, OfficeOf, check_case
from .compiler import compile_section, never_together, section_name
from .conditions import ALWAYS, NEVER, Condition, Conjunction, Options, assigned, literal, variables
from .errors import RulesError
from .guide import Guide, Office
from .model import Fact, Impossible, Kind, Period, Status
from .proofs import editions, missing_sections, section_findings
from .walker import Values, values_of

ONE_DAY = timedelta(days=1)
MANY_ALTERNATIVES = 3


@dataclass(frozen=True, eq=False)
class Mutant:
    fact: Fact
    changed: Fact
    what: str


@dataclass(frozen=True)
class Score:
    caught: int
    survived: tuple[Mutant, ...]
    without_effect: int

    @property
    def share(self) -> float:
        return self.caught / max(1, self.caught + len(self.survived))


def mutants_of(fact: Fact, guide: Guide) -> Iterator[Mutant]:
    for what, changed in (*_money(fact), *_dates(fact), *_roles(fact), *_conditions(fact, guide)):
        if changed.when != NEVER:
            yield Mutant(fact, changed, what)


def _money(fact: Fact) -> Iterator[tuple[str, Fact]]:
    if fact.kind is Kind.FEE and fact.waives is None:
        yield "amount", replace(fact, amount=(fact.amount or 0) + 50_000)
        if fact.adds:
            yield "adds", replace(fact, adds=False)
        else:
            yield "adds", replace(fact, adds=True)
    if fact.waives:
        yield "waives", replace(fact, waives=None, amount=0)


def _dates(fact: Fact) -> Iterator[tuple[str, Fact]]:
    start, end = fact.period.start, fact.period.end
    if start:
        yield "from +1", replace(fact, period=Period(start + ONE_DAY, end))
        yield "from -1", replace(fact, period=Period(start - ONE_DAY, end))
    if end:
        yield "until +1", replace(fact, period=Period(start, end + ONE_DAY))
        yield "until -1", replace(fact, period=Period(start, end - ONE_DAY))
        yield "until removed", replace(fact, period=Period(start, None))


def _roles(fact: Fact) -> Iterator[tuple[str, Fact]]:
    if fact.dispute:
        yield "dispute", replace(fact, dispute=None, status=Status.IN_FORCE)
    if fact.one_of:
        yield "one_of", replace(fact, one_of=None)
    for office in fact.offices:
        yield f"offices -{office}", replace(fact, offices=fact.offices - {office} or frozenset({"another-office"}))
    if fact.offices:
        yield "offices removed", replace(fact, offices=frozenset())


def _conditions(fact: Fact, guide: Guide) -> Iterator[tuple[str, Fact]]:
    """Each part of the condition widened, narrowed or dropped, one at a time."""
    for conjunction in fact.when if len(fact.when) > 1 else ():
        yield "alternative dropped", replace(fact, when=fact.when - {conjunction})
    for variable in sorted(variables(fact.when)):
        for chosen in _changed_together(fact.when, variable):
            rest = fact.when - chosen
            for what, changed in _changed_options(chosen, variable, guide.domains[variable]):
                yield f"{variable} {what}", replace(fact, when=rest | changed)
    if fact.when == ALWAYS:
        first = guide.questions[0]
        for variable, possible in first.variables.items():
            yield f"only {variable}={possible[0]}", replace(fact, when=literal(variable, {possible[0]}))


def _changed_together(when: Condition, variable: str) -> list[Condition]:
    """Alternatives that one slip of the pen changes: many of them come from one written term or exception."""
    mentioning = frozenset(c for c in when if variable in variables(frozenset({c})))
    return [mentioning] if len(when) > MANY_ALTERNATIVES else [frozenset({c}) for c in mentioning]


def _changed_options(chosen: Condition, variable: str, domain: tuple[str, ...]) -> Iterator[tuple[str, Condition]]:
    written = {conjunction: dict(conjunction)[variable] for conjunction in chosen}
    yield "dropped", frozenset(conjunction - {(variable, written[conjunction])} for conjunction in chosen)
    for option in domain:
        if any(option in options for options in written.values()):
            yield f"-{option}", _rewritten(written, variable, lambda options: options - {option})  # noqa: B023 used at once
        if any(option not in options for options in written.values()):
            yield f"+{option}", _rewritten(written, variable, lambda options: options | {option})  # noqa: B023 used at once


def _rewritten(
    written: Mapping[Conjunction, Options], variable: str, change: Callable[[Options], Options]
) -> Condition:
    return frozenset(
        conjunction - {(variable, options)} | {(variable, change(options))}
        for conjunction, options in written.items()
        if change(options)
    )


def score(guide: Guide, cases: Iterable[Case], office_of: OfficeOf, facts: Iterable[Fact] | None = None) -> Score:
    """Changes each of these facts (all of the guide's, if none are named) in every way, once."""
    judge = _Judge(guide, list(cases), office_of)
    caught = without_effect = 0
    survived: list[Mutant] = []
    for fact in guide.facts if facts is None else facts:
        for mutant in mutants_of(fact, guide):
            changed = guide.with_fact(mutant.fact, mutant.changed)
            if judge.case_fails(mutant, changed):
                caught += 1
            elif not has_effect(mutant, guide, changed):
                without_effect += 1
            elif proof_fails(mutant, part_around(changed, mutant.changed)):
                caught += 1
            else:
                survived.append(mutant)
    return Score(caught, tuple(survived), without_effect)


def part_around(guide: Guide, fact: Fact) -> Guide:
    """Only the sections this fact can belong to: enough to judge it, and quick to compile."""
    names = {section_name(fact), section_name(replace(fact, one_of=None))}
    facts = tuple(other for other in guide.facts if section_name(other) in names)
    spoken_of = {other.about for other in facts}
    must_hold = tuple(about for about in guide.must_hold if about in spoken_of)
    return replace(guide, facts=facts, must_hold=must_hold, _compiled={})


def has_effect(mutant: Mutant, guide: Guide, changed: Guide) -> bool:
    """Whether some answers, on some day at some office, lead to one of the two versions and not to the other."""
    if _role_changed(mutant):
        return True
    days = sorted({*guide.days_of_change, *changed.days_of_change})
    offices = (None, *sorted(mutant.fact.offices)[:1])
    settings = {_setting(mutant, guide, day, office) for day in days for office in offices}
    return any(
        _differs(guide, facts, impossible, pattern)
        for facts, impossible in settings
        if facts
        for pattern in guide.patterns
    )


def _setting(
    mutant: Mutant, guide: Guide, day: date, office: str | None
) -> tuple[tuple[Fact, ...], tuple[Impossible, ...]]:
    """Which of the two versions are in force on this day at this office, and what cannot be then."""
    in_force = tuple(
        fact
        for fact in (mutant.fact, mutant.changed)
        if guide.speaks_of(fact.kind, day) and fact.period.covers(day) and (not fact.offices or office in fact.offices)
    )
    return in_force, tuple(rule for rule in guide.impossible if rule.period.covers(day))


def _differs(guide: Guide, facts: tuple[Fact, ...], impossible: tuple[Impossible, ...], pattern: str) -> bool:
    section = compile_section("both versions", facts, never_together(guide, impossible), guide, pattern)
    return any(len(leaf.facts) == 1 for leaf in section.leaves())


def proof_fails(mutant: Mutant, changed: Guide) -> bool:
    """Whether a proof objects to the changed fact, or the fact can no longer be reached."""
    reached = False
    for day, compiled in editions(changed):
        for section in compiled.sections:
            if section_findings(changed, section):
                return True
            reached = reached or any(mutant.changed in leaf.facts for leaf in section.leaves())
        if missing_sections(changed, compiled, day):
            return True
    return not reached


class _Judge:
    """Runs only the cases that a changed fact can touch."""

    def __init__(self, guide: Guide, cases: list[Case], office_of: OfficeOf) -> None:
        self.guide, self.office_of = guide, office_of
        self.cases = [(case, _values_of(guide, case)) for case in cases]

    def case_fails(self, mutant: Mutant, changed: Guide) -> bool:
        return any(
            check_case(changed, case, self.office_of)
            for case, values in self.cases
            if self._touches(mutant, case, values)
        )

    def _touches(self, mutant: Mutant, case: Case, values: Values) -> bool:
        if mutant.fact.id in case.begins or mutant.fact.id in case.ends:
            return True
        office = self.office_of(case.office) if case.office else None
        known = {**values, "office": self.guide.pattern_at(office, case.on)[0]}
        before, after = (_holds(fact, case, office, known) for fact in (mutant.fact, mutant.changed))
        return before != after or (after is True and _role_changed(mutant))


def _role_changed(mutant: Mutant) -> bool:
    old, new = mutant.fact, mutant.changed
    return any(getattr(old, n) != getattr(new, n) for n in ("amount", "adds", "waives", "dispute", "one_of"))


def _values_of(guide: Guide, case: Case) -> Values:
    try:
        return values_of(guide, case.answers)
    except RulesError:
        return {}  # a case with bad answers fails on its own when the cases run


def _holds(fact: Fact, case: Case, office: Office | None, known: Values) -> bool | None:
    """Whether the fact holds in this case; None while it depends on something the case leaves open."""
    if not fact.period.covers(case.on) or (fact.offices and (office is None or office.code not in fact.offices)):
        return False
    rest = fact.when
    for variable, option in known.items():
        rest = assigned(rest, variable, option)
    return None if variables(rest) else rest == ALWAYS
