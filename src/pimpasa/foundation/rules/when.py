"""Reads `when`, `except` and `only_if`: question -> options, several must all hold, a list of such is *any of*."""

import re

import yaml

from .conditions import ALWAYS, NEVER, Condition, all_of, any_of, literal, negated
from .located import Entry
from .model import Question

NUMBERS = re.compile(r"(\d{1,3})(?:-(\d{1,3})|\+)?")
YES_NO = ("no", "yes")


class ConditionReader:
    """Knows the questions read so far and reads a term when first used; an unknown word becomes a problem."""

    def __init__(self, patterns: tuple[str, ...], terms: Entry | None) -> None:
        self.patterns, self.term_entry = patterns, terms
        self.questions: dict[str, Question] = {}
        self.terms: dict[str, Condition] = {}

    def read_all_terms(self) -> None:
        for name in self._term_names():
            self._term(name)

    def read_with_exceptions(self, entry: Entry) -> Condition:
        excepted = self.read(entry, "except") if entry.node("except") is not None else NEVER
        when = all_of([self.read(entry, "when"), negated(excepted, self._domains())])
        if when == NEVER:
            entry.problem("when", "tidak pernah terpenuhi / can never hold")
        return when

    def read(self, entry: Entry, name: str, *, required: bool = False) -> Condition:
        node = entry.node(name, required=required)
        if node is None:
            return ALWAYS
        if isinstance(node, yaml.MappingNode):
            return self._all(entry.entry(name))
        if isinstance(node, yaml.SequenceNode) and node.value:
            return any_of(self._all(item) for item in entry.entries(name))
        entry.problem(
            name,
            "harus {pertanyaan: [pilihan]} atau daftarnya / must be {question: [options]} or a list of it",
        )
        return ALWAYS

    def _all(self, entry: Entry | None) -> Condition:
        return all_of(self._one(entry, name) for name in entry.nodes) if entry else ALWAYS

    def _one(self, entry: Entry, name: str) -> Condition:
        words = entry.words(name)
        if not words:
            entry.problem(name, "sebut pilihannya dalam [ ] / name the options in [ ]")
            return ALWAYS
        if name == "office":
            return literal("office", self._known(entry, name, words, self.patterns))
        if name in self._term_names():
            return self._yes_or_no(entry, name, self._known(entry, name, words, YES_NO))
        base, _, box = name.partition(".")
        question = self.questions.get(base)
        if question is None:
            entry.problem(name, f"pertanyaan tidak dikenal / unknown question; ada / known: {self._names()}")
            return ALWAYS
        return all_of([question.only_if, self._answered(entry, name, question, box, words)])

    def _term_names(self) -> list[str]:
        return list(self.term_entry.nodes) if self.term_entry else []

    def _term(self, name: str) -> Condition:
        if name not in self.terms and self.term_entry:
            self.terms[name] = ALWAYS  # a term inside itself ends here
            self.terms[name] = self.read(self.term_entry, name)
        return self.terms[name]

    def _yes_or_no(self, entry: Entry, name: str, words: list[str]) -> Condition:
        if len(words) != 1:
            entry.problem(name, "pilih yes atau no / choose yes or no")
            return ALWAYS
        return self._term(name) if words[0] == "yes" else negated(self._term(name), self._domains())

    def _answered(self, entry: Entry, name: str, question: Question, box: str, words: tuple[str, ...]) -> Condition:
        ids = tuple(option.id for option in question.options)
        if box:
            if not question.many or box not in ids:
                entry.problem(name, "kotak tidak ada / no such box")
                return ALWAYS
            return literal(name, self._known(entry, name, words, YES_NO))
        options = [option for word in words for option in self._meant(entry, name, question, word)]
        if question.many:
            return any_of(literal(f"{question.id}.{option}", {"yes"}) for option in options)
        return literal(question.id, options) if options else ALWAYS

    def _meant(self, entry: Entry, name: str, question: Question, word: str) -> list[str]:
        """Option ids for a word: an id itself, or a number test such as 17+ or 6-16."""
        if question.option(word):
            return [word]
        numbers = NUMBERS.fullmatch(word)
        if not numbers or not any(option.range for option in question.options):
            known = ", ".join(option.id for option in question.options)
            entry.problem(name, f"pilihan {word!r} tidak ada / no such option; ada / known: {known}")
            return []
        low = int(numbers[1])
        high = int(numbers[2]) if numbers[2] else (999 if word.endswith("+") else low)
        touched = [o for o in question.options if o.range and o.range[0] <= high and o.range[1] >= low]
        if any(o.range and (o.range[0] < low or o.range[1] > high) for o in touched):
            entry.problem(name, f"{word!r} memotong satu pilihan / cuts an option in two")
        return [option.id for option in touched]

    def _known(self, entry: Entry, name: str, words: tuple[str, ...], allowed: tuple[str, ...]) -> list[str]:
        for word in words:
            if word not in allowed:
                entry.problem(name, f"{word!r} tidak dikenal; pilih / unknown; choose: {', '.join(allowed)}")
        return [word for word in words if word in allowed] or [allowed[0]]

    def _names(self) -> str:
        return ", ".join([*self.questions, *self._term_names(), "office"])

    def _domains(self) -> dict[str, tuple[str, ...]]:
        domains: dict[str, tuple[str, ...]] = {"office": self.patterns}
        for question in self.questions.values():
            domains |= question.variables
        return domains
