"""`content check`: is the content sound, and what needs a person's eye?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pimpasa.foundation.rules import ContentError, Fact, Guide
from pimpasa.foundation.rules.cases import OfficeOf, check_case
from pimpasa.foundation.rules.model import Status
from pimpasa.foundation.rules.proofs import Proof, prove

from .library import Library


@dataclass(frozen=True)
class GuideReport:
    guide: Guide
    proof: Proof
    cases: int
    failed_cases: tuple[ContentError, ...]
    due_for_review: tuple[Fact, ...]
    contested: tuple[Fact, ...]
    announced: tuple[Fact, ...]
    weakly_sourced: tuple[Fact, ...]
    withdrawn: tuple[Fact, ...]
    untranslated: tuple[Fact, ...]

    @property
    def problems(self) -> tuple[ContentError, ...]:
        return (*self.proof.problems, *self.failed_cases)


def check_library(library: Library, on: date, office_of: OfficeOf) -> list[GuideReport]:
    """Every guide proven and every worked case run; `on` is the day against which reviews are due."""
    return [check_guide(library, guide, on, office_of) for guide in library.guides.values()]


def check_guide(library: Library, guide: Guide, on: date, office_of: OfficeOf) -> GuideReport:
    cases = library.cases(guide)
    current = [fact for fact in guide.facts if fact.period.end is None or fact.period.end >= on]
    return GuideReport(
        guide=guide,
        proof=prove(guide),
        cases=len(cases),
        failed_cases=tuple(error for case in cases for error in check_case(guide, case, office_of)),
        due_for_review=_those(current, lambda fact: fact.review_by is not None and fact.review_by <= on),
        contested=_those(current, lambda fact: fact.status is Status.CONTESTED),
        announced=_those(current, lambda fact: fact.status is Status.ANNOUNCED),
        weakly_sourced=_those(current, lambda fact: fact.is_uncertain or _reported(library, fact)),
        withdrawn=_those(current, lambda fact: library.sources[fact.source].is_withdrawn(on)),
        untranslated=_those(current, lambda fact: "en" not in fact.text),
    )


def _reported(library: Library, fact: Fact) -> bool:
    """Known only through others, by one source."""
    return fact.confidence == "B" and library.sources[fact.source].read == "reported"


def _those(facts: Iterable[Fact], claim: Callable[[Fact], bool]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if claim(fact))
