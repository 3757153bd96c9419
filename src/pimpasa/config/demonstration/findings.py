"""What village agents reported, in every state. Signs of trafficking hold place, day and number only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.stage import MAIN, Stage
from pimpasa.fieldwork.findings.kinds import Category, Check, Intervention, Section
from pimpasa.fieldwork.findings.models import Finding, FindingStep
from pimpasa.fieldwork.findings.states import CLOSED, FINDING_STATES, HANDLED, REJECTED, RETURNED, SUBMITTED, VERIFIED
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage

NUMBER = 90
CATEGORIES = {
    Category.TRAFFICKING: 30,
    Category.FOREIGNERS: 25,
    Category.INCIDENT: 20,
    Category.PROGRAMME_ACTIVITY: 25,
}
WHAT = {
    Category.PROGRAMME_ACTIVITY: "Peragaan: warga meminta penjelasan paspor di balai desa.",
    Category.FOREIGNERS: "Peragaan: orang yang tidak dikenal menginap di rumah sewa.",
    Category.INCIDENT: "Peragaan: beredar kabar lowongan kerja yang tidak jelas asalnya.",
}
SITES = ("RT 01 RW 02", "RT 02 RW 01", "RT 03 RW 04", "dekat pasar desa", "dekat terminal", "dekat dermaga")
# Ways a finding goes, and how often of a hundred; the last state is where it stands today.
WAYS = {
    (VERIFIED, HANDLED, CLOSED): 52,
    (RETURNED, SUBMITTED, VERIFIED, HANDLED, CLOSED): 8,
    (REJECTED,): 8,
    (VERIFIED, HANDLED): 10,
    (VERIFIED,): 8,
    (RETURNED,): 5,
    (): 9,
}
NOTES = {
    RETURNED: "Peragaan: mohon lengkapi tempatnya sampai RT/RW.",
    REJECTED: "Peragaan: sudah dilaporkan sebagai temuan lain.",
    CLOSED: "Peragaan: warga sudah mendapat penjelasan dan nomor bantuan.",
}
# In the main office, whose people visitors may try, each of these stands open: some in time, some late.
OPEN_HOURS = (2, 30, 70, 130)


@dataclass
class Walk:
    """A finding on its way, with those who send and act."""

    finding: Finding
    sender: User
    handler: User
    at: datetime


def send_findings(stage: Stage) -> list[Finding]:
    served = served_today(stage)
    codes, ways = stage.dice.choices(sorted(served), k=NUMBER), stage.dice.dealt(WAYS)
    found = [_one(stage, served, code, way) for code, way in zip(codes, ways, strict=False)]
    here = sorted(code for code, one in served.items() if one.assisted_village.office_id == MAIN)
    mine = sorted(here, key=lambda code: not stage.is_tried(served[code]))
    return [*found, *_waiting(stage, served, mine)]


def served_today(stage: Stage) -> dict[str, Assignment]:
    """The villages with an agent and an officer of long standing, so that somebody may read what is sent."""
    return {
        one.assisted_village.village_id: one
        for one in stage.assignments
        if one.ends_on is None
        and one.starts_on < stage.ago(300)
        and one.assisted_village.state in (AssistedVillage.State.ACTIVE, AssistedVillage.State.INDEPENDENT)
        and one.assisted_village.village_id in stage.agents
    }


def _one(stage: Stage, served: dict[str, Assignment], code: str, way: tuple[str, ...]) -> Finding:
    oldest = 280 if way and way[-1] in (CLOSED, REJECTED) else 12
    at = stage.dice.working_time(stage.ago(stage.dice.randint(2 + len(way), oldest)), 7, 16)
    walk = _send(stage, served[code], stage.dice.one_of(CATEGORIES), at)
    for state in way:
        walk.at = _later(stage, walk.at)
        _move(stage, walk, state)
    return walk.finding


def _waiting(stage: Stage, served: dict[str, Assignment], codes: list[str]) -> Iterator[Finding]:
    """Sent not long ago and still open, so that clocks are seen running and overrun."""
    noon = stage.dice.working_time(stage.ago(1), 12, 12)
    for code, hours, category in zip(codes, OPEN_HOURS, CATEGORIES, strict=False):
        walk = _send(stage, served[code], category, noon - timedelta(hours=hours))
        if hours == max(OPEN_HOURS):
            walk.at += timedelta(hours=20)
            _move(stage, walk, VERIFIED)
        yield walk.finding


def _later(stage: Stage, at: datetime) -> datetime:
    """Some hours on, but never after yesterday."""
    after = at + timedelta(hours=stage.dice.randint(2, 40))
    latest = stage.dice.working_time(stage.ago(1), 16, 16)
    return max(at + timedelta(minutes=5), min(after, latest))


def _send(stage: Stage, assignment: Assignment, category: Category, at: datetime) -> Walk:
    """As `send_finding`, by the village's agent."""
    code, dice = assignment.assisted_village.village_id, stage.dice
    finding = Finding(
        id=dice.key(at),
        category=category,
        village_id=code,
        occurred_at=at - timedelta(hours=dice.randint(1, 30)),
        place=f"Peragaan: {dice.choice(SITES)}",
        what=WHAT.get(category, ""),
        people=dice.randint(1, 6) if category != Category.PROGRAMME_ACTIVITY else None,
        sent_at=at,
        state_since=at,
        recorded_at=at,
        recorded_by=stage.agents[code],
    )
    stage.ledger.add(finding)
    walk = Walk(finding, stage.agents[code], assignment.officer.user, at)
    _note(stage, walk, "", walk.sender)
    stage.ledger.deed(at, walk.sender, "send-finding", finding, village=code, category=category.value)
    return walk


def _move(stage: Stage, walk: Walk, state: str) -> None:
    """As the action of that step."""
    finding, earlier = walk.finding, walk.finding.state
    by = walk.sender if state == SUBMITTED else walk.handler
    finding.state, finding.state_since = state, walk.at
    finding.version += 1
    more: dict[str, Any] = {"note": NOTES.get(state, "")}
    if state == VERIFIED:
        more["checks"] = Check.values
    if state == HANDLED:
        more |= {
            "section": stage.dice.choice(Section.values[:2]),
            "intervention": stage.dice.choice(Intervention.values[:4]),
        }
        finding.section, finding.intervention = more["section"], more["intervention"]
    _note(stage, walk, earlier, by, **more)
    details = {"village": finding.village_id, "to": state, "version": finding.version}
    stage.ledger.deed(walk.at, by, "move-finding", finding, **details)


def _note(stage: Stage, walk: Walk, earlier: str, by: User, **more: Any) -> None:
    """The step, and the clock that runs from it."""
    finding = walk.finding
    clock = FINDING_STATES.clock(
        finding.state, entered_at=walk.at, began_at=finding.sent_at, urgent=finding.is_trafficking
    )
    finding.due_at = clock.due_at if clock else None
    stage.ledger.add(
        FindingStep(
            finding=finding,
            from_state=earlier,
            to_state=finding.state,
            version=finding.version,
            recorded_at=walk.at,
            recorded_by=by,
            **more,
        )
    )
