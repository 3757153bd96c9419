"""Following a person's answers as far as they stand, for the page and the chat alike."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pimpasa.foundation.rules import (
    ContradictionError,
    IncompleteAnswerError,
    Office,
    Question,
    UnknownAnswerError,
)
from pimpasa.foundation.ui.words import say

from .answers import Answer, answer_for
from .journey import Journey


@dataclass(frozen=True)
class Problem:
    """Why an answer could not be taken, and the question to ask again."""

    message: str
    question: Question | None = None


def walk_on(journey: Journey, day: date, office: Office | None) -> tuple[Answer, Journey, Problem | None]:
    """Follows the answers; an answer that cannot stand is set aside and its question asked again."""
    asked = journey.just_asked
    problem = None
    if asked and asked not in journey.answers:
        problem = Problem(_("Pilih dulu jawabannya."), journey.guide.by_question[asked])
    while True:
        try:
            return answer_for(journey.guide.id, dict(journey.answers), day, office), journey, problem
        except (UnknownAnswerError, IncompleteAnswerError) as error:
            question = journey.guide.by_question[error.question]
            problem = Problem(_("Pilihan itu tidak ada. Pilih dari daftar ini."), question)
            journey = journey.without(error.question)
        except ContradictionError as error:
            last = _last_answered(journey, error.questions)
            problem = Problem(say(error.text, get_language() or "id"), journey.guide.by_question[last])
            journey = journey.without(last)


def _last_answered(journey: Journey, questions: tuple[str, ...]) -> str:
    """The latest of these questions that was answered; else the latest answer of all."""
    answered = [name for name in journey.guide.by_question if name in journey.answers]
    return ([name for name in answered if name in questions] or answered)[-1]
