from datetime import UTC, date, datetime

import pytest

from pimpasa.insight.recaps.periods import NoPeriodError, Period


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_its_first_and_last_day(key, first, last):
    period = Period.named(key)
    assert (period.first, period.last, period.key) == (first, last, key)


def test_a_month_begins_at_midnight_in_jakarta():
    assert Period.named("2026-10").begins == datetime(2026, 9, 30, 17, tzinfo=UTC)
    assert Period.named("2026-10").ends == datetime(2026, 10, 31, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [("2026-01", "2025-12", "2026-02"), ("2026-Q1", "2025-Q4", "2026-Q2"), ("2026", "2025", "2027")],
)
def test_periods_follow_each_other_over_the_year(key, before, after):
    assert (Period.named(key).before().key, Period.named(key).after().key) == (before, after)


@pytest.mark.parametrize("words", ["", "2026-00", "2026-13", "2026-Q0", "2026-Q5", "26-10", "2026-10-01", "2026\n"])
def test_other_words_are_no_period(words):
    with pytest.raises(NoPeriodError):
        Period.named(words)
