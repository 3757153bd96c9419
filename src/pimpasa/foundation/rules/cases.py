"""Worked cases: examples written by hand from the law, in words a lawyer can read, and run against the guide."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from .errors import ContentError, ContradictionError, RulesError
from .guide import Guide, Office
from .located import Entry, Problems, read_entries
from .model import Kind
from .money import cost_of
from .walker import Walk

OfficeOf = Callable[[str], Office | None]
PLURALS = {f"{kind}s": kind for kind in Kind}


@dataclass(frozen=True, eq=False)
class Case:
    title: str
    on: date
    office: str
    answers: Mapping[str, str | tuple[str, ...]]
    exactly: Mapping[Kind, frozenset[str]]
    one_of: Mapping[str, frozenset[str]]
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    totals: tuple[int | None, ...] | None
    begins: Mapping[str, date]
    ends: Mapping[str, date]
    refused: bool
    file: str
    line: int


def read_all_cases(folder: Path, root: Path, problems: Problems) -> list[Case]:
    """The cases of a guide: `cases.yaml`, or several files in `cases/`."""
    return [case for path in sorted(folder.glob("cases/*.yaml")) for case in read_cases(path, root, problems)] + (
        read_cases(folder / "cases.yaml", root, problems)
    )


def read_cases(path: Path, root: Path, problems: Problems) -> list[Case]:
    return [_case(entry) for entry in read_entries(path, root, problems)] if path.exists() else []


def _case(entry: Entry) -> Case:
    case = Case(
        title=entry.text("case", required=True),
        on=entry.day("on", required=True) or date.min,
        office=entry.text("office"),
        answers=_answers(entry),
        exactly={kind: frozenset(entry.words(name)) for name, kind in PLURALS.items() if name in entry.nodes},
        one_of=_alternatives(entry),
        has=entry.words("has"),
        lacks=entry.words("lacks"),
        totals=_totals(entry),
        begins=_days(entry, "begins"),
        ends=_days(entry, "ends"),
        refused=bool(entry.text("refused")),
        file=entry.file,
        line=entry.line,
    )
    if not (
        case.exactly or case.one_of or case.has or case.lacks or case.totals or case.begins or case.ends or case.refused
    ):
        entry.problem("case", "tidak menuntut apa pun / expects nothing")
    entry.done()
    return case


def _answers(entry: Entry) -> dict[str, str | tuple[str, ...]]:
    answers = entry.entry("answers", required=True)
    if answers is None:
        return {}
    return {
        name: answers.words(name) if isinstance(node, yaml.SequenceNode) else answers.text(name)
        for name, node in answers.nodes.items()
    }


def _alternatives(entry: Entry) -> dict[str, frozenset[str]]:
    groups = entry.entry("one_of")
    return {name: frozenset(groups.words(name)) for name in groups.nodes} if groups else {}


def _totals(entry: Entry) -> tuple[int | None, ...] | None:
    words = entry.words("totals") or ((entry.text("total"),) if "total" in entry.nodes else ())
    bad = [word for word in words if word != "ask" and not word.isdigit()]
    if bad:
        entry.problem("totals", f"{bad[0]!r}: rupiah bulat atau `ask` / whole rupiah or `ask`")
        return None
    return tuple(sorted((None if word == "ask" else int(word) for word in words), key=_by_size)) or None


def _by_size(amount: int | None) -> int:
    return -1 if amount is None else amount


def _days(entry: Entry, name: str) -> dict[str, date]:
    days = entry.entry(name)
    return {fact: day for fact in days.nodes if (day := days.day(fact))} if days else {}


def check_case(guide: Guide, case: Case, office_of: OfficeOf) -> list[ContentError]:
    """What this case expects and the guide does not give."""
    return [ContentError(case.file, case.line, case.title, message) for message in _failures(guide, case, office_of)]


def _failures(guide: Guide, case: Case, office_of: OfficeOf) -> Iterator[str]:
    unknown = {*case.has, *case.lacks, *case.begins, *case.ends}.union(
        *case.exactly.values(), *case.one_of.values()
    ) - guide.by_id.keys()
    if unknown:
        yield f"fakta tidak ada / no such fact: {', '.join(sorted(unknown))}"
        return
    try:
        walk = walk_on(guide, case, case.on, office_of)
    except ContradictionError as error:
        if not case.refused:
            yield f"ditolak / refused: {error}"
        return
    except RulesError as error:
        yield str(error)
        return
    if case.refused:
        yield "seharusnya ditolak / should have been refused"
        return
    if walk.question and (case.totals or case.exactly):
        yield f"belum selesai, masih bertanya / not complete, still asks: {walk.question.id}"
    yield from _differences(case, walk)
    yield from _edges(guide, case, office_of)


def walk_on(guide: Guide, case: Case, day: date, office_of: OfficeOf) -> Walk:
    return guide.on(day, office_of(case.office) if case.office else None).walk(case.answers)


def _differences(case: Case, walk: Walk) -> Iterator[str]:
    for kind, expected in case.exactly.items():
        yield from _unlike(kind, {fact.id for fact in walk.of_kind(kind)}, expected)
    for group, alternatives in case.one_of.items():
        yield from _unlike(f"one_of {group}", {f.id for f in walk.facts if f.one_of == group}, alternatives)
    holding = {fact.id for fact in walk.facts}
    yield from _unlike("has", holding & set(case.has), set(case.has))
    yield from _unlike("lacks", holding & set(case.lacks), set())
    if case.totals is not None and (totals := _sums(walk)) != case.totals:
        yield f"jumlah / total {list(totals)}, seharusnya / expected {list(case.totals)}"


def _unlike(what: str, found: Set[str], expected: Set[str]) -> Iterator[str]:
    if missing := expected - found:
        yield f"{what}: kurang / missing {', '.join(sorted(missing))}"
    if extra := found - expected:
        yield f"{what}: lebih / unexpected {', '.join(sorted(extra))}"


def _sums(walk: Walk) -> tuple[int | None, ...]:
    cost = cost_of(walk.facts)
    return tuple(sorted((total.amount for total in cost.totals), key=_by_size)) if cost else ()


def _edges(guide: Guide, case: Case, office_of: OfficeOf) -> Iterator[str]:
    """Whether facts begin and end on the very days the case states."""
    for fact, day in case.begins.items():
        yield from _edge(guide, case, office_of, fact, inside=day, outside=day - timedelta(days=1))
    for fact, day in case.ends.items():
        yield from _edge(guide, case, office_of, fact, inside=day, outside=day + timedelta(days=1))


def _edge(guide: Guide, case: Case, office_of: OfficeOf, fact: str, *, inside: date, outside: date) -> Iterator[str]:
    if not _holds(guide, case, office_of, fact, inside):
        yield f"{fact} seharusnya berlaku / should hold on {inside}"
    if _holds(guide, case, office_of, fact, outside):
        yield f"{fact} seharusnya tidak berlaku / should not hold on {outside}"


def _holds(guide: Guide, case: Case, office_of: OfficeOf, fact: str, day: date) -> bool:
    try:
        return any(found.id == fact for found in walk_on(guide, case, day, office_of).facts)
    except RulesError:
        return False
