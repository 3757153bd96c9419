"""Turns the facts of one day into small ordered decision graphs, one for each group of facts that share a proof.

Compiling a whole outcome at once explodes; by sections it stays at a few hundred nodes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .conditions import ALWAYS, NEVER, Condition, all_of, assigned, literal, variables
from .model import Fact, Impossible, Kind, Question

if TYPE_CHECKING:
    from .guide import Guide
    from .walker import Walk


@dataclass(frozen=True, eq=False)
class Leaf:
    """The facts that hold once nothing more needs to be asked."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, eq=False)
class Node:
    """Ask `variable`; each option leads on. An option that cannot be has no branch."""

    variable: str
    branches: Mapping[str, "Graph"]


Graph = Leaf | Node
Residue = tuple[tuple[Condition, ...], frozenset[Condition]]


@dataclass(frozen=True, eq=False)
class Section:
    name: str
    facts: tuple[Fact, ...]
    graph: Graph

    def nodes(self) -> list[Node]:
        found: dict[int, Node] = {}
        queue: list[Graph] = [self.graph]
        while queue:
            node = queue.pop()
            if isinstance(node, Node) and id(node) not in found:
                found[id(node)] = node
                queue.extend(node.branches.values())
        return list(found.values())

    def leaves(self) -> list[Leaf]:
        graphs = [self.graph, *(child for node in self.nodes() for child in node.branches.values())]
        return list({id(g): g for g in graphs if isinstance(g, Leaf)}.values())

    def count_paths(self) -> int:
        known: dict[int, int] = {}

        def count(graph: Graph) -> int:
            if isinstance(graph, Leaf):
                return 1
            if id(graph) not in known:
                known[id(graph)] = sum(map(count, graph.branches.values()))
            return known[id(graph)]

        return count(self.graph)


@dataclass(frozen=True, eq=False)
class CompiledGuide:
    """A guide on one day for one pattern of offices; never changes."""

    guide: "Guide"
    pattern: str
    sections: tuple[Section, ...]
    impossible: tuple[Impossible, ...]
    question_of: Mapping[str, Question] = field(repr=False)

    def walk(self, answers: Mapping[str, object]) -> "Walk":
        from .walker import walk  # the walker needs the graph's classes

        return walk(self, answers)


def section_name(fact: Fact) -> str:
    if fact.kind is Kind.FEE:
        return "fees"
    return f"one_of:{fact.one_of}" if fact.one_of else f"about:{fact.about}"


def compile_guide(
    guide: "Guide", facts: Iterable[Fact], impossible: tuple[Impossible, ...], pattern: str
) -> CompiledGuide:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[section_name(fact)].append(fact)
    sections = tuple(guide.section(name, tuple(members), impossible, pattern) for name, members in groups.items())
    question_of = {variable: question for question in guide.questions for variable in question.variables}
    return CompiledGuide(guide, pattern, sections, impossible, question_of)


def never_together(guide: "Guide", impossible: Iterable[Impossible]) -> list[Condition]:
    return [rule.when for rule in impossible] + [too_few_ticks(question) for question in guide.questions]


def too_few_ticks(question: Question) -> Condition:
    """No box of a required tick list ticked: cannot be, where the question applies at all."""
    if not question.many or question.at_least < 1:
        return NEVER
    return all_of([question.only_if, *(literal(variable, {"no"}) for variable in question.variables)])


def compile_section(
    name: str, facts: tuple[Fact, ...], never: Iterable[Condition], guide: "Guide", pattern: str
) -> Section:
    graph = _Builder(guide, facts).build(
        tuple(assigned(fact.when, "office", pattern) for fact in facts),
        frozenset(assigned(condition, "office", pattern) for condition in never) - {NEVER},
    )
    return Section(name, facts, graph if graph is not None else Leaf(()))


class _Builder:
    """Expands variable by variable in the guide's order, building each distinct remainder once."""

    def __init__(self, guide: "Guide", facts: tuple[Fact, ...]) -> None:
        self.domains, self.facts = guide.domains, facts
        self.order = {variable: place for place, variable in enumerate(guide.domains)}
        self.built: dict[Residue, Graph | None] = {}
        self.unique: dict[tuple[object, ...], Graph] = {}

    def build(self, facts: tuple[Condition, ...], never: frozenset[Condition]) -> Graph | None:
        """The graph of what remains, or None where an impossible combination is complete."""
        if ALWAYS in never:
            return None
        open_variables = set().union(*map(variables, facts)) if facts else set()
        never = frozenset(condition for condition in never if variables(condition) <= open_variables)
        if (facts, never) not in self.built:
            self.built[facts, never] = self._expand(facts, never, open_variables)
        return self.built[facts, never]

    def _expand(
        self, facts: tuple[Condition, ...], never: frozenset[Condition], open_variables: set[str]
    ) -> Graph | None:
        if not open_variables:
            holding = tuple(fact for fact, when in zip(self.facts, facts, strict=True) if when == ALWAYS)
            return self._one(("leaf", *map(id, holding)), Leaf(holding))
        variable = min(open_variables, key=self.order.__getitem__)
        branches: dict[str, Graph] = {}
        for option in self.domains[variable]:
            child = self.build(
                tuple(assigned(when, variable, option) for when in facts),
                frozenset(assigned(when, variable, option) for when in never) - {NEVER},
            )
            if child is not None:
                branches[option] = child
        if len({id(child) for child in branches.values()}) <= 1:
            return next(iter(branches.values()), None)
        key = (variable, *((option, id(child)) for option, child in branches.items()))
        return self._one(key, Node(variable, branches))

    def _one(self, key: tuple[object, ...], graph: Graph) -> Graph:
        return self.unique.setdefault(key, graph)
