"""The covering ways leave nothing out; test_networks.py talks them through on every network."""

import re
from datetime import date

import pytest

from pimpasa.foundation.content import load_library
from pimpasa.guidance.tests.make import make_office
from pimpasa.regions.gazetteer import gazetteer

from .walks import Way, covering_ways

DAY = date(2026, 11, 24)


def village_of(way: Way) -> str:
    make_office(way.office.code, way.office.area)
    return next(code for code in gazetteer().index.codes if code.startswith(way.office.area + "."))


MARK = re.compile(r"\s*(?:[-☐–(]|\d+\.)\s*")
AFTER_WORDS = (":", " [", ")")


def is_told(words: str, lines: list[str]) -> bool:
    rests = (line.removeprefix(words) for line in lines if line.startswith(words))
    return any(not rest or rest.startswith(AFTER_WORDS) for rest in rests)


@pytest.mark.parametrize("guide_id", ["paspor", "kerja"])
def test_the_ways_leave_out_no_question_and_no_option(guide_id):
    guide = load_library().guides[guide_id]
    pressed = {
        (question, option) for way in covering_ways(guide_id, DAY) for question, o in way.pressed for option in o
    }
    assert pressed == {(question.id, option.id) for question in guide.questions for option in question.options}


@pytest.mark.parametrize("guide_id", ["paspor", "kerja"])
def test_the_ways_meet_every_fact_of_the_day(guide_id):
    guide = load_library().guides[guide_id]
    met = frozenset().union(*(way.facts for way in covering_ways(guide_id, DAY)))
    assert {fact.id for fact in guide.facts_on(DAY)} - met == set()
