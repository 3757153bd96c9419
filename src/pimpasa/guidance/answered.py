"""A journey at its end: all that paper, a message or a QR code needs, read from one request."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.timezone import localdate

from pimpasa.foundation.rules import Guide, Office, RulesError

from .answers import Answer, answer_for
from .journey import Journey, read_journey
from .where import Where, where_to_go


@dataclass(frozen=True)
class Answered:
    """The complete answers of one visit: `answers` of everyone on the page, the person in hand last."""

    journey: Journey
    answers: tuple[Answer, ...]
    where: Where
    day: date

    @property
    def answer(self) -> Answer:
        return self.answers[-1]

    @property
    def lost_people(self) -> int:
        """How many of the family could not be read; the page says so."""
        return len(self.journey.others) - (len(self.answers) - 1)

    def address(self, request: HttpRequest) -> str:
        """The page of this answer; of the guide alone where an answer must not enter an address."""
        page = request.build_absolute_uri(reverse("guide", args=[self.journey.guide.id]))
        return self.journey.address(page)


def read_answered(guide: Guide, given: QueryDict) -> Answered | None:
    """None while a question is open, or where the day or an answer cannot stand: the guide's page says why."""
    journey = read_journey(guide, given)
    try:
        day = journey.day or localdate()
        where = where_to_go(journey, day)
        answer = answer_for(guide.id, dict(journey.answers), day, where.rules_office)
    except (ValueError, RulesError):
        return None
    return finished(journey, answer, where, day) if answer.walk.question is None else None


def finished(journey: Journey, answer: Answer, where: Where, day: date) -> Answered:
    """The journey with what mattered of it, and the other people of the family."""
    others = _others(journey, day, where.rules_office)
    return Answered(journey.only(answer.walk.used), (*others, answer), where, day)


def _others(journey: Journey, day: date, office: Office | None) -> list[Answer]:
    """Those whose answers are complete and can stand; nobody is guessed at."""
    found = []
    for answers in journey.others:
        try:
            found.append(answer_for(journey.guide.id, dict(answers), day, office))
        except RulesError:
            continue
    return [answer for answer in found if answer.walk.question is None]
