"""The key message of a lesson, as notice boards, pictures and forwarded texts carry it: alone, far from its lesson."""

from dataclasses import dataclass

from pimpasa.foundation.content.lessons.markdown import plain
from pimpasa.guidance.paper.shown import Data
from pimpasa.learning.lessons.marks import marks_of
from pimpasa.learning.lessons.presenting import Presenter

from .words import picture, short_sources


@dataclass(frozen=True)
class KeyMessage:
    words: str
    sources: tuple[str, ...]
    marks: tuple[str, ...]
    # A message travels on without us: once one of its facts has fallen it is given to nobody.
    may_be_shared: bool


def key_message(shown: Presenter) -> KeyMessage:
    marks = marks_of(shown.standing.flags_of_message())
    return KeyMessage(
        words=plain(shown.lesson.message),
        sources=tuple(short_sources(shown.facts[name] for name in shown.lesson.message_facts)),
        marks=tuple(mark.words for mark in marks if not mark.is_quiet),
        may_be_shared=not any(mark.is_broken for mark in marks),
    )


def message_data(shown: Presenter) -> Data:
    message, first = key_message(shown), shown.lesson.steps[0]
    return {
        "message": message.words,
        "sources": list(message.sources),
        "marks": list(message.marks),
        "drawing": picture(first.picture),
        "words": first.picture_words,
    }
