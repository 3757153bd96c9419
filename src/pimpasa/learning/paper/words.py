"""A lesson's words as data for sheets.

A sheet outlives the page it was printed from and nobody can call it back. So a statement that no longer stands is never
printed as true: its place says that it is being checked, and only the presenter's sheet tells which one it was.
"""

from collections.abc import Iterable
from itertools import groupby

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.lessons import Block, Step
from pimpasa.foundation.content.lessons.markdown import spans
from pimpasa.foundation.ui.words import day
from pimpasa.guidance.paper.shown import Data
from pimpasa.learning.lessons.presenting import Presenter, ShownFact

BEING_CHECKED = "Bagian ini sedang diperiksa ulang. Tanyakan kantor."
WITHHELD: Data = {
    "kind": "withheld",
    "is_item": False,
    "pieces": [{"words": BEING_CHECKED, "is_bold": False}],
    "marks": [],
    "sources": [],
}


def steps(shown: Presenter) -> list[Data]:
    return [step(shown, one) for one in shown.lesson.steps]


def step(shown: Presenter, one: Step) -> Data:
    is_withheld = no_longer_stands(shown, one)
    return {
        "number": one.number,
        "title": BEING_CHECKED if is_withheld else one.title,
        "drawing": "" if is_withheld else picture(one.picture),
        "words": one.picture_words,
        "blocks": [] if is_withheld else blocks(shown, one),
    }


def no_longer_stands(shown: Presenter, one: Step) -> bool:
    """Every statement of the step has fallen: its title and its story would still tell them."""
    stating = [its for its in one.blocks if its.facts]
    return bool(stating) and all(is_broken(shown, its) for its in stating)


def is_broken(shown: Presenter, part: Step | Block) -> bool:
    return any(mark.is_broken for mark in shown.marks(part))


def blocks(shown: Presenter, one: Step) -> list[Data]:
    """What is being checked says so once, however many statements stand there in a row."""
    return [next(same) for _, same in groupby(block(shown, its) for its in one.blocks)]


def block(shown: Presenter, one: Block) -> Data:
    if is_broken(shown, one):
        return WITHHELD
    return {
        "kind": one.kind,
        "is_item": one.is_item,
        "pieces": pieces(one.text),
        "marks": [mark.words for mark in shown.marks(one) if not mark.is_quiet],
        "sources": short_sources(shown.those(one)),
    }


def pieces(text: str) -> list[Data]:
    return [{"words": words, "is_bold": is_bold} for words, is_bold in spans(text)]


def short_sources(facts: Iterable[ShownFact]) -> list[str]:
    """Each source once, by the name people know it by, with its day."""
    return list(dict.fromkeys(f"{one.source.number or one.source.publisher}, {day(one.day)}" for one in facts))


def full_sources(shown: Presenter) -> list[Data]:
    """All that the lesson still leans on, once, in the order of its facts."""
    facts = (one for one in shown.facts.values() if not any(mark.is_broken for mark in one.marks))
    return [
        {"name": source.number or source.publisher, "title": source.title, "read": day(source.checked_on)}
        for source in dict.fromkeys(one.source for one in facts)
    ]


def picture(name: str) -> str:
    return (load_library().root / "lessons" / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
