"""Times opening with a wrong receipt beside opening with an unknown one, over 10,000 pairs, without the database.

The database gets the same one query for both (a test counts it); what could differ is the way to the fingerprint.
"""

import random
import statistics
import time
from collections.abc import Callable

from pimpasa.consultations.receipts.making import fingerprint_of
from pimpasa.consultations.receipts.words import LENGTH, word_list

PAIRS = 10_000


def main() -> None:
    dice = random.Random(2048)
    unknown, wrong = [], []
    for _ in range(PAIRS):
        # Each first as often as the other, so that what the machine does meanwhile hits both.
        for times, make in dice.sample([(unknown, unknown_receipt), (wrong, mistyped_receipt)], k=2):
            times.append(timed(make(dice)))
    print(f"unknown median {statistics.median(unknown):.1f} us, wrong median {statistics.median(wrong):.1f} us")
    print(f"chance that a wrong one took longer {longer(wrong, unknown):.3f} (0.5: cannot be told apart)")


def unknown_receipt(dice: random.Random) -> str:
    return " ".join(dice.choices(word_list(), k=LENGTH))


def mistyped_receipt(dice: random.Random) -> str:
    """The letters of listed words in another order: no words."""
    return " ".join("".join(dice.sample(word, k=len(word))) for word in dice.choices(word_list(), k=LENGTH))


def timed(typed: str, clock: Callable[[], float] = time.perf_counter) -> float:
    start = clock()
    fingerprint_of(typed, "bench")
    return (clock() - start) * 1e6


def longer(one: list[float], other: list[float]) -> float:
    """How often a time of the first is above one of the second, ties counted half: the area under the curve."""
    ranked = sorted([(value, 1) for value in one] + [(value, 0) for value in other])
    ranks = sum(place for place, (_, is_one) in enumerate(ranked, 1) if is_one)
    return (ranks - len(one) * (len(one) + 1) / 2) / (len(one) * len(other))


if __name__ == "__main__":
    main()
