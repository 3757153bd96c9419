"""Counts the log of deeds: by place and month, in a fixed number of queries however long the history."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, TruncMonth

from pimpasa.accounts.models import Posting
from pimpasa.fieldwork.activities.models import FollowUp
from pimpasa.fieldwork.findings.kinds import Category
from pimpasa.fieldwork.findings.models import Finding, FindingStep
from pimpasa.fieldwork.findings.states import FINDING_STATES, HANDLED, SUBMITTED, VERIFIED
from pimpasa.foundation.roles import Role
from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.periods import JAKARTA, Period
from pimpasa.insight.recaps.records import (
    activities_in,
    activities_of,
    day_of,
    findings_in,
    findings_of,
    follow_ups_in,
    follow_ups_of,
    held_on,
    questions_of,
    sessions_of,
)
from pimpasa.insight.recaps.units import Unit
from pimpasa.learning.figures.evenings import Evening, evenings_of
from pimpasa.learning.figures.release import Release
from pimpasa.learning.sessions.states import Phase

Entry = tuple[str, str, str]
STEPS = ("checked", "acted")
ANSWERED = "answered"


@dataclass(frozen=True)
class Log:
    """What was counted. A place is a village; where officers are told apart, the key of an officer's account."""

    # place, month, key -> number
    counts: Counter[Entry] = field(default_factory=Counter)
    # place, month -> villages with an activity
    visited: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    # place, month, step -> hours that the step took
    hours: dict[Entry, list[float]] = field(default_factory=lambda: defaultdict(list))
    # Evenings with tests, from which gains are reckoned
    evenings: list[Evening] = field(default_factory=list)


@dataclass(frozen=True)
class FindingTimes:
    """A finding's way, as far as a recap looks at it."""

    category: str
    state: str
    sent_at: datetime
    due_at: datetime | None
    # When it was last sent for verification, verified, and taken up.
    asked_at: datetime | None
    checked_at: datetime | None
    acted_at: datetime | None

    def pace(self, state: str, entered: datetime | None, left: datetime | None) -> str:
        """How a step went: in the time that the state table allows, late, still waiting, or never needed."""
        if entered is None or left is None:
            return keys.UNNEEDED if FINDING_STATES.state(self.state).is_end else keys.WAITING
        clock = FINDING_STATES.clock(
            state, entered_at=entered, began_at=self.sent_at, urgent=self.category == Category.TRAFFICKING
        )
        return keys.LATE if clock and clock.is_over(left) else keys.IN_TIME

    def keys(self, now: datetime) -> Iterator[str]:
        yield keys.FINDINGS
        yield keys.key(keys.FINDINGS, "category", self.category)
        yield keys.key(keys.FINDINGS, "state", self.state)
        yield keys.key(keys.FINDINGS, "checked", self.pace(SUBMITTED, self.asked_at or self.sent_at, self.checked_at))
        yield keys.key(keys.FINDINGS, "acted", self.pace(VERIFIED, self.checked_at, self.acted_at))
        yield keys.key(keys.FINDINGS, "clock", keys.OVERDUE if self.due_at and self.due_at < now else "calm")

    def hours(self) -> Iterator[tuple[str, float]]:
        for step, begun, ended in zip(
            STEPS, (self.sent_at, self.checked_at), (self.checked_at, self.acted_at), strict=True
        ):
            if begun and ended:
                yield step, (ended - begun).total_seconds() / 3600


def log_of(unit: Unit, period: Period, now: datetime, release: Release | None = None) -> Log:
    """Of one unit, by village. Tests are counted as far as `release` lets the reader know them; without one not at all.

    What is released of tests is never a few people, so nothing of it needs to be hidden afterwards.
    """
    log = Log()
    _count_activities(log, activities_of(unit, period).annotate(place=F("village_id")))
    _count_findings(log, findings_of(unit, period), now, lambda village, _day: (village,))
    _count_follow_ups(log, follow_ups_of(unit, period), F("place"), now)
    _count_questions(log, questions_of(unit, period))
    if release:
        _count_tests(log, evenings_of(sessions_of(unit, period)), release)
    return log


def log_by_officer(users: Iterable[UUID], period: Period, now: datetime, *, is_demonstration: bool) -> Log:
    """The same for several officers at once; what two did together counts for both."""
    log, chosen = Log(), list(users)
    activities = activities_in(period, is_demonstration).annotate(place=Coalesce("officers", "recorded_by"))
    follow_ups = follow_ups_in(period, is_demonstration).filter(recorded_by__in=chosen)
    postings: dict[str, list[Posting]] = defaultdict(list)
    for posting in Posting.objects.filter(role=Role.OFFICER, user__in=chosen):
        postings[posting.area_id or ""].append(posting)
    _count_activities(log, activities.filter(place__in=chosen))
    findings = findings_in(period, is_demonstration).filter(village__in=list(postings), past_officer=False)
    _count_findings(log, findings, now, lambda village, day: _posted(postings[village], day))
    _count_follow_ups(log, follow_ups, F("recorded_by"), now)
    return log


