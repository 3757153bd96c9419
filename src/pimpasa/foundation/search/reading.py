"""Turns a typed line into words, each with every way it may be read: without slang, stemmed, translated, respelt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .spelling import Speller
from .stemming import Stemmer

_WORD = re.compile(r"[a-z0-9]+(?:[-'.][a-z0-9]+)*", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_TWICE = re.compile(r"^([a-z]{2,})2(nya|an|ku|mu)?$")
_JOINED = re.compile(r"^([a-z]{2,})-\1([a-z]*)$")
# Endings that everyday speech hangs on a word: -nya, -ku; Javanese -e, -ne; Sundanese -na.
_PREFIXES = ("di", "ke", "nge")
_ENDINGS = ("nyo", "nya", "ne", "na", "ku", "mu", "lah", "kah", "in", "e")


@dataclass(frozen=True)
class Word:
    typed: str
    start: int
    end: int
    readings: tuple[str, ...]
    root: str


@dataclass(frozen=True)
class Reader:
    """Reads lines with the word lists it is given; it knows no subject of its own."""

    slang: Mapping[str, str]
    local: Mapping[str, tuple[str, ...]]
    stemmer: Stemmer
    speller: Speller
    cache: dict[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)

    def read(self, line: str) -> tuple[Word, ...]:
        return tuple(self._word(found) for found in _WORD.finditer(line))

    def _word(self, found: re.Match[str]) -> Word:
        readings, root = self.readings(found.group().lower())
        return Word(found.group(), found.start(), found.end(), readings, root)

    def readings(self, typed: str) -> tuple[tuple[str, ...], str]:
        """Every reading of one word, and the root that stands for it when words are compared."""
        if typed not in self.cache:
            if len(self.cache) > 50_000:
                self.cache.clear()
            self.cache[typed] = self._work_out(typed)
        return self.cache[typed]

    def _work_out(self, typed: str) -> tuple[tuple[str, ...], str]:
        if _NUMBER.fullmatch(typed):
            return (typed,), typed
        plain = _undouble(typed)
        found = self._known_readings(plain)
        if not any(map(self.speller.knows, found)):
            found += self.local.get(plain, ())
            respelt = self.speller.respell(plain)
            found += self._known_readings(respelt) if respelt else []
        root = next((word for word in reversed(found) if self.speller.knows(word)), found[-1])
        return tuple(dict.fromkeys([typed, *found])), root

    def _known_readings(self, plain: str) -> list[str]:
        formal = self.slang.get(plain, plain)
        forms = [plain, formal] if " " not in formal else [plain]
        for form in list(forms):
            forms.append(self.stemmer.stem(form))
            forms.extend(self._without_endings(form))
            forms.extend(self._without_prefixes(form))
        return forms

    def _without_prefixes(self, form: str) -> list[str]:
        """`disuwek` is a local word in Indonesian dress: the grammar does not know it, our word lists do."""
        if self.speller.knows(form):
            return []
        bare = (form.removeprefix(prefix) for prefix in _PREFIXES if form.startswith(prefix))
        return [word for word in bare if len(word) > 3 and self.speller.knows(word)]

    def _without_endings(self, form: str) -> list[str]:
        found = []
        for ending in _ENDINGS:
            root = form.removesuffix(ending)
            if root == form or len(root) < 3:
                continue
            formal = self.slang.get(root, root)
            if self.speller.knows(root) or formal != root:
                found += [root, formal, self.stemmer.stem(formal)]
        return [word for word in found if " " not in word]


def _undouble(typed: str) -> str:
    """`banget2` and `hati-hati` are one word said twice; `lamaaaa` is one word said long."""
    plain = _STRETCHED.sub(r"\1", typed)
    if twice := _TWICE.match(plain):
        return twice.group(1)
    if joined := _JOINED.match(plain):
        return joined.group(1)
    return plain
