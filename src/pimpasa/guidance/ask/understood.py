"""Reads answers for a guide out of a line, each with the words that say it; the person confirms them first."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pimpasa.foundation.search.ages import Age
from pimpasa.foundation.search.concepts import Concepts, Denials, Found
from pimpasa.foundation.search.finder import Line

from .vocabulary import read_yaml, split_ways

CLOSE = 4
WORDS = "kata:"
_JOIN = " … "
_Phrases = dict[str, Iterable[str]]


@dataclass(frozen=True)
class Prefilled:
    """One answer understood from the text; `quote` are the person's own words."""

    question: str
    option: str
    quote: str


@dataclass(frozen=True)
class _Clue:
    """All of `ideas`, none of `without`; `close` names two ideas that must belong together."""

    ideas: tuple[str, ...]
    without: frozenset[str]
    close: tuple[str, str] | None


class Understood:
    def __init__(self, content: Mapping[str, Any]) -> None:
        self._things = frozenset(content["things"])
        self.age_questions: Mapping[str, str] = content["age_questions"]
        self._many = frozenset(content["many"])
        self.costly = frozenset(content["confirm_before_money"])
        self._clues: dict[tuple[str, str, str], list[_Clue]] = {}
        phrases: _Phrases = {}
        for guide in ("paspor", "kerja"):
            for question, options in content[guide].items():
                for option, lines in options.items():
                    self._read(guide, question, str(option), lines, phrases)
        for topic, lines in content["asks"].items():
            self._read("asks", topic, topic, lines, phrases)
        self._phrases = Concepts(phrases, Denials(frozenset(), frozenset(), frozenset()))

    def _read(
        self, guide: str, question: str, option: str, lines: Sequence[str], phrases: dict[str, Iterable[str]]
    ) -> None:
        clues = self._clues.setdefault((guide, question, option), [])
        for line in lines:
            if line.startswith(WORDS):
                name = f"{guide}.{question}.{option}"
                phrases[name] = split_ways(line.removeprefix(WORDS))
                clues.append(_Clue((name,), frozenset(), None))
            else:
                clues.append(_clue(line))

    def questions(self) -> set[tuple[str, str, str]]:
        """Every (guide, question, option) this file speaks of, so that a test can hold it against the guides."""
        return {key for key in self._clues if key[0] != "asks"}

    def prefilled(self, line: Line, guide: str) -> tuple[Prefilled, ...]:
        found = self._found(line)
        answers = [
            Prefilled(question, option, quote)
            for (owner, question, option), clues in self._clues.items()
            if owner == guide and (quote := self._quote(line, found, clues))
        ]
        said = Counter(answer.question for answer in answers)
        # "5 tahun apa 10 tahun?" answers nothing: two options of one question cancel each other.
        clear = [answer for answer in answers if said[answer.question] == 1 or answer.question in self._many]
        return (*clear, *self._ages(line, guide))

    def asks(self, line: Line) -> tuple[str, ...]:
        found = self._found(line)
        return tuple(
            name
            for (owner, name, _), clues in self._clues.items()
            if owner == "asks" and self._quote(line, found, clues)
        )

    def _found(self, line: Line) -> list[Found]:
        return [one for one in (*line.found, *self._phrases.find(line.words)) if not one.denied]

    def _ages(self, line: Line, guide: str) -> list[Prefilled]:
        question = self.age_questions.get(guide)
        return [Prefilled(question, str(age.years), line.quote(age)) for age in line.ages[:1] if question]

    def _quote(self, line: Line, found: Sequence[Found], clues: Iterable[_Clue]) -> str:
        for clue in clues:
            spans = self._spans(line, found, clue)
            if spans:
                return _words_of(line, spans)
        return ""

    def _spans(self, line: Line, found: Sequence[Found], clue: _Clue) -> list[Found]:
        present = {one.idea for one in found}
        if not set(clue.ideas) <= present or clue.without & present:
            return []
        if clue.close:
            return self._together(line, found, *clue.close)
        return [next(one for one in found if one.idea == idea) for idea in clue.ideas]

    def _together(self, line: Line, found: Sequence[Found], what: str, thing: str) -> list[Found]:
        """`ktp ilang, mau bikin paspor`: what is lost is the nearest thing in the same clause, the card."""
        for one in found:
            if one.idea != what:
                continue
            near = [
                other
                for other in found
                if other.idea == thing or (thing in self._things and other.idea in self._things)
            ]
            near.sort(key=lambda other: (_distance(line, one, other), -other.first))
            if near and near[0].idea == thing and _distance(line, one, near[0]) <= CLOSE:
                return [one, near[0]]
        return []


def _clue(line: str) -> _Clue:
    parts = re.findall(r"([+~-]?)\s*([a-z0-9_]+)", line)
    wanted = tuple(idea for sign, idea in parts if sign != "-")
    near = [idea for sign, idea in parts if sign == "~"]
    return _Clue(wanted, frozenset(idea for sign, idea in parts if sign == "-"), (wanted[0], near[0]) if near else None)


def _distance(line: Line, one: Found, other: Found) -> int:
    first, second = sorted((one, other), key=lambda item: item.first)
    between = line.text[line.words[first.last - 1].end : line.words[max(second.first, first.last - 1)].start]
    # A comma or full stop begins a new thought.
    return max(0, second.first - first.last) + (CLOSE if any(mark in between for mark in ",.;?!") else 0)


def _words_of(line: Line, spans: Iterable[Found | Age]) -> str:
    ordered = sorted(spans, key=lambda one: one.first)
    first, last = ordered[0].first, max(one.last for one in ordered)
    if last - first <= CLOSE + 3:
        return line.text[line.words[first].start : line.words[last - 1].end]
    return _JOIN.join(dict.fromkeys(line.quote(one) for one in ordered))


def load_understood(folder: Path) -> Understood:
    return Understood(read_yaml(folder / "understood.yaml"))
