"""The working areas within someone's reach, those that wait for a decision first."""

from dataclasses import dataclass

from pimpasa.foundation.access import Person, villages_where
from pimpasa.foundation.audit.queries import who_did
from pimpasa.regions.jurisdictions.policies import DECIDE_JURISDICTION
from pimpasa.regions.models import JurisdictionDecision, OfficeJurisdiction


def within_reach(user: Person) -> "list[JurisdictionState]":
    """One state per office and regency; four queries more than the access question, whatever their number."""
    scope = villages_where(user, DECIDE_JURISDICTION)
    rows = scope.limit_offices(OfficeJurisdiction.objects.filter(office__ended=False)).select_related(
        "office", "regency"
    )
    latest = _latest_decisions(scope.offices)
    people = who_did("decide-jurisdiction", latest.values())
    states = [_state(row, latest.get((row.office_id, row.regency_id)), people) for row in rows]
    return sorted(states, key=lambda one: (not one.waits, one.row.office.name, one.row.regency_id))


@dataclass(frozen=True)
class JurisdictionState:
    row: OfficeJurisdiction
    decision: JurisdictionDecision | None
    decided_by: str

    @property
    def waits(self) -> bool:
        return self.row.confidence == OfficeJurisdiction.Confidence.INFERRED


def waiting_count(user: Person) -> int:
    scope = villages_where(user, DECIDE_JURISDICTION)
    inferred = OfficeJurisdiction.objects.filter(confidence=OfficeJurisdiction.Confidence.INFERRED, office__ended=False)
    return scope.limit_offices(inferred).count()


def _state(row: OfficeJurisdiction, decision: JurisdictionDecision | None, people: dict[str, str]) -> JurisdictionState:
    return JurisdictionState(row, decision, people.get(str(decision.pk), "") if decision else "")


def _latest_decisions(offices: frozenset[str]) -> dict[tuple[str, str], JurisdictionDecision]:
    oldest_first = JurisdictionDecision.objects.filter(office__in=offices).order_by("recorded_at", "id")
    return {(one.office_id, one.regency_id): one for one in oldest_first}
