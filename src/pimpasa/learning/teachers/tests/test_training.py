"""The test of a learning path, the training that follows, and when it must be renewed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pimpasa.accounts.tests.make import make_agent, make_budi, make_sari, make_wati
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.lessons.standing import Standing
from pimpasa.learning import library
from pimpasa.learning.teachers import drawing
from pimpasa.learning.teachers.actions import is_pass, take_test
from pimpasa.learning.teachers.drawing import draw
from pimpasa.learning.teachers.models import Training, TrainingTest, years_after
from pimpasa.learning.teachers.path import State, path_of
from pimpasa.learning.teachers.stamps import stamp
from pimpasa.learning.teachers.tests.make import given, make_training, take, waiting
from pimpasa.learning.teachers.tickets import new_ticket, read_ticket

TODAY = timezone.localdate()


@pytest.fixture
def agent(db):
    return make_agent()


def first_fact(lesson):
    return next(iter(lesson.facts.values()))


def with_fact(lesson, **changes):
    fact = replace(first_fact(lesson), **changes)
    return replace(lesson, facts={**lesson.facts, fact.id: fact})


@pytest.fixture
def in_edition(monkeypatch):
    """Puts changed lessons into the edition in hand."""

    def put(*changed):
        lessons = {**load_library().lessons, **{lesson.id: lesson for lesson in changed}}
        monkeypatch.setattr(library, "lessons", lambda: lessons)

    return put


def test_a_draw_is_spread_mixed_and_the_same_each_time():
    lessons = list(load_library().lessons.values())[:6]
    drawn = draw(lessons, "benih", TODAY)
    assert drawn == draw(lessons, "benih", TODAY)
    assert len({one.ref for one in drawn}) == 10
    assert sorted(one.item.form for one in drawn) == ["A"] * 5 + ["B"] * 5
    assert {one.lesson.id for one in drawn} == {lesson.id for lesson in lessons}


def test_the_next_draw_asks_other_questions_and_what_is_due_first():
    lessons = list(load_library().lessons.values())
    before = {one.ref for one in draw(lessons, "satu", TODAY)}
    last = lessons[-1].id
    after = draw(lessons, "dua", TODAY, first=[last], avoid=before)
    assert before.isdisjoint(one.ref for one in after)
    assert after[0].lesson.id == last


def test_few_questions_are_asked_once_each_though_they_were_asked_before():
    lesson = next(iter(load_library().lessons.values()))
    everything = {f"{lesson.id}/{item.id}" for item in lesson.items}
    assert {one.ref for one in draw([lesson], "x", TODAY, avoid=everything)} == everything
    assert draw([], "x", TODAY) == []


def test_what_leans_on_a_broken_fact_is_not_asked(monkeypatch):
    lesson = next(iter(load_library().lessons.values()))
    monkeypatch.setattr(Standing, "broken_parts", property(lambda self: lesson.items[:2]))
    assert [one.item for one in drawing.askable(lesson, TODAY)] == list(lesson.items[2:])


def test_the_mark_of_a_lesson_changes_with_its_facts_not_with_its_words_or_review_days():
    lesson = next(iter(load_library().lessons.values()))
    now = stamp(lesson, TODAY)
    assert stamp(replace(lesson, title="Lain", version="lain"), TODAY) == now
    assert stamp(with_fact(lesson, review_by=TODAY + timedelta(days=900)), TODAY) == now
    assert stamp(with_fact(lesson, text="Isi lain."), TODAY) != now
    ends = with_fact(lesson, until=TODAY)
    assert stamp(ends, TODAY) != stamp(ends, TODAY + timedelta(days=1))


@pytest.mark.parametrize(("right", "asked", "passes"), [(8, 10, True), (7, 10, False), (4, 5, True), (5, 7, False)])
def test_eighty_percent_pass(right, asked, passes):
    assert is_pass(right, asked) is passes


def test_an_agent_learns_what_concerns_villagers_and_the_village_an_officer_all(agent):
    known = load_library().lessons.values()
    wanted = [one.id for one in known if {"villager", "village-official"} & set(one.audiences)]
    assert [line.lesson.id for line in path_of(agent).lines] == wanted
    assert len(path_of(make_sari()).lines) == len(known) > len(wanted)


def test_a_pass_becomes_a_training_of_all_lessons_of_the_path(agent):
    test = take(agent, right=8)
    training = Training.objects.get()
    assert (test.passed, test.share, training.test, training.passed_on) == (True, 0.8, test, TODAY)
    assert set(training.lessons) == {line.lesson.id for line in path_of(agent).lines}
    assert not path_of(agent).due
    assert Training.objects.standing().get() == training
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {"take-training-test", "pass-training"}


def test_a_failed_test_may_be_repeated_after_a_day_with_other_questions(agent):
    failed = take(agent, right=7)
    assert not Training.objects.exists()
    with pytest.raises(ValidationError) as refused:
        take(agent)
    assert refused.value.code == "wait"
    TrainingTest.objects.filter(pk=failed.pk).update(occurred_at=timezone.now() - timedelta(days=1))
    assert set(failed.asked).isdisjoint(take(agent).asked)


def test_sending_twice_counts_once_and_nobody_takes_another_persons_page(agent):
    questions = waiting(agent)
    ticket, answers = new_ticket(questions), given(questions, 10)
    assert take_test(ticket, answers, by=agent) == take_test(ticket, {}, by=agent)
    assert (TrainingTest.objects.count(), Training.objects.count()) == (1, 1)
    with pytest.raises(PermissionDenied):
        take_test(ticket, answers, by=make_budi())
    with pytest.raises(ValidationError):
        read_ticket(ticket.sealed(agent), make_sari())


@pytest.mark.parametrize("spoil", [lambda refs: refs[1:], lambda refs: [*refs[1:], "lain/soal"]])
def test_a_test_with_gaps_or_foreign_answers_is_refused(agent, spoil):
    questions = waiting(agent)
    answers = dict.fromkeys(spoil([one.ref for one in questions]), "a")
    with pytest.raises(ValidationError) as refused:
        take_test(new_ticket(questions), answers, by=agent)
    assert refused.value.code == "missing"


def test_answers_to_other_questions_are_refused(agent):
    questions = waiting(agent)
    with pytest.raises(ValidationError) as refused:
        take_test(new_ticket(questions[1:]), given(questions, 10), by=agent)
    assert refused.value.code == "stale"


def test_only_those_who_stand_before_a_village_take_it(db):
    with pytest.raises(PermissionDenied):
        take(make_wati())


def test_a_changed_fact_is_to_be_learned_anew(agent, in_edition):
    training = make_training(agent)
    changed = path_of(agent).lines[0].lesson
    in_edition(with_fact(changed, text="Isi baru."))
    assert [line.lesson.id for line in path_of(agent).to_renew] == [changed.id]
    assert not Training.objects.standing().exists()
    assert not training.stands(TODAY)
    assert waiting(agent)[0].lesson.id == changed.id
    take(agent)
    assert not path_of(agent).due


def test_a_training_grows_old_after_two_years(agent):
    training = make_training(agent, passed_on=TODAY - timedelta(days=731))
    assert {line.state for line in path_of(agent).lines} == {State.OLD}
    assert not Training.objects.standing().exists()
    assert not training.stands(TODAY)


@pytest.mark.parametrize(("passed_on", "renew_by"), [((2026, 11, 25), (2028, 11, 25)), ((2028, 2, 29), (2030, 3, 1))])
def test_two_years_are_counted_by_the_calendar(passed_on, renew_by):
    training, day = Training(passed_on=date(*passed_on)), date(*renew_by)
    assert training.renew_by == day
    assert [training.is_old(day - timedelta(days=1)), training.is_old(day)] == [False, True]
    assert [training.passed_on > years_after(one, -2) for one in (day - timedelta(days=1), day)] == [True, False]
