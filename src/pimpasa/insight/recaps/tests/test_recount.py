"""Every figure of a recap equals a recount from the log."""

from datetime import UTC, datetime
from itertools import product

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pimpasa.insight.recaps.building import recap_of
from pimpasa.insight.recaps.periods import Period
from pimpasa.insight.recaps.tests.history import make_history
from pimpasa.insight.recaps.tests.recount import Recount
from pimpasa.insight.recaps.units import find_unit

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
AREAS = [("nasional", "ID"), ("provinsi", "33"), ("provinsi", "34"), ("kantor", "kanim-x"), ("kantor", "kanim-y")]
AREAS += [("kantor", "kanim-z"), ("kantor", "kanim-duga")]
PERIODS = ["2026-01", "2026-11", "2026-12", "2026-Q4", "2026"]


def months_of(period: Period) -> set[tuple[int, int]]:
    return {(period.year, period.first_month + step) for step in range(period.months)}


def counted(level: str, code: str, key: str) -> tuple[dict[str, int], dict[str, float | None]]:
    """Nothing hidden: as the office that owns the numbers reads it."""
    recap = recap_of(find_unit(level, code), Period.named(key), is_own=True)
    return {key: figure.value for key, figure in recap.figures.by_key.items() if figure.value}, dict(recap.hours)


def recounted(level: str, code: str, key: str) -> tuple[dict[str, int], dict[str, float | None]]:
    period = Period.named(key)
    last = min(period.last, datetime(2026, 11, 25).date())
    again = Recount(level, code, months_of(period), last, NOW)
    return {key: number for key, number in again.everything().items() if number}, again.median_hours()


@pytest.mark.parametrize("seed", range(2))
def test_every_figure_equals_a_recount_from_the_log(db, seed):
    people = make_history(seed)
    units = [*AREAS, *(("pimpasa", str(user.pk)) for user in people)]
    checked = 0
    with time_machine.travel(NOW, tick=False):
        for level, code in units:
            for period in PERIODS:
                mine, theirs = counted(level, code, period), recounted(level, code, period)
                assert mine == theirs, (level, code, period)
                checked += len(mine[0])
    assert checked > 1000


def test_the_lines_below_a_unit_are_recaps_themselves(db):
    make_history(7)
    with time_machine.travel(NOW, tick=False):
        for unit in AREAS[:6]:
            recap = recap_of(find_unit(*unit), Period.named("2026-Q3"), is_own=True)
            assert recap.children, unit
            for line in recap.children:
                # Of an office in two provinces the line tells only the part in this one.
                if line.code and line.code != "kanim-z":
                    found = {key: figure.value for key, figure in line.figures.by_key.items() if figure.value}
                    assert found == counted(line.level, line.code, "2026-Q3")[0], unit


def test_the_history_changes_no_number_of_queries(db):
    people = make_history(1)
    recaps = list(product([*AREAS, ("pimpasa", str(people[0].pk))], [True, False]))
    before = [queries_of(*unit, is_own) for unit, is_own in recaps]
    more_history(people)
    assert before == [queries_of(*unit, is_own) for unit, is_own in recaps]
    assert max(before) <= 33


def queries_of(level: str, code: str, is_own: bool) -> int:
    with CaptureQueriesContext(connection) as queries:
        recap_of(find_unit(level, code), Period.named("2026"), is_own=is_own)
    return len(queries)


def more_history(people) -> None:
    from random import Random

    from pimpasa.insight.recaps.tests import history

    random = Random(99)
    for _number in range(40):
        history._activity(random, people)
        history._finding(random, people)
        history._question(random)
        history._evening(random, people)
