"""What the guides say to somebody about to leave, chosen by what a fact is about, with numbered sources."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language

from pimpasa.foundation.content import Source, load_library
from pimpasa.foundation.rules import Fact, Kind, Question
from pimpasa.foundation.rules.model import Status
from pimpasa.guidance.answers import Answer, answer_for, sources_of
from pimpasa.guidance.presenting import Presenter, Shown

GUIDE = "kerja"


def adult_answer(day: date, **given: str) -> Answer:
    """What is already settled for an adult; open questions leave their facts out."""
    return answer_for(GUIDE, {"age": "18+", **given}, day, None)


def about(answer: Answer, *subjects: str, kind: Kind | None = None) -> list[Fact]:
    """The facts about these subjects (`ready-` names all that begin so), in the guide's order."""
    return [fact for fact in answer.facts if _speaks(fact, subjects) and kind in (None, fact.kind)]


def _speaks(fact: Fact, subjects: tuple[str, ...]) -> bool:
    named = any(fact.about == one or (one.endswith("-") and fact.about.startswith(one)) for one in subjects)
    return named and fact.status is not Status.ANNOUNCED


def question(name: str) -> Question:
    return load_library().guides[GUIDE].by_question[name]


class Shower:
    """Shows facts of a page; `sources` numbers what those facts lean on, in the order of first use."""

    def __init__(self, answer: Answer, facts: Iterable[Fact]) -> None:
        self.references: dict[str, tuple[int, Source]] = {
            source.id: (number, source) for number, source in enumerate(sources_of(facts), 1)
        }
        self._presenter = Presenter(answer, get_language() or "id", self.references)

    def show(self, facts: Iterable[Fact]) -> list[Shown]:
        return [self._presenter.show(fact) for fact in facts]

    @property
    def sources(self) -> list[tuple[int, Source]]:
        return list(self.references.values())
