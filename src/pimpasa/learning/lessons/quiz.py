"""The self-study quiz of one person. Answers travel in forms from screen to screen; nothing is kept on the server."""

from collections.abc import Mapping
from dataclasses import dataclass

from pimpasa.foundation.content.lessons import Item, Lesson, Step

NO_IDEA = "tidak-tahu"


@dataclass(frozen=True)
class Quiz:
    """`answers`: item -> option, or NO_IDEA; in the order of the items."""

    lesson: Lesson
    answers: dict[str, str]

    @property
    def next_item(self) -> Item | None:
        return next((item for item in self.lesson.items if item.id not in self.answers), None)

    @property
    def right(self) -> int:
        return sum(self.is_right(item) for item in self.lesson.items)

    @property
    def to_read_again(self) -> list[tuple[Step, list[Item]]]:
        """The steps that explain what was answered otherwise, in their order."""
        missed = [item for item in self.lesson.items if not self.is_right(item)]
        by_step = [
            (step, [item for item in missed if step_for(self.lesson, item) is step]) for step in self.lesson.steps
        ]
        return [(step, items) for step, items in by_step if items]

    def is_right(self, item: Item) -> bool:
        return self.answers.get(item.id) == item.right


def read_quiz(lesson: Lesson, given: Mapping[str, str]) -> Quiz:
    """What a form sent; what is no answer to an item is left out."""
    return Quiz(lesson, {item.id: given[item.id] for item in lesson.items if given.get(item.id) in choices(item)})


def choices(item: Item) -> set[str]:
    return {NO_IDEA, *(option.key for option in item.options)}


def right_words(item: Item) -> str:
    return next(option.text for option in item.options if option.key == item.right)


def step_for(lesson: Lesson, item: Item) -> Step:
    """The first step that says what the item asks; content without one is refused when it is read."""
    return next(step for step in lesson.steps if set(item.facts) & set(step.facts))
