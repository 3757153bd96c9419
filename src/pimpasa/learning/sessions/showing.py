"""The test as a page: both forms on it, the one that fits the chosen picture in sight."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from pimpasa.foundation.content.lessons import Item
from pimpasa.learning.sessions.asked import items_of, lessons_of, main_lesson
from pimpasa.learning.sessions.models import Response, SessionKit
from pimpasa.learning.sessions.sending import ITEM
from pimpasa.learning.sessions.states import Form, Phase, Word
from pimpasa.learning.sessions.tokens import SYMBOLS, drawing, form_for


@dataclass(frozen=True)
class Picture:
    """`is_other`: whoever chooses it gets the form that is not in sight at first."""

    name: str
    words: str | Promise
    drawing: SafeString
    is_other: bool
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    value: str
    words: str | Promise
    is_chosen: bool


@dataclass(frozen=True)
class Question:
    name: str
    words: str
    choices: list[Choice]


@dataclass(frozen=True)
class Sheet:
    form: str
    is_usual: bool
    questions: list[Question]


@dataclass(frozen=True)
class TestPage:
    phase: str
    title: str
    lessons: list[str]
    pictures: list[Picture]
    number: str
    sheets: list[Sheet]
    plan: Question | None


@dataclass(frozen=True)
class Thanks:
    counted: str
    token: str
    drawing: SafeString


def test_page(kit: SessionKit, phase: str, typed: QueryDict | dict[str, str]) -> TestPage:
    usual = form_for("", phase)
    return TestPage(
        phase=phase,
        title=title_of(phase),
        lessons=[lesson.title for lesson in lessons_of(kit)],
        pictures=[_picture(name, phase, typed.get("gambar", "")) for name in SYMBOLS],
        number=str(typed.get("angka", ""))[:2],
        sheets=[Sheet(form, form == usual, _questions(kit, form, typed)) for form in Form],
        plan=_plan(kit, phase, typed),
    )


def title_of(phase: str) -> str:
    return {Phase.BEFORE: _("Tes sebelum"), Phase.AFTER: _("Tes sesudah"), Phase.LATER: _("Tes lanjutan")}[Phase(phase)]


def thanks(response: Response) -> Thanks:
    """What was counted, and what to remember."""
    answered = sum(1 for option in response.answers.values() if option)
    numbers = {"answered": answered, "asked": len(response.answers)}
    counted = _("%(answered)d dari %(asked)d soal dijawab.") % numbers
    row = getattr(response, "token", None)
    return Thanks(counted, row.token.words if row else "", _drawing(row.symbol) if row else mark_safe(""))


def _picture(name: str, phase: str, chosen: Any) -> Picture:
    is_other = form_for(name, phase) != form_for("", phase)
    return Picture(name, SYMBOLS[name], _drawing(name), is_other, name == chosen)


def _drawing(name: str) -> SafeString:
    return mark_safe(drawing(name))  # noqa: S308 # our own file


def _questions(kit: SessionKit, form: str, typed: Any) -> list[Question]:
    return [_question(item, typed) for item in items_of(kit, form)]


def _question(item: Item, typed: Any) -> Question:
    name = ITEM + item.id
    given = typed.get(name, "")
    return Question(name, item.question, [Choice(one.key, one.text, one.key == given) for one in item.options])


def _plan(kit: SessionKit, phase: str, typed: Any) -> Question | None:
    """What people mean to do, and weeks later whether they did."""
    lesson = main_lesson(kit)
    if lesson is None:
        return None
    name, words = ("sudah", lesson.done) if phase == Phase.LATER else ("niat", lesson.intention)
    given = typed.get(name, "")
    offered = [word for word in Word if phase != Phase.LATER or word != Word.UNKNOWN]
    return Question(name, words, [Choice(word, word.label, word == given) for word in offered])
