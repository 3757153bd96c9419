"""The slides of a lesson in their order: what the room sees, and what only the presenter needs beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, groupby
from math import ceil

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pimpasa.foundation.content.lessons import Block, Lesson, Note, Step
from pimpasa.learning.lessons.pictures import drawing
from pimpasa.learning.lessons.presenting import Presenter, Run, ShownFact

# So many letters stay large enough for the last row of a village hall.
MOST_LETTERS = 320


@dataclass(frozen=True)
class Slide:
    """`kind`: title, before, step, ask, deed, after."""

    kind: str
    title: str
    picture: SafeString = field(default_factory=SafeString)
    runs: tuple[Run, ...] = ()
    facts: tuple[ShownFact, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def is_test(self) -> bool:
        return self.kind in ("before", "after")

    @property
    def citations(self) -> dict[tuple[str, str, date], None]:
        """Source, article and day of each fact, once."""
        return dict.fromkeys((shown.source.name, shown.fact.article, shown.day) for shown in self.facts)

    @property
    def question(self) -> SafeString:
        return self.runs[0].blocks[0].html if self.kind == "ask" else SafeString()


def deck(lesson: Lesson, on: date) -> list[Slide]:
    presenter = Presenter(lesson, on)
    first = lesson.steps[0]
    return [
        Slide("title", lesson.title, drawing(first.picture, first.picture_words)),
        Slide("before", _("Tes awal")),
        *(slide for step in lesson.steps for slide in _of_step(step, presenter)),
        Slide("deed", _("Satu hal yang bisa Anda lakukan")),
        Slide("after", _("Tes akhir")),
    ]


def _of_step(step: Step, presenter: Presenter) -> Iterator[Slide]:
    picture = drawing(step.picture, step.picture_words)
    for blocks in portions(step.blocks):
        yield Slide(
            kind="ask" if blocks[0].kind == "ask" else "step",
            title=step.title,
            picture=picture,
            runs=tuple(presenter.runs(blocks)),
            facts=tuple(dict.fromkeys(fact for block in blocks for fact in presenter.those(block))),
            notes=step.notes,
        )


def portions(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """What goes on one slide: a question to the room stands alone, the rest in as few slides as can be read."""
    for is_question, together in groupby(blocks, key=lambda block: block.kind == "ask"):
        its = list(together)
        yield from ([block] for block in its) if is_question else evenly(its)


def evenly(blocks: list[Block]) -> Iterator[list[Block]]:
    """Slides of about the same length, so that none holds a single leftover line."""
    total = sum(len(block.text) for block in blocks)
    share = total / ceil(total / MOST_LETTERS)
    numbered = zip(accumulate(len(block.text) for block in blocks), blocks, strict=True)
    for _number, portion in groupby(numbered, key=lambda one: ceil((one[0] - len(one[1].text) / 2) / share)):
        yield [block for _letters, block in portion]
