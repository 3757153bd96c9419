"""The papers of an evening, each for its village and day: sign-up sheet, tests, tally sheets. No paper asks a name."""

from pathlib import Path
from typing import Any

from django.utils import translation

from pimpasa.fieldwork.activities.kinds import AgeBand
from pimpasa.foundation import installation
from pimpasa.foundation.printing import print_pdf
from pimpasa.foundation.ui.words import day
from pimpasa.learning.sessions.asked import items_of, lessons_of, main_lesson
from pimpasa.learning.sessions.marks import MARKS
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.showing import title_of
from pimpasa.learning.sessions.states import Form, Phase, Word
from pimpasa.learning.sessions.tokens import SYMBOLS

SHEETS = Path(__file__).with_name("sheets")
ROWS = 30
PRINTED_MARKS = {mark: of for mark, of in MARKS.items() if of[0] != Phase.LATER}


def sign_up_sheet(kit: SessionKit) -> bytes:
    bands = [str(band.label) for band in AgeBand if band != AgeBand.UNKNOWN]
    return _printed("sign_up", {"rows": ROWS, "bands": bands}, kit)


def paper_tests(kit: SessionKit, address: str) -> bytes:
    """Both forms of both tests, one a page, to be copied."""
    with translation.override("id"):
        tests = [_test(kit, phase, form) for phase in (Phase.BEFORE, Phase.AFTER) for form in Form]
        pictures = [{"name": name, "words": str(words)} for name, words in SYMBOLS.items()]
        data = {"tests": tests, "pictures": pictures, "address": address.partition("://")[2]}
    return _printed("tests", data, kit)


def tally_sheets(kit: SessionKit) -> bytes:
    """Two to a page; each has a number of its own, so that none is entered twice."""
    with translation.override("id"):
        marks = [_tally(kit, mark, phase, form) for mark, (phase, form) in PRINTED_MARKS.items()]
    return _printed("tallies", {"tallies": marks}, kit)


def _printed(sheet: str, data: dict[str, Any], kit: SessionKit) -> bytes:
    with translation.override("id"):
        return print_pdf(SHEETS / f"{sheet}.typ", _head(kit) | data)


def _head(kit: SessionKit) -> dict[str, Any]:
    return {
        "village": kit.village.name,
        "lies_in": kit.village.parent.name if kit.village.parent else "",
        "on": day(kit.held_on),
        "code": kit.code,
        "lessons": [lesson.title for lesson in lessons_of(kit)],
        "operator": installation.current().operator,
        "is_demonstration": kit.is_demonstration,
        "content": kit.content_version[:8],
    }


def _test(kit: SessionKit, phase: Phase, form: Form) -> dict[str, Any]:
    lesson = main_lesson(kit)
    return {
        "title": title_of(phase),
        "form": str(form),
        "is_before": phase == Phase.BEFORE,
        "items": [
            {"question": item.question, "options": [{"key": one.key, "text": one.text} for one in item.options]}
            for item in items_of(kit, form)
        ],
        "plan": lesson.intention if lesson else "",
        "words": [str(word.label) for word in Word],
    }


def _tally(kit: SessionKit, mark: int, phase: Phase, form: Form) -> dict[str, Any]:
    items = items_of(kit, form)
    return {
        "mark": mark,
        "title": title_of(phase),
        "form": str(form),
        "piles": list(range(len(items) + 1)),
        "key": [item.right for item in items],
    }
