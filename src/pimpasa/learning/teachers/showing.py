"""A test as its page shows it, and its result with what is right and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from pimpasa.foundation.content.lessons import Item, Lesson, Step
from pimpasa.learning import library
from pimpasa.learning.lessons.presenting import Presenter, ShownFact
from pimpasa.learning.lessons.quiz import NO_IDEA, right_words, step_for
from pimpasa.learning.teachers.drawing import Question
from pimpasa.learning.teachers.models import TrainingTest

FIELD = "soal-"


@dataclass(frozen=True)
class ShownChoice:
    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class ShownQuestion:
    number: int
    name: str
    words: str
    choices: list[ShownChoice]
    no_idea: ShownChoice
    is_missing: bool


@dataclass(frozen=True)
class ShownAnswer:
    """One question of a test that was taken; `lesson` is none when this edition does not have it any more."""

    number: int
    is_right: bool
    lesson: Lesson | None = None
    item: Item | None = None
    chosen: str = ""
    right_words: str = ""
    facts: tuple[ShownFact, ...] = ()
    step: Step | None = None


def shown_questions(questions: list[Question], sent: Mapping[str, str]) -> list[ShownQuestion]:
    """With what was chosen so far; where something was sent, what is missing is marked."""
    return [_question(number, one, sent) for number, one in enumerate(questions, start=1)]


def given_answers(sent: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix(FIELD): value for name, value in sent.items() if name.startswith(FIELD)}


def shown_answers(test: TrainingTest) -> list[ShownAnswer]:
    return [_answer(number, ref, test) for number, ref in enumerate(test.asked, start=1)]


def _question(number: int, one: Question, sent: Mapping[str, str]) -> ShownQuestion:
    name = FIELD + one.ref
    chosen = sent.get(name, "")
    choices = [ShownChoice(option.key, option.text, option.key == chosen) for option in one.item.options]
    no_idea = ShownChoice(NO_IDEA, "", chosen == NO_IDEA)
    is_missing = bool(sent) and not any(choice.is_chosen for choice in (*choices, no_idea))
    return ShownQuestion(number, name, one.item.question, choices, no_idea, is_missing)


def _answer(number: int, ref: str, test: TrainingTest) -> ShownAnswer:
    lesson_id, _slash, item_id = ref.partition("/")
    lesson, is_right = library.lessons().get(lesson_id), ref in test.right
    item = next((item for item in lesson.items if item.id == item_id), None) if lesson else None
    if lesson is None or item is None:
        return ShownAnswer(number, is_right)
    chosen = next((option.text for option in item.options if option.key == test.answers.get(ref)), "")
    facts = Presenter(lesson, timezone.localdate()).those(item)
    return ShownAnswer(number, is_right, lesson, item, chosen, right_words(item), facts, step_for(lesson, item))
