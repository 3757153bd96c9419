"""Taking the test of one's learning path; a pass becomes a training at once."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.content import load_library
from pimpasa.foundation.sync.keys import wait_for_key
from pimpasa.foundation.ui.words import day
from pimpasa.learning.lessons.quiz import choices
from pimpasa.learning.teachers.drawing import Question
from pimpasa.learning.teachers.models import Training, TrainingTest
from pimpasa.learning.teachers.path import LearningPath, next_questions, path_of
from pimpasa.learning.teachers.policies import TAKE_TEST
from pimpasa.learning.teachers.stamps import stamps
from pimpasa.learning.teachers.tickets import Ticket, shown

PASS_PERCENT = 80


@transaction.atomic
def take_test(ticket: Ticket, given: Mapping[str, str], *, by: User) -> TrainingTest:
    """`given`: question -> option. Sending it twice counts once.

    Raises ValidationError; its codes: wait (one test a day), stale (other questions), missing (not all answered).
    """
    require(by, TAKE_TEST)
    # One after the other for each person: two pages at once are two tests in a day.
    wait_for_key(by.pk)
    if known := TrainingTest.objects.filter(pk=ticket.id).first():
        return _same_test(known, by)
    path = path_of(by)
    questions = next_questions(by, path)
    _check(path, questions, ticket)
    test = _written(ticket, questions, _answers(questions, given), by)
    record(by, "take-training-test", test)
    if test.passed:
        _pass(test, path, by)
    return test


def is_pass(right: int, asked: int) -> bool:
    return right * 100 >= asked * PASS_PERCENT


def _same_test(known: TrainingTest, by: User) -> TrainingTest:
    if known.person_id != by.pk:
        raise PermissionDenied(TAKE_TEST.name)
    return known


def _check(path: LearningPath, questions: list[Question], ticket: Ticket) -> None:
    if path.must_wait:
        words = _("Tes boleh diulang sesudah sehari: mulai %s.") % day(path.test_from)
        raise ValidationError(words, code="wait")
    if not questions or shown(questions) != ticket.shown:
        raise ValidationError(_("Isi pelajaran baru saja berubah. Ini tes yang baru."), code="stale")


def _answers(questions: list[Question], given: Mapping[str, str]) -> dict[str, str]:
    """Exactly one known option for each question."""
    answers = {one.ref: given[one.ref] for one in questions if given.get(one.ref) in choices(one.item)}
    if len(answers) < len(questions):
        raise ValidationError(_("Belum semua soal dijawab."), code="missing")
    return answers


def _written(ticket: Ticket, questions: list[Question], answers: dict[str, str], by: User) -> TrainingTest:
    right = [one.ref for one in questions if answers[one.ref] == one.item.right]
    return TrainingTest.objects.create(
        id=ticket.id,
        person=by,
        asked=[one.ref for one in questions],
        answers=answers,
        right=right,
        passed=is_pass(len(right), len(questions)),
        content_version=load_library().version,
    )


def _pass(test: TrainingTest, path: LearningPath, by: User) -> None:
    now = stamps(path.today)
    lessons = [line.lesson for line in path.lines]
    training = Training.objects.create(
        person=by,
        test=test,
        versions={lesson.id: lesson.version for lesson in lessons},
        facts={lesson.id: now[lesson.id] for lesson in lessons},
        passed_on=path.today,
    )
    record(by, "pass-training", training, lessons=len(lessons))
