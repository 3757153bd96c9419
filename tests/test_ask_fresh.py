"""Questions written by another person without sight of topics or concepts: what `ask` must hold up against."""

import csv
from pathlib import Path

import pytest

from pimpasa.guidance.ask.understand import understand

DATA = Path(__file__).parent / "data"
NOTHING_TO_ANSWER = "-"


@pytest.fixture(scope="module", params=["fresh_questions.csv", "sealed_questions.csv"])
def outcomes(request):
    with (DATA / request.param).open(encoding="utf-8-sig", newline="") as file:
        return [(understand(row["question"]), row["topic"].strip()) for row in csv.DictReader(file)]


def is_right(understanding, topic):
    return understanding.abstained if topic == NOTHING_TO_ANSWER else understanding.topic == topic


def test_at_least_nine_in_ten_get_the_right_topic(outcomes):
    right = sum(is_right(*outcome) for outcome in outcomes)
    assert right >= 0.9 * len(outcomes), f"{right} of {len(outcomes)} right ({right / len(outcomes):.1%})"


def test_at_most_three_in_a_hundred_are_wrong_with_confidence(outcomes):
    wrong = sum(not is_right(*outcome) and not outcome[0].abstained for outcome in outcomes)
    assert wrong <= 0.03 * len(outcomes), f"{wrong} of {len(outcomes)} wrong with confidence"
