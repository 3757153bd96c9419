"""Whatever way a person takes through a chat, she gets the facts of the page: all of them, and no other."""

import re
from datetime import date

import pytest
import time_machine

from pimpasa.foundation.content import load_library
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.answers import answer_for
from pimpasa.guidance.tests.make import make_office
from pimpasa.regions.gazetteer import gazetteer

from .talking import Person
from .walks import Way, covering_ways

DAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(DAY, tick=False):
        yield


def village_of(way: Way) -> str:
    make_office(way.office.code, way.office.area)
    return next(p.code for p in map(gazetteer().place_at, range(90_000)) if p.code.startswith(way.office.area + "."))


def talk_through(person: Person, guide_id: str, way: Way) -> None:
    person.types("menu")
    if way.office:
        person.sends(choice=f"v:{village_of(way)}")
    person.sends(choice=f"guide:{guide_id}")
    for question, options in way.pressed:
        for option in options:
            person.presses(f"o:{option}")
        if load_library().guides[guide_id].by_question[question].many:
            person.presses("cukup")


MARK = re.compile(r"\s*(?:[-☐–(]|\d+\.)\s*")
AFTER_WORDS = (":", " [", ")")


def facts_told(person: Person, guide_id: str) -> set[str]:
    """The facts whose words stand in the parts, each on a line of its own."""
    lines = [MARK.sub("", line, count=1) for part in person.parts() for line in part.text.splitlines()]
    return {fact.id for fact in load_library().guides[guide_id].facts_on(DAY) if is_told(say(fact.text), lines)}


def is_told(words: str, lines: list[str]) -> bool:
    rests = (line.removeprefix(words) for line in lines if line.startswith(words))
    return any(not rest or rest.startswith(AFTER_WORDS) for rest in rests)


@pytest.mark.parametrize("guide_id", ["paspor", "kerja"])
def test_every_pair_of_options_ends_in_the_facts_of_the_page(guide_id):
    guide = load_library().guides[guide_id]
    for way in covering_ways(guide_id, DAY):
        person = Person()
        talk_through(person, guide_id, way)
        on_page = {fact.id for fact in answer_for(guide_id, dict(way.pressed), DAY, way.office).facts}
        told = facts_told(person, guide_id)
        # Two facts may carry the same words; what is told beyond the page must be only such twins.
        twins = {say(guide.by_id[name].text) for name in on_page}
        assert on_page <= told, (way.pressed, on_page - told)
        assert all(say(guide.by_id[name].text) in twins for name in told - on_page), (way.pressed, told - on_page)


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
