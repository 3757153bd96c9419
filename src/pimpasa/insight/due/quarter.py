"""When a village should be visited again: a quarter, three calendar months, after the last visit."""

import calendar
from datetime import date

MONTHS = 3


def quarter_after(day: date) -> date:
    """The same day three calendar months later; where that month is shorter, its last day."""
    years, month = divmod(day.month - 1 + MONTHS, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def visit_due(last_visit: date | None, since: date) -> date:
    """The day by which the next visit is due, of a village never visited counted from `since`."""
    return quarter_after(last_visit or since)
