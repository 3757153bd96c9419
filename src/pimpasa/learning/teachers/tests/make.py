"""Builders of tests and trainings; each makes only what it needs."""

from datetime import date

from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.learning.lessons.quiz import NO_IDEA
from pimpasa.learning.teachers.actions import take_test
from pimpasa.learning.teachers.drawing import Question
from pimpasa.learning.teachers.models import Training, TrainingTest
from pimpasa.learning.teachers.path import next_questions, path_of
from pimpasa.learning.teachers.stamps import stamps
from pimpasa.learning.teachers.tickets import new_ticket


def make_training(person: User, *, passed_on: date | None = None, **fields: object) -> Training:
    """A pass of the person's whole path, as its lessons stand today."""
    lessons, now = [line.lesson for line in path_of(person).lines], stamps(timezone.localdate())
    marks = {"versions": {one.id: one.version for one in lessons}, "facts": {one.id: now[one.id] for one in lessons}}
    return Training.objects.create(
        **{"person": person, "passed_on": passed_on or timezone.localdate(), **marks, **fields}
    )


def waiting(person: User) -> list[Question]:
    return next_questions(person, path_of(person))


def given(questions: list[Question], right: int) -> dict[str, str]:
    """So many of them right, the others "I do not know"."""
    return {one.ref: one.item.right if place < right else NO_IDEA for place, one in enumerate(questions)}


def take(person: User, right: int = 10) -> TrainingTest:
    questions = waiting(person)
    return take_test(new_ticket(questions), given(questions, right), by=person)
