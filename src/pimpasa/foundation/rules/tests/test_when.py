"""How written conditions are understood."""

import pytest

from .make import fact, ids, make_guide

GROWN = {"age": "34", "reason": "lost", "book": "new"}


def holding(folder, answers, **fields):
    guide = make_guide(folder, fact("one", **fields))
    return "one" in ids(guide.compiled(guide.first_day, "unknown").walk(answers).facts)


@pytest.mark.parametrize(
    ("when", "answers", "expected"),
    [
        ({"book": ["new"]}, {"book": "new"}, True),
        ({"book": ["new"]}, {"book": "old"}, False),
        ({"book": ["new", "old"]}, {}, True),
        ({"book": ["new"], "age": ["grown"]}, {"book": "new", "age": "young"}, False),
        ([{"book": ["new"]}, {"age": ["grown"]}], {"book": "new", "age": "young"}, True),
        ({"age": ["17+"]}, {"age": "17"}, True),
        ({"age": ["0-16"]}, {"age": "17"}, False),
        ({"adult": ["yes"]}, {"age": "young", "married": "yes"}, True),
        ({"adult": ["no"]}, {"age": "young", "married": "no"}, True),
        ({"adult": ["no"]}, {"age": "grown"}, False),
        ({"reason": ["lost"]}, {"reason": ("lost", "full")}, True),
        ({"reason.full": ["no"]}, {"reason": ("lost", "full")}, False),
        ({"reason": ["lost", "full"]}, {"reason": "full"}, True),
        ({"office": ["unknown"]}, {}, True),
        ({"office": ["both"]}, {}, False),
    ],
)
def test_a_condition_holds_as_written(tmp_path, when, answers, expected):
    assert holding(tmp_path, answers, when=when) is expected


def test_an_exception_takes_cases_out(tmp_path):
    assert not holding(tmp_path, GROWN, when={"age": ["grown"]}, **{"except": {"book": ["new"]}})


def test_several_exceptions_each_take_cases_out(tmp_path):
    exceptions = [{"book": ["old"]}, {"reason": ["lost"]}]
    assert not holding(tmp_path, GROWN, **{"except": exceptions})


def test_a_fact_without_condition_always_holds(tmp_path):
    assert holding(tmp_path, {})


def test_a_question_that_does_not_apply_meets_no_condition(tmp_path):
    assert not holding(tmp_path, {"age": "grown", "married": "no"}, when={"married": ["no"]})


def test_the_opposite_of_a_term_is_met_outside_its_question(tmp_path):
    terms = {"bride": {"married": ["yes"]}}
    guide = make_guide(tmp_path, fact("one", when={"bride": ["no"]}), terms=terms)
    assert "one" in ids(guide.on(guide.first_day).walk({"age": "grown"}).facts)


def test_a_term_may_name_another_term(tmp_path):
    terms = {"bride": {"married": ["yes"]}, "either": [{"bride": ["yes"]}, {"book": ["new"]}]}
    guide = make_guide(tmp_path, fact("one", when={"either": ["yes"]}), terms=terms)
    assert "one" in ids(guide.on(guide.first_day).walk({"book": "new"}).facts)
