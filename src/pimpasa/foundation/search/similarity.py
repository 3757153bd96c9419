"""How much a line resembles known examples: shared features, rare ones counting more."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Features = Mapping[str, float]

# The best example counts most, but one odd example must not decide alone.
_SHARES = (0.7, 0.2, 0.1)


class Examples:
    """An index of examples by label, asked in two ways: which examples are nearest, which labels are typical."""

    def __init__(self, examples: Sequence[tuple[str, Features]]) -> None:
        self._labels = [label for label, _ in examples]
        self._sizes = Counter(self._labels)
        self._holders = Counter(name for _, features in examples for name in features)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._held: dict[str, Counter[str]] = defaultdict(Counter)
        for number, (label, features) in enumerate(examples):
            self._add(number, label, features)

    def _add(self, number: int, label: str, features: Features) -> None:
        length = self._length(features)
        for name, weight in features.items():
            self._postings[name].append((number, weight * self._rarity(name) / length))
            self._held[name][label] += 1

    def _rarity(self, name: str) -> float:
        return math.log(1 + len(self._labels) / (1 + self._holders[name]))

    def _length(self, features: Features) -> float:
        return math.sqrt(sum((weight * self._rarity(name)) ** 2 for name, weight in features.items())) or 1.0

    def nearest(self, features: Features) -> dict[str, float]:
        """Per label the likeness, 0 to 1, of its three best examples."""
        likeness: dict[int, float] = defaultdict(float)
        length = self._length(features)
        for name, weight in features.items():
            share = weight * self._rarity(name) / length
            for number, other in self._postings.get(name, ()):
                likeness[number] += share * other
        groups: dict[str, list[float]] = defaultdict(list)
        for number, value in likeness.items():
            groups[self._labels[number]].append(value)
        return {label: _eased(values) for label, values in groups.items()}

    def typical(self, features: Features) -> dict[str, float]:
        """Per label how much more usual these features are among its examples than among all (a sum of logarithms)."""
        known = {name: weight for name, weight in features.items() if name in self._held}
        total = sum(known.values())
        scores = {label: total * math.log(0.3 / (size + 0.3)) for label, size in self._sizes.items()}
        for name, weight in known.items():
            usual = 0.3 * self._holders[name] / len(self._labels)
            for label, count in self._held[name].items():
                scores[label] += weight * math.log((count + usual) / usual)
        return scores


def _eased(values: Iterable[float]) -> float:
    best = sorted(values, reverse=True)
    return sum(share * value for share, value in zip(_SHARES, best, strict=False))
