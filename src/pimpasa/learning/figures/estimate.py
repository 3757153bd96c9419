"""How much more was right after than before, and between which bounds that lies.

Everybody counts: those whose two tests meet as pairs, all others without one. The estimator is that for partially
overlapping samples with unequal variances (Derrick, Russ, Toher and White 2017): with nothing but pairs it is the
paired t, with none it is Welch's. Everything is reckoned from sums, so that evenings add up to months and offices.

A question left open is not right; how many were left open is told beside the figure. People are taken as independent
of one another, so where an evening moves a whole room, the true interval is wider.
"""

from dataclasses import dataclass
from math import sqrt

from pimpasa.learning.figures.student import t95


@dataclass(frozen=True)
class Sums:
    """Of the scores in one test: each person's share of right answers. `left_open` of the questions `asked`."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0
    asked: int = 0
    left_open: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.n + other.n,
            self.total + other.total,
            self.squares + other.squares,
            self.asked + other.asked,
            self.left_open + other.left_open,
        )

    @property
    def mean(self) -> float | None:
        return self.total / self.n if self.n else None

    @property
    def variance(self) -> float:
        """Of at least two people."""
        # Rounding must not leave a variance where all scores are the same.
        found = (self.squares - self.total**2 / self.n) / (self.n - 1)
        return found if found > ALIKE else 0.0


@dataclass(frozen=True)
class PairSums:
    """Of the people whose tests meet: the scores before, after, and their products."""

    n: int = 0
    before: float = 0.0
    after: float = 0.0
    before_squares: float = 0.0
    after_squares: float = 0.0
    products: float = 0.0

    def __add__(self, other: "PairSums") -> "PairSums":
        return PairSums(
            self.n + other.n,
            self.before + other.before,
            self.after + other.after,
            self.before_squares + other.before_squares,
            self.after_squares + other.after_squares,
            self.products + other.products,
        )

    @property
    def correlation(self) -> float:
        """None is nought: where one of the two never varies, pairs tell nothing more."""
        if self.n < LEAST_PAIRS:
            return 0.0
        before = self.before_squares - self.before**2 / self.n
        after = self.after_squares - self.after**2 / self.n
        if before <= ALIKE or after <= ALIKE:
            return 0.0
        together = self.products - self.before * self.after / self.n
        return max(-1.0, min(1.0, together / sqrt(before * after)))


@dataclass(frozen=True)
class Gain:
    """Shares between 0 and 1. Without a mean where nobody answered; without a difference where too few did.

    `left_open` questions of `asked` got no answer; of paper that is not known, so it has no part in them.
    """

    before: float | None
    after: float | None
    difference: float | None
    low: float | None
    high: float | None
    n_before: int
    n_after: int
    pairs: int
    left_open: int
    asked: int

    @property
    def is_told(self) -> bool:
        """Whether there is a difference with its bounds."""
        return self.difference is not None


LEAST, LEAST_PAIRS = 2, 2
ALIKE = 1e-12


def gain_of(before: Sums, after: Sums, pairs: PairSums) -> Gain:
    """Too few: fewer than two people in a test, or scores that do not vary, so that no bounds can be told."""
    difference = low = high = None
    if before.n >= LEAST and after.n >= LEAST and (error := _error(before, after, pairs)):
        difference = after.total / after.n - before.total / before.n
        reach = error * t95(_freedom(before, after, pairs))
        low, high = difference - reach, difference + reach
    open_questions, asked = before.left_open + after.left_open, before.asked + after.asked
    return Gain(before.mean, after.mean, difference, low, high, before.n, after.n, pairs.n, open_questions, asked)


def _error(before: Sums, after: Sums, pairs: PairSums) -> float:
    first, second = before.variance, after.variance
    shared = 2 * pairs.correlation * sqrt(first * second) * pairs.n / (before.n * after.n)
    squared = first / before.n + second / after.n - shared
    return sqrt(squared) if squared > ALIKE else 0.0


def _freedom(before: Sums, after: Sums, pairs: PairSums) -> float:
    welch = _welch(before, after)
    # One pair has no correlation, so its two tests are taken as two people's.
    paired = pairs.n if pairs.n >= LEAST_PAIRS else 0
    if not paired:
        return welch
    unpaired = before.n + after.n - 2 * paired
    return (paired - 1) + (welch - paired + 1) / (unpaired + 2 * paired) * unpaired


def _welch(before: Sums, after: Sums) -> float:
    first, second = before.variance / before.n, after.variance / after.n
    return (first + second) ** 2 / (first**2 / (before.n - 1) + second**2 / (after.n - 1))


def of_scores(scores: list[float], asked: int = 0, left_open: int = 0) -> Sums:
    return Sums(len(scores), sum(scores), sum(score * score for score in scores), asked, left_open)


def of_piles(piles: list[int]) -> Sums:
    """Paper: how many sheets have 0, 1, 2 ... of the questions right. What was left open is not counted there."""
    most = len(piles) - 1
    shares = [score / most for score in range(most + 1)]
    return Sums(
        sum(piles),
        sum(share * sheets for share, sheets in zip(shares, piles, strict=True)),
        sum(share * share * sheets for share, sheets in zip(shares, piles, strict=True)),
    )


def of_pairs(scores: list[tuple[float, float]]) -> PairSums:
    before, after = [one for one, _other in scores], [other for _one, other in scores]
    first, second = of_scores(before), of_scores(after)
    products = sum(one * other for one, other in scores)
    return PairSums(len(scores), first.total, second.total, first.squares, second.squares, products)
