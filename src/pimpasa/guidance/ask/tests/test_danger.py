"""Words of danger put help first, in slang and local words too; plain questions raise no false alarm."""

import csv
from datetime import date
from pathlib import Path

import pytest

from pimpasa.guidance.ask.answering import WORDS
from pimpasa.guidance.ask.understand import answer, understand

LINES = Path(__file__).parent / "danger.csv"


def questions(emergency):
    with LINES.open(encoding="utf-8", newline="") as file:
        return [row["question"] for row in csv.DictReader(file) if row["emergency"] == emergency]


@pytest.mark.parametrize("text", questions("yes"))
def test_danger_is_an_emergency(text):
    understanding = understand(text)
    assert understanding.emergency
    assert not understanding.abstained


@pytest.mark.parametrize("text", questions("no"))
def test_plain_question_is_no_emergency(text):
    assert not understand(text).emergency


@pytest.mark.parametrize("text", questions("yes"))
def test_the_answer_to_danger_begins_with_help(text):
    assert answer(understand(text), date(2026, 1, 1)).text.startswith(WORDS["id"]["emergency"])
