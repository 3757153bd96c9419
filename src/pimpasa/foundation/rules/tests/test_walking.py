"""What is asked, what is implied, what holds, and what is refused."""

from datetime import date

import pytest

from pimpasa.foundation.rules import (
    ContradictionError,
    IncompleteAnswerError,
    NoRuleInForceError,
    Office,
    UnknownAnswerError,
)

from .make import BOOK, FIRST_DAY, fact, fee, ids, make_guide, question

DAY = date(2024, 11, 4)


def walk(guide, office=None, **answers):
    return guide.on(DAY, office).walk(answers)


def asked(guide, **answers):
    found = walk(guide, **answers).question
    return found.id if found else None


def test_nothing_is_asked_when_nothing_depends(tmp_path):
    assert asked(make_guide(tmp_path, fact("one"))) is None


def test_only_what_a_fact_depends_on_is_asked(tmp_path):
    assert asked(make_guide(tmp_path, fact("one", when={"book": ["new"]}))) == "book"


def test_questions_come_in_the_order_of_the_guide(tmp_path):
    guide = make_guide(tmp_path, fact("one", when={"book": ["new"]}), fact("two", when={"age": ["grown"]}))
    assert asked(guide) == "age"


def test_a_question_that_no_longer_matters_is_skipped(tmp_path):
    guide = make_guide(tmp_path, fact("one", when={"age": ["grown"], "book": ["new"]}))
    assert asked(guide, age="young") is None


def test_answers_may_come_out_of_order(tmp_path):
    guide = make_guide(tmp_path, fact("one", when={"age": ["grown"], "book": ["new"]}))
    assert asked(guide, book="new") == "age"
    assert asked(guide, book="old") is None


def test_a_question_applies_only_if_its_condition_holds(tmp_path):
    guide = make_guide(tmp_path, fact("one", when={"married": ["yes"]}))
    assert asked(guide, age="young") == "married"
    assert asked(guide, age="grown") is None


def test_used_names_the_questions_that_mattered(tmp_path):
    guide = make_guide(tmp_path, fact("one", when={"age": ["grown"], "book": ["new"]}))
    assert walk(guide, age="grown", book="new", reason="lost").used == {"age", "book"}


def test_facts_that_hold_whatever_comes_are_there_before_the_end(tmp_path):
    guide = make_guide(tmp_path, fact("sure"), fact("open", when={"book": ["new"]}))
    assert "sure" in ids(walk(guide).facts)
    assert "open" not in ids(walk(guide).facts)


def test_a_number_finds_its_range(tmp_path):
    guide = make_guide(tmp_path, fact("one", when={"age": ["grown"]}))
    assert walk(guide, age="34").answers == {"age": ("grown",)}


@pytest.mark.parametrize("number", ["131", "-1", "3.5", "9999", "٣", "1e1"])
def test_a_number_outside_every_range_is_unknown(tmp_path, number):
    with pytest.raises(UnknownAnswerError):
        walk(make_guide(tmp_path, fact("one")), age=number)


def test_an_unknown_question_names_those_known(tmp_path):
    with pytest.raises(UnknownAnswerError) as trouble:
        walk(make_guide(tmp_path, fact("one")), colour="red")
    assert trouble.value.known == ("age", "married", "reason", "book")


def test_an_unknown_option_names_those_known(tmp_path):
    with pytest.raises(UnknownAnswerError) as trouble:
        walk(make_guide(tmp_path, fact("one")), book="green")
    assert (trouble.value.option, trouble.value.known) == ("green", ("old", "new"))


def test_a_single_choice_takes_one_option(tmp_path):
    with pytest.raises(UnknownAnswerError):
        walk(make_guide(tmp_path, fact("one")), book=("old", "new"))


def test_a_tick_list_asks_for_enough_ticks(tmp_path):
    with pytest.raises(IncompleteAnswerError):
        walk(make_guide(tmp_path, fact("one")), reason=())


def test_a_tick_list_is_asked_whole(tmp_path):
    guide = make_guide(tmp_path, fact("one", when={"reason.lost": ["yes"], "reason.full": ["no"]}))
    assert asked(guide, reason="lost") is None
    assert "one" in ids(walk(guide, reason="lost").facts)


def test_ticking_nothing_is_no_outcome(tmp_path):
    guide = make_guide(tmp_path, fact("ticked", when={"reason": ["lost", "full", "other"]}))
    assert "ticked" in ids(walk(guide).facts)


def test_an_optional_tick_list_may_stay_empty(tmp_path):
    guide = make_guide(
        tmp_path,
        fact("none", when={"extra.a": ["no"]}),
        questions=[question("extra", "a", "b", many="true")],
        terms={},
        impossible=[],
    )
    assert "none" in ids(walk(guide, extra=()).facts)


def test_impossible_answers_are_refused_with_the_reason(tmp_path):
    rule = {"when": {"age": ["young"], "book": ["new"]}, "text": {"id": "Terlalu muda."}}
    with pytest.raises(ContradictionError, match=r"Terlalu muda\.") as trouble:
        walk(make_guide(tmp_path, fact("one"), impossible=[rule]), age="young", book="new")
    assert trouble.value.questions == ("age", "book")


