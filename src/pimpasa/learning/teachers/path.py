"""A person's learning path: which lessons belong to it, and which of them are still to be shown by a test."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils import timezone

from pimpasa.accounts.access import roles_of
from pimpasa.accounts.models import User
from pimpasa.foundation.access import Person
from pimpasa.foundation.content.lessons import Lesson
from pimpasa.foundation.roles import Role
from pimpasa.learning import library
from pimpasa.learning.teachers.drawing import Question, draw
from pimpasa.learning.teachers.models import Training, TrainingTest
from pimpasa.learning.teachers.stamps import stamps

# Whom a village agent teaches and stands among. An officer teaches all.
AGENT_AUDIENCES = frozenset({"villager", "village-official"})
AGAIN_AFTER = timedelta(days=1)


class State(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    OLD = "old"
    PASSED = "passed"


@dataclass(frozen=True)
class PathLine:
    lesson: Lesson
    state: State

    @property
    def is_due(self) -> bool:
        return self.state is not State.PASSED


@dataclass(frozen=True)
class LearningPath:
    """`training`: the last one passed, which speaks for the person; `test_from`: the first day of the next test."""

    lines: list[PathLine]
    training: Training | None
    last_test: TrainingTest | None
    today: date

    @property
    def due(self) -> list[PathLine]:
        return [line for line in self.lines if line.is_due]

    @property
    def to_renew(self) -> list[PathLine]:
        return [line for line in self.lines if line.state in (State.CHANGED, State.OLD)]

    @property
    def test_from(self) -> date:
        if self.last_test is None:
            return self.today
        return timezone.localdate(self.last_test.occurred_at) + AGAIN_AFTER

    @property
    def must_wait(self) -> bool:
        return self.test_from > self.today


def lessons_for(user: Person) -> list[Lesson]:
    known = list(library.lessons().values())
    if Role.OFFICER in roles_of(user):
        return known
    return [lesson for lesson in known if AGENT_AUDIENCES & set(lesson.audiences)]


def path_of(user: User, on: date | None = None) -> LearningPath:
    day = on or timezone.localdate()
    training = Training.objects.of(user).first()
    now = stamps(day)
    lines = [PathLine(lesson, _state(lesson, training, now, day)) for lesson in lessons_for(user)]
    return LearningPath(lines, training, TrainingTest.objects.of(user).first(), day)


def next_questions(user: User, path: LearningPath) -> list[Question]:
    """The test that waits for this person: due lessons first, other questions than last time."""
    last = path.last_test
    return draw(
        [line.lesson for line in path.lines],
        f"{user.pk} {last.pk if last else ''}",
        path.today,
        first=[line.lesson.id for line in path.due],
        avoid=last.asked if last else (),
    )


def _state(lesson: Lesson, training: Training | None, now: dict[str, str], day: date) -> State:
    if training is None or lesson.id not in training.facts:
        return State.NEW
    if training.facts[lesson.id] != now[lesson.id]:
        return State.CHANGED
    return State.OLD if training.is_old(day) else State.PASSED
