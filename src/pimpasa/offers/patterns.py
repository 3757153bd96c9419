"""Word patterns that editors can read: `@visa ..2 @turis` is a visa word, up to two others, then a tourist word.

A slot is a word, a family (`@turis`), an amount (`#uang`) or several of these with `|` between them. `..` lets up to
three words stand between, `..5` up to five, `--5` the same without a comma between; `<4>` means near, in either order.
Matching takes time in proportion to the text: every gap is bounded, and nothing is tried again from the beginning.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .tokens import Token

_GAP = re.compile(r"(\.\.|--)(\d{1,2})?")
_NEAR = re.compile(r"<(\d{1,2})>")
_SLOT = re.compile(r"[@#]?[a-z0-9_]+(\|[@#]?[a-z0-9_]+)*")
USUAL_GAP, LONGEST_GAP = 3, 12
_NOWHERE: Mapping[int, int] = {}
Families = Mapping[str, tuple[tuple[str, ...], ...]]


class PatternError(ValueError):
    """A pattern that cannot be read; the message says why."""


@dataclass(frozen=True)
class Slot:
    names: frozenset[str]
    # How many words may stand before it, and whether a comma may.
    gap: int = 0
    same_clause: bool = False


@dataclass(frozen=True)
class Pattern:
    slots: tuple[Slot, ...]
    written: str = field(compare=False, default="")

    @property
    def names(self) -> frozenset[str]:
        return frozenset(name for slot in self.slots for name in slot.names)


@dataclass(frozen=True)
class Match:
    """Words `first` to before `last`; `parts` are the spans of the slots inside."""

    first: int
    last: int
    parts: tuple[tuple[int, int], ...]


def parse(line: str) -> tuple[Pattern, ...]:
    """One pattern, or two where `<n>` allows either order."""
    words = line.split()
    near = [at for at, word in enumerate(words) if _NEAR.fullmatch(word)]
    if len(near) > 1:
        raise PatternError(f"{line!r}: <n> paling banyak sekali / at most once")
    if not near:
        return (Pattern(_slots(words, line), line),)
    at, gap = near[0], int(words[near[0]][1:-1])
    one, other = _slots(words[:at], line), _slots(words[at + 1 :], line)
    return tuple(Pattern((*a, Slot(b[0].names, gap), *b[1:]), line) for a, b in ((one, other), (other, one)))


def _slots(words: Sequence[str], line: str) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    gap, same_clause = 0, False
    for word in words:
        if found := _GAP.fullmatch(word):
            gap, same_clause = int(found.group(2) or USUAL_GAP), found.group(1) == "--"
        elif _SLOT.fullmatch(word):
            slots.append(Slot(frozenset(word.split("|")), gap, same_clause))
            gap, same_clause = 0, False
        else:
            raise PatternError(f"{line!r}: {word!r} bukan kata, @keluarga, atau .. / is no word, @family or ..")
    if not slots or gap or slots[0].gap or any(slot.gap > LONGEST_GAP for slot in slots):
        raise PatternError(f"{line!r}: harus diawali dan diakhiri kata / must begin and end with a word")
    return tuple(slots)


class Spans:
    """Where each word, family and amount stands in one text."""

    def __init__(self, tokens: Sequence[Token], phrases: "Phrases") -> None:
        self.tokens = tokens
        self._ends: dict[str, dict[int, int]] = {}
        for at, token in enumerate(tokens):
            for name, end in phrases.starting(tokens, at):
                places = self._ends.setdefault(name, {})
                places[at] = max(end, places.get(at, 0))
            for reading in token.readings:
                self._ends.setdefault(reading, {}).setdefault(at, at + 1)
        self._names = frozenset(self._ends)

    def mark(self, name: str, places: Iterable[int]) -> None:
        """Single words that a second look found to be something."""
        self._ends[name] = {at: at + 1 for at in places}
        self._names |= {name} if self._ends[name] else set()

    def of(self, name: str) -> Mapping[int, int]:
        return self._ends.get(name, _NOWHERE)

    def has(self, names: Iterable[str]) -> bool:
        return not self._names.isdisjoint(names)

    def matches(self, pattern: Pattern) -> Iterator[Match]:
        """Every place where the pattern holds within one sentence, the nearest words first."""
        if any(self._names.isdisjoint(slot.names) for slot in pattern.slots):
            return
        for start in sorted({at for name in pattern.slots[0].names & self._names for at in self._ends[name]}):
            parts = self._parts(pattern.slots, start)
            if parts:
                yield Match(start, parts[-1][1], tuple(parts))

    def _parts(self, slots: Sequence[Slot], start: int) -> list[tuple[int, int]]:
        found = self._at(slots[0], start)
        if not found:
            return []
        if len(slots) == 1:
            return [found]
        before = self.tokens[found[1] - 1]
        for at in range(found[1], min(found[1] + slots[1].gap + 1, len(self.tokens))):
            token = self.tokens[at]
            if token.sentence != before.sentence or (slots[1].same_clause and token.clause != before.clause):
                break
            if rest := self._parts(slots[1:], at):
                return [found, *rest]
        return []

    def _at(self, slot: Slot, at: int) -> tuple[int, int] | None:
        last = max((self._ends[name].get(at, 0) for name in slot.names & self._names), default=0)
        return (at, last) if last else None


class Phrases:
    """The words and phrases of all families, found by their first word."""

    def __init__(self, families: Families) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for name, ways in families.items():
            for way in ways:
                self._by_first[way[0]].append((way, "@" + name))

    def starting(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
        for reading in tokens[at].readings:
            for way, name in self._by_first.get(reading, ()):
                if len(way) == 1 or _holds(tokens, at, way):
                    yield name, at + len(way)


def _holds(tokens: Sequence[Token], at: int, way: Sequence[str]) -> bool:
    if at + len(way) > len(tokens) or way[1] not in tokens[at + 1].readings:
        return False
    if tokens[at].sentence != tokens[at + len(way) - 1].sentence:
        return False
    return all(word in tokens[at + step].readings for step, word in enumerate(way))
