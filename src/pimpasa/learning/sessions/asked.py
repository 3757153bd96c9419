"""Which questions an evening asks, in which form, and what came out right."""

from dataclasses import dataclass

from pimpasa.foundation.content.lessons import Item, Lesson
from pimpasa.learning import library
from pimpasa.learning.sessions.models import SessionKit


@dataclass(frozen=True)
class Score:
    lesson: str
    right: int
    asked: int


def lessons_of(kit: SessionKit) -> list[Lesson]:
    """Those of the kit that this edition still has, in the kit's order."""
    known = library.lessons()
    return [known[name] for name in kit.lessons if name in known]


def items_of(kit: SessionKit, form: str) -> list[Item]:
    return [item for lesson in lessons_of(kit) for item in lesson.form(form)]


def main_lesson(kit: SessionKit) -> Lesson | None:
    """The first one: its action is what the evening asks people to do."""
    return next(iter(lessons_of(kit)), None)


def right_items(kit: SessionKit, form: str, answers: dict[str, str]) -> list[str]:
    return [item.id for item in items_of(kit, form) if answers.get(item.id) == item.right]


def scores(kit: SessionKit, form: str, answers: dict[str, str]) -> list[Score]:
    """A question left open is asked and not right; a lesson without items in this form has no score."""
    right = set(right_items(kit, form, answers))
    each = [(lesson.id, [item.id for item in lesson.form(form)]) for lesson in lessons_of(kit)]
    return [Score(lesson, len(right & set(items)), len(items)) for lesson, items in each if items]
