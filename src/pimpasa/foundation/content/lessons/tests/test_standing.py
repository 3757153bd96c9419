"""What no longer stands shows in every lesson, step and item that leans on it, and nowhere else."""

from datetime import date, timedelta

import pytest

from pimpasa.foundation.content.lessons.standing import Flag, standing
from pimpasa.foundation.rules.model import Status

from .make import QUIZ, TEXT, fact, guide_fact, library, make_lesson, source

TODAY = date(2026, 11, 25)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SOUND = library()


@pytest.mark.parametrize(
    ("stated", "around", "flags"),
    [
        ({}, SOUND, []),
        ({}, library(source(withdrawn_on=TODAY)), [Flag.WITHDRAWN]),
        ({}, library(source(withdrawn_on=TOMORROW)), []),
        ({"until": YESTERDAY.isoformat()}, SOUND, [Flag.ENDED]),
        ({"until": TODAY.isoformat()}, SOUND, []),
        ({"leans_on": ["kerja/free"]}, SOUND, []),
        ({"leans_on": ["kerja/free"]}, library(fact=guide_fact(YESTERDAY)), [Flag.BASIS_GONE]),
        ({"leans_on": ["kerja/free"]}, library(fact=guide_fact(TODAY)), []),
        (
            {"leans_on": ["kerja/free"]},
            library(source("other", withdrawn_on=YESTERDAY), fact=guide_fact(source="other")),
            [Flag.WITHDRAWN],
        ),
        ({"leans_on": ["kerja/free"]}, library(fact=guide_fact(status=Status.CONTESTED)), [Flag.CONTESTED]),
        ({"review_by": TODAY.isoformat()}, SOUND, [Flag.DUE]),
        ({"status": "contested"}, SOUND, [Flag.CONTESTED]),
        ({"status": "announced"}, SOUND, [Flag.ANNOUNCED]),
        ({"confidence": "C"}, SOUND, [Flag.UNCERTAIN]),
        ({"confidence": "B"}, library(source(read="reported")), [Flag.UNCERTAIN]),
        ({"confidence": "A"}, library(source(read="reported")), []),
    ],
)
def test_a_fact_bears_the_flags_of_its_day(tmp_path, stated, around, flags):
    lesson = make_lesson(tmp_path, facts=[fact(**stated)])
    assert list(standing(lesson, around, TODAY).facts["free"]) == flags


def test_a_guide_fact_that_is_gone_breaks_what_leans_on_it(tmp_path):
    lesson = make_lesson(tmp_path, facts=[fact(leans_on=["kerja/free"])])
    around = library()
    around.guides.clear()
    assert standing(lesson, around, TODAY).facts["free"] == (Flag.BASIS_GONE,)


def test_a_withdrawn_source_flags_each_step_and_item_that_leans_on_it_and_no_other(tmp_path):
    text = TEXT.replace("kantor. [free]", "kantor. [lent]", 1)
    lesson = make_lesson(
        tmp_path,
        text=text,
        facts=[fact(), fact("lent", source="law", leans_on=["kerja/free"])],
        quiz=[{**QUIZ[0], "facts": ["lent"]}, *QUIZ[1:]],
    )
    around = library(source("other", withdrawn_on=YESTERDAY), fact=guide_fact(source="other"))
    found = standing(lesson, around, TODAY)
    assert [fact.id for fact in found.broken] == ["lent"]
    assert found.broken_parts == (lesson.steps[0], lesson.items[0])
    assert [found.flags_of(step) for step in lesson.steps] == [(Flag.WITHDRAWN,), (), (), (), ()]
    assert found.flags_of_message() == ()


def test_the_worst_flag_comes_first(tmp_path):
    lesson = make_lesson(tmp_path, facts=[fact(status="contested", until=YESTERDAY.isoformat())])
    assert standing(lesson, SOUND, TODAY).flags_of(lesson.items[0]) == (Flag.ENDED, Flag.CONTESTED)
