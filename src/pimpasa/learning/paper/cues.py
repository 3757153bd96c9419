"""The cue sheet of a flip chart: what the presenter says and asks at each step, and which statements are in doubt."""

from pimpasa.foundation.content.lessons import Step
from pimpasa.guidance.paper.shown import Data
from pimpasa.learning.lessons.presenting import Presenter, ShownFact

from .words import is_broken, short_sources

KINDS = {"say": "Katakan", "ask": "Tanya", "do": "Lakukan"}
UNSURE = "Catatan tidak dicetak, karena memakai kalimat yang sedang diperiksa ulang."


def cues(shown: Presenter) -> list[Data]:
    return [_cue(shown, step) for step in shown.lesson.steps]


def fallen(shown: Presenter) -> list[str]:
    """What the presenter must not tell, in the words in which it may still be remembered, each with the reason."""
    return [f"{one.fact.text} ({', '.join(mark.words for mark in one.marks)})" for one in _broken(shown)]


def _broken(shown: Presenter) -> list[ShownFact]:
    return [shown.facts[fact.id] for fact in shown.broken]


def _cue(shown: Presenter, step: Step) -> Data:
    """Notes repeat the facts of their step, so they fall with them."""
    notes = [{"kind": KINDS[note.kind], "words": note.text} for note in step.notes]
    return {
        "number": step.number,
        "title": step.title,
        "notes": [] if is_broken(shown, step) else notes,
        "unsure": UNSURE if is_broken(shown, step) else "",
        "sources": short_sources(shown.those(step)),
        "doubts": [_doubt(one) for one in shown.those(step) if one.marks],
    }


def _doubt(one: ShownFact) -> Data:
    return {"words": one.fact.text, "marks": [mark.words for mark in one.marks]}
