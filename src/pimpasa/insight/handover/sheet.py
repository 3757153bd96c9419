"""The sheets of some villages, put together in a fixed number of queries, however long their history."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.activities.models import Activity, FollowUp
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, OtherProgramme, StateChange
from pimpasa.insight.due.quarter import visit_due
from pimpasa.insight.due.visits import last_visits
from pimpasa.insight.handover import reading

Row = TypeVar("Row")


@dataclass(frozen=True)
class VillageSheet:
    """All of a village that its next officer needs; earlier times as an assisted village are part of it."""

    assisted: AssistedVillage
    changes: list[StateChange]
    decrees: list[Decree]
    officers: list[Assignment]
    agents: list[Posting]
    activities: list[Activity]
    follow_ups: list[FollowUp]
    findings: list[Finding]
    programmes: list[OtherProgramme]
    last_visit: date | None
    next_visit: date
    today: date

    @property
    def running(self) -> list[Assignment]:
        return [one for one in self.officers if is_running(one, self.today)]

    @property
    def past(self) -> list[Assignment]:
        return [one for one in self.officers if not is_running(one, self.today)]

    @property
    def is_visit_late(self) -> bool:
        return self.next_visit < self.today


def is_running(one: Assignment, on: date) -> bool:
    """Whether it holds on the day or will; the last day still counts, that of revoking does not."""
    return (one.ends_on is None or one.ends_on >= on) and (one.revoked_on is None or one.revoked_on > on)


def sheets_of(villages: Sequence[AssistedVillage], reader: User, today: date) -> list[VillageSheet]:
    codes = [one.village_id for one in villages]
    changes = _by(reading.changes(codes), lambda one: one.assisted_village.village_id)
    officers = _by(reading.assignments(codes), lambda one: one.assisted_village.village_id)
    agents = _by(reading.agents(codes), lambda one: str(one.area_id))
    activities = _by(reading.activities(codes), lambda one: one.village_id)
    matters = {one.matter_id: code for code, held in activities.items() for one in held}
    follow_ups = _by(reading.follow_ups(list(matters)), lambda one: matters[one.activity_id])
    findings = _by(reading.findings(codes, reader), lambda one: one.village_id)
    visited = last_visits(codes)
    return [
        VillageSheet(
            assisted=one,
            changes=changes[one.village_id],
            decrees=_decrees(one, officers[one.village_id]),
            officers=officers[one.village_id],
            agents=agents[one.village_id],
            activities=activities[one.village_id],
            follow_ups=follow_ups[one.village_id],
            findings=findings[one.village_id],
            programmes=list(one.programmes.all()),
            last_visit=visited.get(one.village_id),
            next_visit=visit_due(visited.get(one.village_id), _since(one)),
            today=today,
        )
        for one in villages
    ]


def _since(one: AssistedVillage) -> date:
    return one.launched_on or timezone.localdate(one.recorded_at)


def _decrees(village: AssistedVillage, assignments: Iterable[Assignment]) -> list[Decree]:
    """Those on which the village and its assignments rest, each once, the latest first."""
    held = [village.decree, *(one.decree for one in assignments)]
    return sorted({one for one in held if one}, key=lambda one: (one.dated_on, one.number), reverse=True)


def _by(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, list[Row]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
