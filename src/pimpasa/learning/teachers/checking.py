"""What a stranger learns from the code on a certificate: the name, what was learned, and whether it still stands.

Protects villagers from a paper that claims too much. There is no list, and thirty thousand million codes are possible.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils import timezone

from pimpasa.accounts.models import Posting
from pimpasa.fieldwork.register.codes import as_typed, is_well_formed
from pimpasa.learning import library
from pimpasa.learning.teachers.models import Training
from pimpasa.learning.teachers.policies import TAKE_TEST


class Verdict(StrEnum):
    MISTYPED = "mistyped"
    UNKNOWN = "unknown"
    LEFT = "left"
    RENEW = "renew"
    DEMONSTRATION = "demonstration"
    VALID = "valid"


@dataclass(frozen=True)
class Answer:
    verdict: Verdict
    training: Training | None = None

    @property
    def lessons(self) -> list[str]:
        return titles(self.training) if self.training else []


def check_code(typed: str) -> Answer:
    code = as_typed(typed)
    if not is_well_formed(code):
        return Answer(Verdict.MISTYPED)
    training = Training.objects.select_related("person").filter(short_code=code).first()
    return Answer(verdict_on(training), training) if training else Answer(Verdict.UNKNOWN)


def verdict_on(training: Training) -> Verdict:
    if training.is_demonstration:
        return Verdict.DEMONSTRATION
    # Whoever teaches no village any more must not be let in on the strength of an old paper.
    if not Posting.objects.in_force().filter(user=training.person_id, role__in=TAKE_TEST.roles).exists():
        return Verdict.LEFT
    return Verdict.VALID if training.stands(timezone.localdate()) else Verdict.RENEW


def titles(training: Training) -> list[str]:
    """The lessons of the training that this edition has, in the order in which they are taught."""
    return [lesson.title for lesson in library.lessons().values() if lesson.id in training.versions]
