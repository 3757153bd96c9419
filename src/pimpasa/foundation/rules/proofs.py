"""Proves a guide: every path of every section, on every day a rule changes, for every pattern of offices.

A path that ends without a price, with two prices, or with two different statements about one thing would send
somebody home. Each such path becomes a problem at the fact it concerns, with the answers that lead there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .compiler import CompiledGuide, Graph, Leaf, Node, Section
from .errors import ContentError
from .guide import Guide
from .model import Fact, Kind, Status

Finding = tuple[Fact | None, str]


@dataclass(frozen=True)
class Proof:
    """What was proven, and the problems found (none if the guide may be used)."""

    problems: tuple[ContentError, ...]
    days: int
    sections: int
    nodes: int
    paths: int


def prove(guide: Guide) -> Proof:
    """Every path of every section on every day of change; also that every fact can be reached."""
    problems: dict[str, ContentError] = {}
    proven: dict[int, Section] = {}
    for day, compiled in editions(guide):
        for section in compiled.sections:
            if id(section) not in proven:
                proven[id(section)] = section
                _note(problems, guide, day, section, section_findings(guide, section))
        _note(problems, guide, day, None, missing_sections(guide, compiled, day))
    for finding in static_findings(guide):
        _note(problems, guide, None, None, [finding])
    reached = {fact.id for section in proven.values() for leaf in section.leaves() for fact in leaf.facts}
    unreached = [(fact, "tidak pernah tercapai / is never reached") for fact in guide.facts if fact.id not in reached]
    _note(problems, guide, None, None, unreached)
    sections = list(proven.values())
    return Proof(
        problems=tuple(sorted(problems.values())),
        days=len(guide.days_of_change),
        sections=len(sections),
        nodes=sum(len(section.nodes()) for section in sections),
        paths=sum(section.count_paths() for section in sections),
    )


def editions(guide: Guide) -> Iterator[tuple[date, CompiledGuide]]:
    """Each distinct state of the guide: by day of change, office pattern, and offices with facts of their own."""
    named = sorted({office for fact in guide.facts for office in fact.offices})
    for day in guide.days_of_change:
        for pattern in guide.patterns:
            for office in [None, *named]:
                yield day, guide.compiled(day, pattern, office)


def section_findings(guide: Guide, section: Section) -> list[Finding]:
    """What is wrong on some path of this section."""
    found: dict[Finding, Leaf] = {}
    for leaf in section.leaves():
        for finding in leaf_findings(guide, section, leaf):
            found.setdefault(finding, leaf)
    return [(fact, f"{message} — {_how_to_get_there(section, leaf)}") for (fact, message), leaf in found.items()]


def leaf_findings(guide: Guide, section: Section, leaf: Leaf) -> Iterator[Finding]:
    sure = [fact for fact in leaf.facts if fact.status is not Status.ANNOUNCED]
    if section.name == "fees":
        yield from _fee_findings(section, sure)
    for about, group in groupby(sorted(sure, key=lambda f: f.about), key=lambda f: f.about):
        yield from _about_findings(guide, about, list(group))
    yield from _must_hold_findings(guide, section, sure)
    sizes = Counter(fact.dispute for fact in sure if fact.dispute)
    for fact in sure:
        if fact.dispute and sizes[fact.dispute] == 1:
            yield fact, "perbedaan pendapat dengan satu posisi saja / a dispute with one position only"
    alternatives = Counter(fact.one_of for fact in sure if fact.one_of)
    for fact in sure:
        if fact.one_of and alternatives[fact.one_of] == 1:
            yield fact, "pilihan dengan satu anggota saja / alternatives with one member only"


def _fee_findings(section: Section, facts: list[Fact]) -> Iterator[Finding]:
    bases = [fact for fact in facts if fact.is_base_fee]
    if not bases:
        yield section.facts[0], "tidak ada harga pokok / no base price"
    if len(bases) > 1 and (len({fact.dispute for fact in bases}) > 1 or bases[0].dispute is None):
        ids = ", ".join(fact.id for fact in bases)
        yield bases[1], f"dua harga pokok sekaligus / two base prices at once: {ids}"
    for fact in facts:
        if fact.adds and fact.dispute:
            yield fact, "biaya tambahan tidak boleh diperdebatkan; buat harga pokok / only a base price can be disputed"
        if fact.waives and fact.waives not in {other.id for other in facts}:
            yield fact, f"menghapus biaya yang tidak berlaku / waives a fee that is not due: {fact.waives}"


def _about_findings(guide: Guide, about: str, facts: list[Fact]) -> Iterator[Finding]:
    first, *others = facts
    for other in others:
        same_dispute = other.dispute is not None and other.dispute == first.dispute
        if not same_dispute and not other.one_of and other.value != first.value:
            yield other, f"bertentangan dengan / contradicts {first.id} (about: {about})"
        if other.value == first.value:
            yield other, f"sama dengan / repeats {first.id} (about: {about})"


def _must_hold_findings(guide: Guide, section: Section, facts: list[Fact]) -> Iterator[Finding]:
    here = {fact.about for fact in section.facts} & set(guide.must_hold)
    for about in here - {fact.about for fact in facts}:
        owner = next(fact for fact in section.facts if fact.about == about)
        yield owner, f"{about}: tidak ada yang berlaku / nothing holds"


def missing_sections(guide: Guide, compiled: CompiledGuide, day: date) -> list[Finding]:
    """Abouts that must hold but have no fact at all on a day their kind is answered."""
    present = {fact.about for section in compiled.sections for fact in section.facts}
    absent = [about for about in guide.must_hold if about not in present]
    owners = {about: [f for f in guide.facts if f.about == about] for about in absent}
    return [
        (facts[0] if facts else None, f"{about}: tidak ada fakta pada hari itu / no fact on that day")
        for about, facts in owners.items()
        if not facts or guide.speaks_of(facts[0].kind, day)
    ]


def static_findings(guide: Guide) -> Iterator[Finding]:
    kinds = {fact.kind for fact in guide.facts if fact.about in guide.must_hold}
    if guide.must_hold and Kind.DOCUMENT not in kinds:
        yield None, "must_hold: tidak ada dokumen / no document among must_hold"
    for fact in guide.facts:
        if fact.kind not in guide.answers_from:
            yield fact, f"guide.yaml answers_from tidak menyebut / does not name {fact.kind}"


def _how_to_get_there(section: Section, leaf: Leaf) -> str:
    steps = path_to(section.graph, leaf)
    return ", ".join(f"{variable}={option}" for variable, option in steps) or "selalu / always"


def path_to(graph: Graph, leaf: Leaf) -> list[tuple[str, str]]:
    """One way of answering that ends at this leaf."""
    seen: set[int] = set()

    def search(node: Graph) -> list[tuple[str, str]] | None:
        if node is leaf:
            return []
        if not isinstance(node, Node) or id(node) in seen:
            return None
        seen.add(id(node))
        for option, branch in node.branches.items():
            rest = search(branch)
            if rest is not None:
                return [(node.variable, option), *rest]
        return None

    return search(graph) or []


def _note(
    problems: dict[str, ContentError],
    guide: Guide,
    day: date | None,
    section: Section | None,
    findings: Iterable[Finding],
) -> None:
    for fact, message in findings:
        where = fact.id if fact else "guide.yaml"
        when = f" ({day})" if day else ""
        key = f"{where} {message.split(' — ')[0]}"
        error = ContentError(fact.file if fact else "guide.yaml", fact.line if fact else 1, where, message + when)
        problems.setdefault(key, error)
