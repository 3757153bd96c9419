"""Measures `ask`: right topics by cross-validation, wrong ones with confidence, and time a question.

`python bench/ask.py --fit` also prints the curve and threshold for content/topics/settings.yaml.
"""

import csv
import math
import random
import statistics
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pimpasa.foundation.search.finder import STRONG, WIDE, Evidence
from pimpasa.guidance.ask.asker import Asker, asker_without, load_asker
from pimpasa.guidance.ask.understand import understand

FOLDS = 10
MOST_WRONG = 0.015
DEV = Path(__file__).resolve().parent.parent / "tests" / "data" / "ask_dev_questions.csv"


@dataclass(frozen=True)
class Trial:
    question: str
    topic: str
    guess: str
    evidence: Evidence
    confidence: float

    @property
    def is_right(self) -> bool:
        return self.guess == self.topic


def trials(asker: Asker, questions: list[tuple[str, str]]) -> list[Trial]:
    return [trial(asker, question, topic) for question, topic in questions]


def trial(asker: Asker, question: str, topic: str) -> Trial:
    best, *_ = asker.finder.guesses(asker.finder.read(question))
    assert best.evidence is not None
    return Trial(question, topic, best.label, best.evidence, best.confidence)


def cross_validated() -> list[Trial]:
    questions = [(text, topic.id) for topic in load_asker().topics.values() for text in topic.examples]
    random.Random(7).shuffle(questions)
    found = []
    for fold in range(FOLDS):
        held = questions[fold::FOLDS]
        found += trials(asker_without(text for text, _ in held), held)
    return found


def nonsense() -> list[Trial]:
    with DEV.open(encoding="utf-8", newline="") as file:
        rows = [(row["question"], row["topic"]) for row in csv.DictReader(file) if row["topic"] == "-"]
    return trials(load_asker(), rows)


def report(found: list[Trial], threshold: float) -> None:
    right = sum(one.is_right for one in found)
    wrong = sum(not one.is_right and one.confidence >= threshold for one in found)
    silent = sum(one.confidence < threshold for one in found)
    print(f"{len(found)} questions: right topic {right / len(found):.1%}, ", end="")
    print(f"wrong with confidence {wrong / len(found):.1%}, abstained {silent / len(found):.1%}")


def described(evidence: Evidence) -> tuple[float, ...]:
    return 1.0, min(evidence.margin, WIDE), min(evidence.strength, STRONG)


def chance(weights: list[float], features: tuple[float, ...]) -> float:
    return 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, features, strict=True))))


def fit(found: list[Trial]) -> None:
    """A logistic curve by gradient descent, then the lowest threshold that keeps confident mistakes rare."""
    weights = [0.0, 0.0, 0.0]
    points = [(described(one.evidence), one.is_right) for one in found]
    for _ in range(3000):
        slope = [0.0, 0.0, 0.0]
        for features, is_right in points:
            error = is_right - chance(weights, features)
            slope = [s + error * x for s, x in zip(slope, features, strict=True)]
        weights = [w + 0.04 * s / len(points) for w, s in zip(weights, slope, strict=True)]
    constant, margin, strength = (round(w, 3) for w in weights)
    print(f"confidence: {{constant: {constant}, margin: {margin}, strength: {strength}}}")
    sure = sorted((chance(weights, features), is_right) for features, is_right in points)
    wrong = 0
    for confidence, is_right in reversed(sure):
        wrong += not is_right
        if wrong > MOST_WRONG * len(points):
            print(f"threshold: {math.ceil(confidence * 100) / 100}")
            return


def speed(questions: list[str]) -> None:
    taken = []
    for question in questions:
        start = time.perf_counter()
        understand(question)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    print(f"understanding: median {statistics.median(taken):.2f} ms, p99 {taken[int(len(taken) * 0.99)]:.2f} ms")


def main() -> None:
    start = time.perf_counter()
    asker = load_asker()
    print(f"loaded in {(time.perf_counter() - start) * 1000:.0f} ms")
    found = cross_validated()
    report(found, asker.settings.threshold)
    if "--fit" in sys.argv:
        fit(found + nonsense())
    speed([one.question for one in found])


if __name__ == "__main__":
    main()
