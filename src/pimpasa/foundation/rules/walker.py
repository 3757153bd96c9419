"""Goes through a compiled guide with the answers so far: what holds, what to ask next, what is already implied."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from .compiler import CompiledGuide, Graph, Leaf, Node
from .conditions import holds, variables
from .errors import ContradictionError, IncompleteAnswerError, UnknownAnswerError
from .model import Fact, Kind, Question

if TYPE_CHECKING:
    from .guide import Guide

Values = dict[str, str]


@dataclass(frozen=True, eq=False)
class Walk:
    """Where a person stands: `question` is None once complete; `used` names the questions that mattered."""

    compiled: CompiledGuide
    answers: dict[str, tuple[str, ...]]
    implied: dict[str, str]
    question: Question | None
    used: frozenset[str]
    _values: Values

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What holds already, whatever is answered next; worked out only where somebody looks."""
        return tuple(fact for section in self.compiled.sections for fact in settled(section.graph, self._values))

    def of_kind(self, kind: Kind) -> list[Fact]:
        return [fact for fact in self.facts if fact.kind is kind]

    def can_choose(self, question: Question, option_id: str) -> bool:
        """False if the option contradicts what was already answered."""
        variable, value = (f"{question.id}.{option_id}", "yes") if question.many else (question.id, option_id)
        return _contradiction(self.compiled, {**self._values, variable: value}) is None


def walk(compiled: CompiledGuide, given: Mapping[str, object]) -> Walk:
    """Raises UnknownAnswerError, IncompleteAnswerError or ContradictionError for answers that cannot stand."""
    answers = {name: _options(compiled.guide, name, value) for name, value in given.items()}
    values = _all_values(compiled.guide, answers)
    _refuse_contradiction(compiled, values)
    implied: dict[str, str] = {}
    while (question := _next_question(compiled, values)) is not None:
        only = _only_option(compiled, question, values)
        if only is None:
            break
        implied[question.id] = values[question.id] = only
    return Walk(compiled, answers, implied, question, _used(compiled, values), values)


def values_of(guide: "Guide", given: Mapping[str, object]) -> Values:
    """The variables these answers fill. Raises UnknownAnswerError or IncompleteAnswerError."""
    return _all_values(guide, {name: _options(guide, name, value) for name, value in given.items()})


def _all_values(guide: "Guide", answers: Mapping[str, tuple[str, ...]]) -> Values:
    values: Values = {}
    for name, chosen in answers.items():
        values |= _values(guide.by_question[name], chosen)
    return values


def _options(guide: "Guide", name: str, value: object) -> tuple[str, ...]:
    question = guide.by_question.get(name)
    if question is None:
        raise UnknownAnswerError(name, None, tuple(guide.by_question))
    words = [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)
    chosen = tuple(dict.fromkeys(_option(question, str(word)) for word in words if word != ""))
    if len(chosen) < (question.at_least if question.many else 1):
        raise IncompleteAnswerError(name, max(1, question.at_least))
    if len(chosen) > 1 and not question.many:
        raise UnknownAnswerError(name, " + ".join(chosen), tuple(option.id for option in question.options))
    return chosen


def _option(question: Question, word: str) -> str:
    """The option meant by its id, or by a number for questions with ranges (`34` years)."""
    if question.option(word):
        return word
    if word.isascii() and word.isdigit() and len(word) < 4:
        for option in question.options:
            if option.covers(int(word)):
                return option.id
    raise UnknownAnswerError(question.id, word[:80], tuple(option.id for option in question.options))


def _values(question: Question, chosen: Sequence[str]) -> Values:
    if not question.many:
        return {question.id: chosen[0]}
    return {f"{question.id}.{o.id}": "yes" if o.id in chosen else "no" for o in question.options}


def _contradiction(compiled: CompiledGuide, values: Values) -> ContradictionError | None:
    known = {"office": compiled.pattern, **values}
    for rule in compiled.impossible:
        if holds(rule.when, known):
            asked = {compiled.question_of[v].id for v in variables(rule.when) if v in compiled.question_of}
            return ContradictionError(tuple(sorted(asked)), rule.text)
    return None


def _refuse_contradiction(compiled: CompiledGuide, values: Values) -> None:
    if error := _contradiction(compiled, values):
        raise error


def _only_option(compiled: CompiledGuide, question: Question, values: Values) -> str | None:
    """The single option that is left, if the answers so far rule out all others."""
    if question.many:
        return None
    errors = {o.id: _contradiction(compiled, {**values, question.id: o.id}) for o in question.options}
    possible = [option for option, error in errors.items() if error is None]
    if not possible:
        raise next(error for error in errors.values() if error is not None)
    return possible[0] if len(possible) == 1 else None


def _next_question(compiled: CompiledGuide, values: Values) -> Question | None:
    """The first in the guide's order: no graph can need anything earlier than the variable it stands at."""
    ends = [_descend(section.graph, values) for section in compiled.sections]
    needed = {end.variable for end in ends if isinstance(end, Node) and _is_open(end, values)}
    first = next((variable for variable in compiled.guide.domains if variable in needed), None)
    return compiled.question_of[first] if first else None


def _descend(graph: Graph, values: Values) -> Graph | None:
    """As far as the answers lead; None where they lead into an impossible combination."""
    while isinstance(graph, Node) and graph.variable in values:
        branch = graph.branches.get(values[graph.variable])
        if branch is None:
            return None
        graph = branch
    return graph


def _is_open(start: Graph, values: Values) -> bool:
    """Whether more than one outcome is within reach, past what was already answered out of order."""
    return len(list(islice(_leaves(start, values), 2))) > 1


def _used(compiled: CompiledGuide, values: Values) -> frozenset[str]:
    passed: set[str] = set()
    for section in compiled.sections:
        graph: Graph | None = section.graph
        while isinstance(graph, Node) and graph.variable in values:
            passed.add(graph.variable)
            graph = graph.branches.get(values[graph.variable])
    return frozenset(compiled.question_of[variable].id for variable in passed)


def _leaves(start: Graph, values: Values) -> Iterator[Leaf]:
    """The outcomes still within reach, each once."""
    seen: set[int] = set()
    queue = [start]
    while queue:
        graph = _descend(queue.pop(), values)
        if graph is None or id(graph) in seen:
            continue
        seen.add(id(graph))
        if isinstance(graph, Leaf):
            yield graph
        else:
            queue.extend(graph.branches.values())


def settled(start: Graph, values: Values) -> tuple[Fact, ...]:
    """The facts that hold whatever is answered next."""
    graph = _descend(start, values)
    if isinstance(graph, Leaf):
        return graph.facts
    leaves = _leaves(start, values)
    sure = next(leaves, Leaf(())).facts
    while sure and (leaf := next(leaves, None)):
        sure = tuple(fact for fact in sure if fact in leaf.facts)
    return sure
