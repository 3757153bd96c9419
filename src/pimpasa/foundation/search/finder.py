"""Finds which label a line of everyday language is about, and how sure that is.

Three opinions are blended: patterns that editors wrote, the nearest examples, and what is typical of a label.
"""

import math
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
    """How much each opinion counts; measured by cross-validation."""

    patterns: float
    nearest: float
    typical: float


@dataclass(frozen=True)
class Calibration:
    """How often guesses with this lead and strength turned out right (a logistic curve)."""

    constant: float
    margin: float
    strength: float

    def confidence(self, evidence: "Evidence") -> float:
        sure = self.constant + self.margin * min(evidence.margin, WIDE) + self.strength * min(evidence.strength, STRONG)
        return 1 / (1 + math.exp(-sure))


@dataclass(frozen=True)
class Evidence:
    """How far the first label leads the second, and how strong it is."""

    margin: float
    strength: float


# Beyond these a wider lead or a stronger match says nothing new.
WIDE, STRONG = 8.0, 12.0
MOST_POINTS = 12


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
    confidence: float = 0.0
    evidence: "Evidence | None" = None


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
        features = dict.fromkeys(ideas, 1.0)
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
        calibration: Calibration,
        minor: frozenset[str] = frozenset(),
    ) -> None:
        self._reader, self._patterns, self._blend, self._calibration = reader, patterns, blend, calibration
        self._minor = minor
        self._examples = Examples(examples)

    def read(self, text: str) -> Line:
        return self._reader.read(text)

    def guesses(self, line: Line) -> list[Guess]:
        """All labels, likeliest first, the first with its confidence; ties stand in alphabetical order."""
        scores = {label: self._score(opinion) for label, opinion in self.opinions(line).items()}
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        (label, best), (_, second) = ranked[0], ranked[1]
        evidence = Evidence(best - second, best)
        confidence = self._calibration.confidence(evidence) * self._weight(line)
        return [Guess(label, best, confidence, evidence), *(Guess(*other) for other in ranked[1:])]

    def _weight(self, line: Line) -> float:
        """A greeting or a bare "how?" resembles some example by chance; only words with a subject may be trusted."""
        return 1.0 if any(one.idea not in self._minor for one in line.found) else 0.4

    def points(self, line: Line) -> dict[str, float]:
        ideas = line.ideas
        return {
            label: sum(pattern.points for pattern in patterns if pattern.holds(ideas))
            for label, patterns in self._patterns.items()
        }

    def _score(self, opinion: tuple[float, float, float]) -> float:
        points, near, usual = opinion
        return self._blend.patterns * points + self._blend.nearest * near + self._blend.typical * usual

    def opinions(self, line: Line) -> dict[str, tuple[float, float, float]]:
        """Per label what the patterns, the nearest examples and the typical features say, before blending."""
        points = self.points(line)
        nearest = self._examples.nearest(line.features)
        typical = self._examples.typical(line.features)
        # Long lines have more features, which would make this opinion look surer than it is.
        ease = 1 / math.sqrt(1 + sum(line.features.values()) / 6)
        return {
            label: (min(points[label], MOST_POINTS), nearest.get(label, 0.0), typical.get(label, 0.0) * ease)
            for label in self._patterns
        }
