"""One line of what is due, and how lines are grouped by their urgency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class When(Enum):
    """In the order of urgency."""

    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "this_week"
    NEXT_WEEK = "next_week"
    UNFINISHED = "unfinished"
    LATER = "later"


TITLES: dict[When, Promise] = {
    When.LATE: _("Lewat waktu"),
    When.TODAY: _("Hari ini"),
    When.THIS_WEEK: _("Minggu ini"),
    When.NEXT_WEEK: _("Minggu depan"),
    When.UNFINISHED: _("Belum selesai"),
    When.LATER: _("Nanti"),
}


@dataclass(frozen=True)
class Line:
    """`act` names the next step, which `url` opens."""

    words: str
    detail: str
    act: str
    url: str
    when: When = When.UNFINISHED
    due_on: date | None = None
    is_finding: bool = False


@dataclass(frozen=True)
class Group:
    """Lines under one title; `total` counts also those not shown."""

    key: str
    title: str | Promise
    lines: list[Line]
    total: int
    more: str = ""
    more_words: str | Promise = ""

    @property
    def rest(self) -> int:
        return self.total - len(self.lines)


def when_due(due_on: date, today: date) -> When:
    """A week runs from Monday to Sunday."""
    sunday = today + timedelta(days=6 - today.weekday())
    if due_on < today:
        return When.LATE
    if due_on == today:
        return When.TODAY
    if due_on <= sunday:
        return When.THIS_WEEK
    return When.NEXT_WEEK if due_on <= sunday + timedelta(days=7) else When.LATER


def when_over(due_at: datetime, now: datetime) -> When:
    """As `when_due`, for a clock that runs by the hour."""
    return When.LATE if due_at < now else when_due(timezone.localdate(due_at), timezone.localdate(now))


def by_urgency(lines: Iterable[Line]) -> list[Group]:
    """Groups in the order of urgency, each in the order of the days; empty ones are left out."""
    held: dict[When, list[Line]] = {when: [] for when in When}
    for line in sorted(lines, key=lambda line: (line.due_on or date.max, line.words)):
        held[line.when].append(line)
    return [Group(when.value, TITLES[when], found, len(found)) for when, found in held.items() if found]
