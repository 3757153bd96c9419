"""Months, quarters and years. A day begins at midnight in Jakarta, wherever the reader is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.ui import words

JAKARTA = ZoneInfo("Asia/Jakarta")
KEY = re.compile(r"(?P<year>20\d\d)(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])))?")


class NoPeriodError(ValueError):
    """The words name no month, quarter or year."""


@dataclass(frozen=True)
class Period:
    year: int
    first_month: int
    months: int

    @classmethod
    def named(cls, key: str) -> "Period":
        """2026-10, 2026-Q3 or 2026. Raises NoPeriodError."""
        found = KEY.fullmatch(key)
        if not found:
            raise NoPeriodError(key)
        year = int(found["year"])
        if found["month"]:
            return cls(year, int(found["month"]), 1)
        return cls(year, 3 * int(found["quarter"]) - 2, 3) if found["quarter"] else cls(year, 1, 12)

    @classmethod
    def month_of(cls, day: date) -> "Period":
        return cls(day.year, day.month, 1)

    @property
    def key(self) -> str:
        if self.months == 12:
            return f"{self.year}"
        return f"{self.year}-{self.first_month:02}" if self.months == 1 else f"{self.year}-Q{self.quarter}"

    @property
    def quarter(self) -> int:
        return (self.first_month + 2) // 3

    @property
    def first(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def last(self) -> date:
        return _first_after(self.year, self.first_month + self.months - 1) - timedelta(days=1)

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time.min, JAKARTA)

    @property
    def ends(self) -> datetime:
        """The first instant that no longer belongs to it."""
        return datetime.combine(self.last + timedelta(days=1), time.min, JAKARTA)

    @property
    def month_keys(self) -> list[str]:
        return [f"{self.year}-{self.first_month + step:02}" for step in range(self.months)]

    @property
    def in_year(self) -> "Period":
        return Period(self.year, 1, 12)

    def holds(self, field: str) -> Q:
        """The instants inside, as a condition that an index answers."""
        return Q(**{f"{field}__gte": self.begins, f"{field}__lt": self.ends})

    def standing_on(self, now: datetime) -> date:
        """The day whose state of things it tells: its last, or today while it runs."""
        return min(self.last, timezone.localdate(now, JAKARTA))

    def is_over(self, now: datetime) -> bool:
        return now >= self.ends

    def has_begun(self, now: datetime) -> bool:
        return now >= self.begins

    def before(self) -> "Period":
        return self._moved(-self.months)

    def after(self) -> "Period":
        return self._moved(self.months)

    def _moved(self, months: int) -> "Period":
        number = self.year * 12 + self.first_month - 1 + months
        return Period(number // 12, number % 12 + 1, self.months)

    def name(self, language: str = "id") -> str:
        if self.months == 1:
            return words.month(self.first, language)
        values = {"quarter": self.quarter, "year": self.year}
        return _("Triwulan %(quarter)d tahun %(year)d") % values if self.months == 3 else _("Tahun %(year)d") % values


def _first_after(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1)


def parts_of(period: Period) -> Iterator[tuple[Period, list[Period]]]:
    """Every sum that the calendar makes inside a year: the year of its quarters, each quarter of its months."""
    quarters = [Period(period.year, month, 3) for month in (1, 4, 7, 10)]
    yield period.in_year, quarters
    for quarter in quarters:
        yield quarter, [Period(period.year, quarter.first_month + step, 1) for step in range(3)]
