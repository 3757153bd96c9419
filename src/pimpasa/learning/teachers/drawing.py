"""Which ten questions a test asks: the same for the same person until it is taken, so that loading the page again
brings no easier ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import cycle

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.lessons import Item, Lesson
from pimpasa.foundation.content.lessons.model import FORMS
from pimpasa.foundation.content.lessons.standing import standing

QUESTIONS = 10


@dataclass(frozen=True)
class Question:
    lesson: Lesson
    item: Item

    @property
    def ref(self) -> str:
        return f"{self.lesson.id}/{self.item.id}"


def draw(
    lessons: Iterable[Lesson], seed: str, on: date, *, first: Iterable[str] = (), avoid: Iterable[str] = ()
) -> list[Question]:
    """Spread over the lessons, `first` before others, both forms in turn; `avoid`ed ones only where no other is."""
    before, lately = set(first), set(avoid)
    order = sorted(lessons, key=lambda lesson: (lesson.id not in before, _rank(seed, lesson.id)))
    left = [questions for lesson in order if (questions := askable(lesson, on))]
    drawn: list[Question] = []
    for questions in cycle(left):
        if len(drawn) == QUESTIONS or not any(left):
            break
        if questions:
            form = FORMS[len(drawn) % 2]
            best = min(questions, key=lambda one: (one.ref in lately, one.item.form != form, _rank(seed, one.ref)))
            questions.remove(best)
            drawn.append(best)
    return drawn


def askable(lesson: Lesson, on: date) -> list[Question]:
    """What leans on a fact that no longer stands is asked of nobody."""
    broken = standing(lesson, load_library(), on).broken_parts
    return [Question(lesson, item) for item in lesson.items if item not in broken]


def _rank(seed: str, name: str) -> bytes:
    return sha256(f"{seed} {name}".encode()).digest()