def test_what_is_impossible_may_change_with_the_day(tmp_path):
    rule = {"when": {"book": ["new"]}, "until": "2024-11-03", "text": {"id": "Belum ada."}}
    guide = make_guide(tmp_path, fact("one", when={"book": ["new"]}), impossible=[rule])
    assert "one" in ids(walk(guide, book="new").facts)
    with pytest.raises(ContradictionError):
        guide.on(date(2024, 11, 3)).walk({"book": "new"})


def test_the_only_option_left_is_implied_not_asked(tmp_path):
    rule = {"when": {"age": ["young"], "book": ["new"]}, "text": {"id": "Terlalu muda."}}
    guide = make_guide(
        tmp_path,
        fact("a", when={"age": ["young"]}),
        fee("o", when={"book": ["old"]}),
        fee("n", when={"book": ["new"]}),
        impossible=[rule],
    )
    found = walk(guide, age="young")
    assert (found.question, found.implied) == (None, {"book": "old"})
    assert "o" in ids(found.facts)


def test_can_choose_is_false_for_what_contradicts(tmp_path):
    rule = {"when": {"age": ["young"], "book": ["new"]}, "text": {"id": "Terlalu muda."}}
    found = walk(make_guide(tmp_path, fact("one"), impossible=[rule]), age="young")
    book = found.compiled.guide.by_question["book"]
    assert [found.can_choose(book, option.id) for option in book.options] == [True, False]


def test_a_day_before_the_first_is_an_error(tmp_path):
    guide = make_guide(tmp_path, fact("one"))
    with pytest.raises(NoRuleInForceError) as trouble:
        guide.on(date(2019, 12, 31))
    assert trouble.value.first == date.fromisoformat(FIRST_DAY)


def test_a_kind_is_silent_before_its_own_first_day(tmp_path):
    guide = make_guide(tmp_path, fact("one"), answers_from={"fee": FIRST_DAY, "note": "2025-01-01"})
    assert "one" not in ids(walk(guide).facts)
    assert list(guide.silent_kinds(DAY).values()) == [date(2025, 1, 1)]


@pytest.mark.parametrize(
    ("day", "expected"), [("2024-11-03", False), ("2024-11-04", True), ("2024-11-05", True), ("2024-11-06", False)]
)
def test_a_fact_holds_from_its_first_to_its_last_day(tmp_path, day, expected):
    guide = make_guide(tmp_path, fact("one", **{"from": "2024-11-04", "until": "2024-11-05"}))
    assert ("one" in ids(guide.on(date.fromisoformat(day)).walk({}).facts)) is expected


SOLD = {"pattern": "new_only", "from": "2024-11-04", "source": "law", "confidence": "A"}


@pytest.mark.parametrize(
    ("where", "office", "expected"),
    [
        ({"offices": ["here"]}, Office("here"), "new_only"),
        ({"offices": ["here"]}, Office("there"), "unknown"),
        ({"provinces": ["33"]}, Office("x", "33.01"), "new_only"),
        ({"provinces": ["33"]}, Office("x", "32.01"), "unknown"),
        ({"provinces": ["33"]}, None, "unknown"),
    ],
)
def test_an_office_sells_what_is_stated_for_it_or_its_area(tmp_path, where, office, expected):
    guide = make_guide(tmp_path, fact("one"), offices=[{**SOLD, **where}])
    assert guide.on(DAY, office).pattern == expected


def test_what_an_office_sells_begins_on_its_day(tmp_path):
    guide = make_guide(tmp_path, fact("one"), offices=[{**SOLD, "offices": ["here"]}])
    assert guide.on(date(2024, 11, 3), Office("here")).pattern == "unknown"


def test_what_an_office_does_not_sell_is_refused_there(tmp_path):
    guide = make_guide(
        tmp_path,
        fee("o", when={"book": ["old"]}),
        fee("n", when={"book": ["new"]}),
        offices=[{**SOLD, "offices": ["here"]}],
    )
    with pytest.raises(ContradictionError, match=r"Hanya baru\."):
        walk(guide, Office("here"), book="old")


def test_a_fact_of_one_office_holds_there_only(tmp_path):
    guide = make_guide(tmp_path, fact("local", offices=["here"]))
    assert "local" in ids(walk(guide, Office("here")).facts)
    assert "local" not in ids(walk(guide, Office("there")).facts)
    assert "local" not in ids(walk(guide).facts)


def test_a_question_left_with_no_option_is_refused(tmp_path):
    rules = [{"when": {"age": ["young"], "book": [one]}, "text": {"id": "Tidak bisa."}} for one in ("old", "new")]
    guide = make_guide(
        tmp_path,
        fact("a", when={"age": ["young"], "book": ["old"]}),
        questions=[
            question("age", "young", "grown"),
            BOOK,
        ],
        terms={},
        impossible=rules,
    )
    with pytest.raises(ContradictionError):
        walk(guide, age="young", book="old")
