"""A lesson as people see it: each statement with its source, and in words what is in doubt about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.safestring import SafeString

from pimpasa.foundation.content import Source, load_library
from pimpasa.foundation.content.lessons import Block, Item, Lesson, LessonFact, Step
from pimpasa.foundation.content.lessons.standing import Standing, standing

from .clips import Voice, voices
from .marks import Mark, marks_of
from .pictures import drawing
from .wording import with_strong


@dataclass(frozen=True)
class ShownFact:
    fact: LessonFact
    source: Source
    marks: tuple[Mark, ...]

    @property
    def day(self) -> date:
        """Since when it is so, or the day of the source."""
        source = self.source
        return self.fact.since or source.in_force_from or source.published or source.checked_on


@dataclass(frozen=True)
class ShownBlock:
    kind: str
    html: SafeString
    marks: tuple[Mark, ...]
    facts: tuple[ShownFact, ...]


@dataclass(frozen=True)
class Run:
    """Blocks that stand together: a list, or paragraphs."""

    is_list: bool
    blocks: tuple[ShownBlock, ...]


@dataclass(frozen=True)
class ShownStep:
    step: Step
    picture: SafeString
    runs: tuple[Run, ...]
    facts: tuple[ShownFact, ...]
    voices: tuple[Voice, ...]


class Presenter:
    """One lesson on one day."""

    def __init__(self, lesson: Lesson, on: date) -> None:
        library = load_library()
        self.lesson = lesson
        self.standing: Standing = standing(lesson, library, on)
        self.facts = {
            fact.id: ShownFact(fact, library.sources[fact.source], marks_of(self.standing.facts[fact.id]))
            for fact in lesson.facts.values()
        }

    @property
    def steps(self) -> list[ShownStep]:
        return [self._step(step) for step in self.lesson.steps]

    @property
    def broken(self) -> tuple[LessonFact, ...]:
        return self.standing.broken

    def those(self, part: Step | Block | Item) -> tuple[ShownFact, ...]:
        return tuple(self.facts[name] for name in part.facts)

    def marks(self, part: Step | Block | Item) -> tuple[Mark, ...]:
        return marks_of(self.standing.flags_of(part))

    def runs(self, blocks: Iterable[Block]) -> list[Run]:
        together = groupby(blocks, key=lambda block: block.is_item)
        return [Run(is_list, tuple(self._block(block) for block in its)) for is_list, its in together]

    def _step(self, step: Step) -> ShownStep:
        return ShownStep(
            step=step,
            picture=drawing(step.picture, step.picture_words),
            runs=tuple(self.runs(step.blocks)),
            facts=self.those(step),
            voices=voices(self.lesson, step),
        )

    def _block(self, block: Block) -> ShownBlock:
        return ShownBlock(block.kind, with_strong(block.text), self.marks(block), self.those(block))