def _posted(postings: list[Posting], day: date) -> set[str]:
    return {str(posting.user_id) for posting in postings if held_on(posting, day)}


def _count_activities(log: Log, rows: QuerySet[Any]) -> None:
    rows = rows.annotate(month=TruncMonth("occurred_at", tzinfo=JAKARTA))
    groups = rows.values_list("place", "month", "village_id", "kind", "topics", "tags").annotate(number=Count("pk"))
    for place, month, village, kind, topics, tags, number in groups:
        at = str(place), _key(month)
        log.visited[at].add(village)
        ticked = [*(("topics", one) for one in topics), *(("tags", one) for one in tags)]
        for key in (keys.ACTIVITIES, keys.key(keys.ACTIVITIES, "kind", kind), *(keys.key(*one) for one in ticked)):
            log.counts[*at, key] += number
    _count_participants(log, rows)


def _count_participants(log: Log, rows: QuerySet[Any]) -> None:
    rows = rows.filter(participants__isnull=False)
    groups = rows.values_list("place", "month", "kind", "participants__sex", "participants__age_band")
    for place, month, kind, sex, band, number in groups.annotate(number=Sum("participants__number")):
        for key in _participant_keys(kind, sex, band):
            log.counts[str(place), _key(month), key] += number


def _participant_keys(kind: str, sex: str, band: str) -> tuple[str, ...]:
    what = keys.PARTICIPANTS
    divided = keys.key(what, "kind", kind), keys.key(what, "sex", sex), keys.key(what, "band", band)
    return (what, *divided, keys.cell_key(sex, band))


def _count_findings(
    log: Log, rows: QuerySet[Finding], now: datetime, places: Callable[[str, date], Iterable[str]]
) -> None:
    fields = ("village_id", "category", "state", "sent_at", "due_at", "asked_at", "checked_at", "acted_at")
    for village, *row in with_times(rows).values_list(*fields):
        finding = FindingTimes(*row)
        day = day_of(finding.sent_at)
        for place in places(village, day):
            _count_finding(log, place, f"{day:%Y-%m}", finding, now)


def _count_finding(log: Log, place: str, month: str, finding: FindingTimes, now: datetime) -> None:
    for key in finding.keys(now):
        log.counts[place, month, key] += 1
    for step, hours in finding.hours():
        log.hours[place, month, step].append(hours)


def with_times(rows: QuerySet[Finding]) -> QuerySet[Any]:
    def reached(state: str) -> Subquery:
        steps = FindingStep.objects.filter(finding=OuterRef("pk"), to_state=state)
        return Subquery(steps.order_by("-version").values("recorded_at")[:1])

    return rows.annotate(asked_at=reached(SUBMITTED), checked_at=reached(VERIFIED), acted_at=reached(HANDLED))


def _count_follow_ups(log: Log, rows: QuerySet[FollowUp], place: Any, now: datetime) -> None:
    rows = rows.annotate(where=place, month=TruncMonth("recorded_at", tzinfo=JAKARTA), standing=follow_up_standing(now))
    for where, month, standing, number in rows.values_list("where", "month", "standing").annotate(number=Count("pk")):
        for key in (keys.FOLLOW_UPS, keys.key(keys.FOLLOW_UPS, standing)):
            log.counts[str(where), _key(month), key] += number


def _count_questions(log: Log, rows: QuerySet[Any]) -> None:
    rows = rows.annotate(month=TruncMonth("occurred_at", tzinfo=JAKARTA))
    fields = ("place_id", "month", "first_answered_by_level", "occurred_at", "first_answered_at")
    for place, month, level, asked_at, answered_at in rows.values_list(*fields):
        at = place, _key(month)
        for key in (keys.QUESTIONS, keys.key(keys.QUESTIONS, "first", level or keys.WAITING)):
            log.counts[*at, key] += 1
        if answered_at:
            log.hours[*at, ANSWERED].append((answered_at - asked_at).total_seconds() / 3600)


def _count_tests(log: Log, evenings: list[Evening], release: Release) -> None:
    log.evenings.extend(evenings)
    for evening in evenings:
        at = evening.village, f"{evening.month:%Y-%m}"
        log.counts[*at, keys.SESSIONS] += 1
        for phase in (phase for phase in Phase.values if release.counts(evening, phase)):
            log.counts[*at, keys.key(keys.TESTED, phase)] += evening.people(phase)


def follow_up_standing(now: datetime) -> Case:
    return Case(
        When(done__isnull=False, then=Value(keys.DONE)),
        When(due_on__lt=day_of(now), then=Value(keys.OVERDUE)),
        default=Value(keys.OPEN),
    )


def _key(month: datetime) -> str:
    return f"{month:%Y-%m}"
