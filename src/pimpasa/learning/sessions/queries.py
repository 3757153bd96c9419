"""What the pages of an evening show; a fixed number of queries, however many answered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.activities.policies import LOG_ACTIVITY
from pimpasa.learning.sessions.asked import main_lesson
from pimpasa.learning.sessions.models import PaperTally, RoomCount, SessionClosing, SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION
from pimpasa.learning.sessions.running_order import Stage, running_order
from pimpasa.learning.sessions.states import Phase, State


@dataclass(frozen=True)
class Arrived:
    """How many answered one test: on phones, and on paper."""

    phase: Phase
    phones: int
    paper: int

    @property
    def total(self) -> int:
        return self.phones + self.paper


@dataclass(frozen=True)
class KitPage:
    kit: SessionKit
    order: list[Stage]
    arrived: list[Arrived]
    count: RoomCount | None
    closing: SessionClosing | None
    activity: Activity | None
    action: str
    may_run: bool
    may_log: bool

    @property
    def may_change(self) -> bool:
        return self.may_run and self.kit.state == State.PLANNED

    @property
    def is_open(self) -> bool:
        """Whether the evening can still be led and closed."""
        return self.may_run and not self.kit.is_over

    @property
    def may_tally(self) -> bool:
        return self.may_run and self.kit.state not in (State.PLANNED, State.CANCELLED)


def kit_page(kit: SessionKit, user: User) -> KitPage:
    closing = SessionClosing.objects.filter(kit=kit).select_related("activity").first()
    lesson = main_lesson(kit)
    return KitPage(
        kit=kit,
        order=running_order(kit),
        arrived=arrived(kit),
        count=kit.counts.last(),
        closing=closing,
        activity=current_activity(closing),
        action=lesson.action if lesson else "",
        may_run=villages_where(user, RUN_SESSION).contains(kit.village_id),
        may_log=villages_where(user, LOG_ACTIVITY).contains(kit.village_id),
    )


def arrived(kit: SessionKit) -> list[Arrived]:
    phones: dict[str, int] = dict(kit.responses.values_list("phase").annotate(Count("pk")).order_by())
    paper: dict[str, int] = {}
    for phase, sheets in current_tallies(kit).values_list("phase", "sheets"):
        paper[phase] = paper.get(phase, 0) + sheets
    return [Arrived(phase, phones.get(phase, 0), paper.get(phase, 0)) for phase in Phase]


def current_tallies(kit: SessionKit) -> QuerySet[PaperTally]:
    return PaperTally.objects.filter(kit=kit).current()


def current_activity(closing: SessionClosing | None) -> Activity | None:
    """The entry that speaks now for what the closing logged."""
    if closing is None or closing.activity is None:
        return None
    return Activity.objects.speaking_for(closing.activity.matter_id).with_total().first()


def kit_of(activity: Activity) -> SessionKit | None:
    closing = SessionClosing.objects.filter(activity=activity.matter_id).select_related("kit").first()
    return closing.kit if closing else None


def public_path(kit: SessionKit) -> str:
    return reverse("test-answer", args=[kit.code])


def listed(user: User, *, past: bool) -> QuerySet[SessionKit]:
    found: Any = SessionKit.objects.visible_to(user)
    rows: QuerySet[SessionKit] = found.past() if past else found.upcoming()
    return rows.select_related("village__parent", "made_by", "closing")
