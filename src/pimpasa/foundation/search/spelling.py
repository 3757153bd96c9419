"""Finds the word that was meant behind a typing error or behind letters left out."""

from collections.abc import Iterable
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

_VOWELS = frozenset("aeiou")
SHORTEST = 5


class Speller:
    """`targets` are the words worth correcting to; `dictionary` are words that are right as they stand."""

    def __init__(self, targets: Iterable[str], dictionary: Iterable[str]) -> None:
        self._targets = tuple(sorted({word for word in targets if word.isalpha()}))
        self._known = frozenset(self._targets) | frozenset(dictionary)

    def knows(self, word: str) -> bool:
        return word in self._known

    def respell(self, word: str) -> str | None:
        """The one word meant, or None when nothing is near enough."""
        if len(word) > 30 or not word.isalpha():
            return None
        return self._nearest(word) or self._by_consonants.get(_skeleton(word))

    def respellings(self, word: str) -> tuple[str, ...]:
        """All words that are equally near: `konrtak` may be `kontrak` or `kontak`."""
        if len(word) > 30 or not word.isalpha():
            return ()
        nearest = self._nearest(word)
        if nearest is None:
            bare = self._by_consonants.get(_skeleton(word))
            return (bare,) if bare else ()
        distance = DamerauLevenshtein.distance(word, nearest)
        same_start = self._by_first_letter.get(word[0], ())
        found = process.extract(word, same_start, scorer=DamerauLevenshtein.distance, score_cutoff=distance, limit=4)
        return tuple(sorted(other for other, _, _ in found))

    def _nearest(self, word: str) -> str | None:
        if len(word) < SHORTEST:
            return None
        mistakes = 1 if len(word) < 8 else 2
        # A first letter is rarely mistyped: comparing only words that share it is both faster and safer.
        same_start = self._by_first_letter.get(word[0], ())
        found = process.extractOne(word, same_start, scorer=DamerauLevenshtein.distance, score_cutoff=mistakes)
        return found[0] if found else None

    @cached_property
    def _by_first_letter(self) -> dict[str, tuple[str, ...]]:
        letters: dict[str, list[str]] = {}
        for word in self._targets:
            if len(word) >= SHORTEST - 1:
                letters.setdefault(word[0], []).append(word)
        return {letter: tuple(words) for letter, words in letters.items()}

    @cached_property
    def _by_consonants(self) -> dict[str, str]:
        skeletons: dict[str, str] = {}
        for word in self._targets:
            bare = _skeleton(word)
            # Two consonants could be almost any word.
            if len(bare) > 2 and bare != word:
                skeletons.setdefault(bare, word)
        return skeletons


def _skeleton(word: str) -> str:
    return word[:1] + "".join(letter for letter in word[1:] if letter not in _VOWELS)
