"""A lesson as it was written: small steps, the facts they lean on, the questions that test them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pimpasa.foundation.rules.guide import fingerprint_of
from pimpasa.foundation.rules.model import Status

AUDIENCES = ("villager", "would-be-worker", "family", "village-official", "officer")
FORMS = ("A", "B")
KEYS = ("a", "b", "c", "d")
DIFFICULTIES = ("mudah", "sedang", "sulit")
OUTCOMES = ("approved", "changes_needed")


@dataclass(frozen=True)
class LessonFact:
    """One statement of fact, or what a guide's fact says in the words of a lesson.

    `leans_on` names facts of guides ("kerja/work-right"); when one of them changes, so must this.
    """

    id: str
    text: str
    source: str
    article: str
    status: Status
    confidence: str
    since: date | None
    until: date | None
    review_by: date | None
    leans_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A paragraph or a list item. `kind`: fact, story (invented, and says so), do, ask. Only `fact` states something.

    `text` is without its opening word ("Cerita:", "Lakukan:") and without markers; **bold** is left in it.
    """

    kind: str
    text: str
    facts: tuple[str, ...] = ()
    is_item: bool = False


@dataclass(frozen=True)
class Note:
    """For the presenter only. `kind`: say, ask (the room), do."""

    kind: str
    text: str


@dataclass(frozen=True)
class Step:
    """One idea: a screen of the page, a slide, a leaf of the flip chart."""

    number: int
    title: str
    picture: str
    picture_words: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for block in self.blocks for name in block.facts))

    @property
    def version(self) -> str:
        """Names the words a listener hears; a recording of other words is no longer of this step."""
        return fingerprint_of([self.title.encode(), *(f"{b.kind} {b.text}".encode() for b in self.blocks)])


@dataclass(frozen=True)
class Clip:
    """A step read out in some language. `file` lies in `clips/` of the lesson's folder."""

    step: int
    language: str
    file: str
    voice: str
    recorded_on: date
    text_version: str


@dataclass(frozen=True)
class Option:
    key: str
    text: str


@dataclass(frozen=True)
class Item:
    """A question with one right answer. Forms A and B of a lesson are meant as a pair; that they are is not proven."""

    id: str
    form: str
    difficulty: str
    question: str
    options: tuple[Option, ...]
    right: str
    explanation: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """Who read the lesson, as what, and what came of it. Without one the lesson is a draft and says so."""

    by: str
    role: str
    on: date
    outcome: str
    text_version: str


@dataclass(frozen=True)
class Lesson:
    id: str
    number: int
    title: str
    about: str
    audiences: tuple[str, ...]
    minutes: int
    goals: tuple[str, ...]
    # One thing to do; asked as a plan before and after, and weeks later as a deed.
    action: str
    intention: str
    done: str
    message: str
    message_facts: tuple[str, ...]
    facts: dict[str, LessonFact]
    steps: tuple[Step, ...]
    items: tuple[Item, ...]
    reviews: tuple[Review, ...]
    # Names all words of the lesson, its facts and its items; a review or a clip does not change it.
    version: str
    clips: tuple[Clip, ...] = ()

    @property
    def is_reviewed(self) -> bool:
        """Somebody outside of the writers approved the words that stand now."""
        return any(one.outcome == "approved" and one.text_version == self.version for one in self.reviews)

    @property
    def outdated_clips(self) -> tuple[Clip, ...]:
        return tuple(clip for clip in self.clips if not self._is_current(clip))

    def clips_of(self, step: Step) -> tuple[Clip, ...]:
        """What may be played: recordings of the words that stand now."""
        return tuple(clip for clip in self.clips if clip.step == step.number and self._is_current(clip))

    def _is_current(self, clip: Clip) -> bool:
        return any(step.number == clip.step and step.version == clip.text_version for step in self.steps)

    def form(self, name: str) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.form == name)

    def leaning_on(self, facts: set[str]) -> Iterator[Step | Item]:
        """The steps and items that lean on one of these facts of the lesson."""
        parts: tuple[Step | Item, ...] = (*self.steps, *self.items)
        yield from (part for part in parts if facts & set(part.facts))
