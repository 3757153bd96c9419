"""Finds which label a line of everyday language is about, and how sure that is.

Three opinions are blended: patterns that editors wrote, the nearest examples, and what is typical of a label.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ages import Age, AgeWords, find_ages
from .cleaning import clean
from .concepts import Concepts, Found
from .patterns import Pattern
from .reading import Reader, Word
from .similarity import Examples, Features


@dataclass(frozen=True)
class Blend:
    """How much each opinion counts, and how sharp the confidence is; measured by cross-validation."""

    patterns: float = 0.45
    nearest: float = 9.0
    typical: float = 0.55
    sharpness: float = 1.0


@dataclass(frozen=True)
class Line:
    text: str
    words: tuple[Word, ...]
    found: tuple[Found, ...]
    ages: tuple[Age, ...]
    features: Features

    @property
    def ideas(self) -> frozenset[str]:
        return frozenset(("!" if one.denied else "") + one.idea for one in self.found)

    def quote(self, found: Found | Age) -> str:
        """The words as the person typed them."""
        return self.text[self.words[found.first].start : self.words[found.last - 1].end]


@dataclass(frozen=True)
class AgeIdeas:
    """Which idea an age stands for: (idea, youngest, oldest)."""

    words: AgeWords
    ranges: tuple[tuple[str, int, int], ...]

    def found(self, ages: Sequence[Age]) -> list[Found]:
        return [
            Found(idea, age.first, age.last)
            for age in ages
            for idea, youngest, oldest in self.ranges
            if youngest <= age.years <= oldest
        ]


@dataclass(frozen=True)
class Guess:
    label: str
    score: float
    confidence: float


class LineReader:
    """Reads a line into words, ideas and the features by which lines are compared."""

    def __init__(self, reader: Reader, concepts: Concepts, ages: AgeIdeas, dull: frozenset[str]) -> None:
        self._reader, self._concepts, self._ages, self._dull = reader, concepts, ages, dull

    def read(self, text: str) -> Line:
        line = clean(text)
        words = self._reader.read(line)
        ages = find_ages(words, self._ages.words)
        found = (*self._concepts.find(words), *self._ages.found(ages))
        return Line(line, words, found, tuple(ages), self._features(words, found))

    def _features(self, words: Sequence[Word], found: Sequence[Found]) -> Features:
        ideas = sorted({("!" if one.denied else "#") + one.idea for one in found})
        covered = {at for one in found for at in range(one.first, one.last)}
        features = {idea: 1.0 for idea in ideas}
        for at, word in enumerate(words):
            if word.root not in self._dull and len(word.root) > 1:
                features["w:" + word.root] = 0.3 if at in covered else 0.7
        for number, one in enumerate(ideas):
            features.update({f"{one}&{other}": 0.35 for other in ideas[number + 1 :]})
        return features


class Finder:
    def __init__(
        self,
        reader: LineReader,
        patterns: Mapping[str, Sequence[Pattern]],
        examples: Sequence[tuple[str, Features]],
        blend: Blend,
    ) -> None:
        self._reader, self._patterns, self._blend = reader, patterns, blend
        self._examples = Examples(examples)

    def read(self, text: str) -> Line:
        return self._reader.read(text)

    def guesses(self, line: Line) -> list[Guess]:
        """All labels, likeliest first; labels that are equally likely stand in alphabetical order."""
        scores = self._scores(line)
        best = max(scores.values(), default=0.0)
        shares = {label: math.exp((score - best) * self._blend.sharpness) for label, score in scores.items()}
        total = sum(shares.values())
        guesses = [Guess(label, scores[label], share / total) for label, share in shares.items()]
        return sorted(guesses, key=lambda guess: (-guess.score, guess.label))

    def points(self, line: Line) -> Counter[str]:
        ideas = line.ideas
        points: Counter[str] = Counter()
        for label, patterns in self._patterns.items():
            points[label] = round(sum(pattern.points for pattern in patterns if pattern.holds(ideas)))
        return points

    def _scores(self, line: Line) -> dict[str, float]:
        points, blend = self.points(line), self._blend
        nearest = self._examples.nearest(line.features)
        typical = self._examples.typical(line.features)
        # Long lines have more features, which would make every opinion look surer than it is.
        ease = 1 / math.sqrt(1 + sum(line.features.values()) / 6)
        return {
            label: blend.patterns * min(points[label], 12)
            + blend.nearest * nearest.get(label, 0.0)
            + blend.typical * typical.get(label, 0.0) * ease
            for label in self._patterns
        }
