"""What a page may carry, and what of it is believed."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from pimpasa.foundation.content import load_library
from pimpasa.guidance.journey import MAX_PEOPLE, MAX_VALUE, Journey, packed, read_journey, unpacked


@pytest.fixture
def guide():
    return load_library().guides["paspor"]


def read(guide, query):
    return read_journey(guide, QueryDict(query))


def test_answers_are_read_by_the_name_of_their_question(guide):
    assert read(guide, "age=17-20&reason=lost&reason=data").answers == {"age": ("17-20",), "reason": ("lost", "data")}


def test_names_that_are_no_question_are_left_out(guide):
    assert read(guide, "colour=red&csrf=x&__class__=y").answers == {}


def test_empty_answers_are_left_out(guide):
    assert read(guide, "age=&book=%20&years=%00").answers == {}


def test_long_answers_are_cut(guide):
    (value,) = read(guide, "age=" + "9" * 5000).answers["age"]
    assert len(value) == MAX_VALUE


def test_a_thousand_ticks_are_cut(guide):
    assert len(read(guide, "&".join(["reason=lost"] * 1000)).answers["reason"]) <= 20


def test_a_crowd_is_cut(guide):
    assert len(read(guide, "&".join(["orang=age:34"] * 100)).others) == MAX_PEOPLE


def test_an_over_long_village_is_left_out(guide):
    assert read(guide, "desa=" + "3" * 300).village == ""


@pytest.mark.parametrize(("name", "attribute"), [("ubah", "changing"), ("ditanya", "just_asked")])
def test_only_known_questions_can_be_asked_again(guide, name, attribute):
    assert getattr(read(guide, f"{name}=age"), attribute) == "age"
    assert getattr(read(guide, f"{name}=<script>"), attribute) == ""


@pytest.mark.parametrize("text", ["4 November", "2024-13-01", "2024-02-30", "'; --", "9" * 100])
def test_a_day_that_is_none_raises(guide, text):
    with pytest.raises(ValueError, match=r"\w"):
        _ = Journey(guide, day_text=text).day


def test_a_day_is_read(guide):
    assert read(guide, "tanggal=2024-11-04").day == date(2024, 11, 4)


def test_no_day_means_today(guide):
    assert read(guide, "").day is None


@st.composite
def answered(draw):
    questions = load_library().guides["paspor"].questions
    asked = draw(st.lists(st.sampled_from(questions), unique=True, max_size=6))
    ids = [[option.id for option in question.options] for question in asked]
    return {
        question.id: tuple(draw(st.lists(st.sampled_from(options), max_size=3, unique=True)))
        for question, options in zip(asked, ids, strict=True)
    }


@given(answered())
def test_what_is_packed_unpacks_the_same(answers):
    assert unpacked(load_library().guides["paspor"], packed(answers)) == answers


@given(answered(), st.lists(answered(), max_size=3))
def test_what_a_page_carries_on_reads_the_same(answers, others):
    guide = load_library().guides["paspor"]
    journey = Journey(
        guide, answers, tuple(one for one in others if one), village="31.73.05.1001", day_text="2024-11-04"
    )
    again = read(guide, journey.query)
    assert (again.answers, again.others, again.village, again.day) == (
        answers_in_order(guide, answers),
        journey.others,
        journey.village,
        journey.day,
    )


def answers_in_order(guide, answers):
    return {name: answers[name] for name in guide.by_question if name in answers}


@given(st.text(max_size=300))
def test_a_forged_person_harms_nothing(text):
    guide = load_library().guides["paspor"]
    assert set(unpacked(guide, text)) <= set(guide.by_question)


def test_a_sensitive_answer_makes_the_journey_sensitive(guide):
    assert read(guide, "parents=together").is_sensitive
    assert read(guide, "orang=parents:together").is_sensitive
    assert not read(guide, "age=17-20").is_sensitive


def test_only_keeps_what_mattered_in_the_order_of_the_guide(guide):
    journey = read(guide, "years=5&age=17-20&reason=lost")
    assert list(journey.only(frozenset({"years", "age"})).answers) == ["age", "years"]
