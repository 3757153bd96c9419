"""The lessons of the edition in hand: the one way in for every page and sheet of this part."""

from django.http import Http404

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.lessons import Lesson


def lessons() -> dict[str, Lesson]:
    """By id, in the order in which they are taught."""
    return load_library().lessons


def lesson_or_404(lesson_id: str) -> Lesson:
    lesson = lessons().get(lesson_id)
    if lesson is None:
        raise Http404
    return lesson


def after(lesson: Lesson) -> Lesson | None:
    """The next lesson, by number."""
    return next((one for one in lessons().values() if one.number == lesson.number + 1), None)


def before(lesson: Lesson) -> Lesson | None:
    return next((one for one in lessons().values() if one.number == lesson.number - 1), None)
