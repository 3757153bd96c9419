"""The content that ships: proven, worked through by hand, and right on the founding day."""

from datetime import date
from functools import cache

import pytest
import time_machine

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.check import check_guide, check_library
from pimpasa.foundation.content.lessons.standing import standing
from pimpasa.foundation.rules import cost_of
from pimpasa.guidance.offices import known_offices, office_of

FOUNDING_DAY, TODAY = date(2024, 11, 4), date(2026, 11, 24)
GUIDES = ["kerja", "paspor"]
FIRST_ADULT = {
    "place": "indonesia",
    "age": "34",
    "citizenship": "birth",
    "need": "first",
    "purpose": "travel",
    "book": "electronic",
    "same_day": "no",
    "id_card": "ktp",
}


@cache
def reports():
    return {report.guide.id: report for report in check_library(load_library(), TODAY, office_of)}


def test_both_guides_are_there():
    assert sorted(load_library().guides) == GUIDES


@pytest.mark.parametrize("name", GUIDES)
def test_every_path_of_every_day_of_change_is_proven(name):
    assert [str(problem) for problem in reports()[name].proof.problems] == []


@pytest.mark.parametrize("name", GUIDES)
def test_every_worked_case_agrees(name):
    assert [str(error) for error in reports()[name].failed_cases] == []


@pytest.mark.parametrize(("name", "facts", "cases"), [("paspor", 120, 40), ("kerja", 1, 25)])
def test_the_content_is_as_complete_as_promised(name, facts, cases):
    report = reports()[name]
    counted = {"facts": len(report.guide.facts), "cases": report.cases}
    assert counted["facts"] >= facts
    assert counted["cases"] >= cases


@pytest.mark.parametrize("name", GUIDES)
def test_every_fact_names_a_source_that_is_there(name):
    sources = load_library().sources
    assert {fact.source for fact in load_library().guides[name].facts} - sources.keys() == set()


@pytest.mark.parametrize("name", GUIDES)
def test_every_office_named_is_a_known_office(name):
    guide = load_library().guides[name]
    named = {code for part in (*guide.facts, *guide.availability) for code in part.offices}
    assert named - known_offices().keys() == set()


@pytest.mark.parametrize("name", GUIDES)
def test_every_case_stands_at_a_known_office(name):
    guide = load_library().guides[name]
    named = {case.office for case in load_library().cases(guide) if case.office}
    assert named - known_offices().keys() == set()


@pytest.mark.parametrize(
    ("day", "years", "amount"),
    [(FOUNDING_DAY, "5", 650_000), (FOUNDING_DAY, "10", 650_000), (TODAY, "5", 650_000), (TODAY, "10", 950_000)],
)
def test_a_first_adult_electronic_passport_costs_what_the_law_said_that_day(day, years, amount):
    walk = load_library().guides["paspor"].on(day).walk({**FIRST_ADULT, "years": years})
    totals = [total.amount for total in cost_of(walk.facts).totals]
    assert totals == [amount]


@pytest.mark.parametrize(("day", "number"), [(FOUNDING_DAY, "PP 28/2019"), (TODAY, "PP 45/2024")])
def test_the_price_leans_on_the_law_of_that_day(day, number):
    walk = load_library().guides["paspor"].on(day).walk({**FIRST_ADULT, "years": "5"})
    (base,) = [fact for fact in walk.facts if fact.is_base_fee]
    found = load_library().sources[base.source].number
    assert found == number


def test_review_that_is_overdue_is_reported_and_fails_nothing():
    library = load_library()
    with time_machine.travel(date(2040, 1, 1), tick=False):
        late = check_guide(library, library.guides["kerja"], date.today(), office_of)
    due, problems = [fact.id for fact in late.due_for_review], [str(problem) for problem in late.problems]
    assert due
    assert problems == []


def test_an_answer_is_still_given_long_after_review_was_due():
    walk = load_library().guides["paspor"].on(date(2040, 1, 1)).walk({**FIRST_ADULT, "years": "5"})
    totals = [total.amount for total in cost_of(walk.facts).totals]
    assert totals == [650_000]


def test_the_twelve_lessons_are_there_in_order():
    assert [lesson.number for lesson in load_library().lessons.values()] == list(range(1, 13))


def test_no_lesson_teaches_what_no_longer_stands():
    library = load_library()
    broken = [fact.id for lesson in library.lessons.values() for fact in standing(lesson, library, TODAY).broken]
    assert broken == []
