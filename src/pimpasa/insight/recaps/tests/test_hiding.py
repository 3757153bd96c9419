"""What readers outside of the office see: no page, taken with any other of the year, gives a small count away."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
import time_machine

from pimpasa.accounts.tests.make import make_user
from pimpasa.foundation.counts import SMALL
from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.areas import AreaTree
from pimpasa.insight.recaps.building import recap_of
from pimpasa.insight.recaps.hiding import all_periods, hidden_in, sums_among, totals_of
from pimpasa.insight.recaps.log import Log, log_of
from pimpasa.insight.recaps.periods import Period
from pimpasa.insight.recaps.recap import Figures
from pimpasa.insight.recaps.tests.history import make_history, make_places
from pimpasa.insight.recaps.units import Unit, find_unit
from pimpasa.learning.figures.tests.make import make_evening, respond_all
from pimpasa.regions.counting import offices_by_regency

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
UNITS = [("nasional", "ID"), ("provinsi", "33"), ("provinsi", "34"), ("kantor", "kanim-x"), ("kantor", "kanim-y")]
YEAR = Period.named("2026")


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def read(level: str, code: str, period: str, **reader):
    return recap_of(find_unit(level, code), Period.named(period), **{"is_own": False, **reader})


def about_people(figures: Figures) -> dict:
    return {key: figure for key, figure in figures.by_key.items() if keys.is_about_people(key)}


@pytest.mark.parametrize("seed", range(2))
def test_in_no_sum_of_the_year_exactly_one_cell_is_hidden(db, seed):
    make_history(seed)
    tree, nation = AreaTree(offices_by_regency()), find_unit("nasional", "ID")
    log = log_of(nation, YEAR, NOW)
    hidden = hidden_in(log, tree, YEAR)
    people = Log(type(log.counts)({entry: n for entry, n in log.counts.items() if keys.is_about_people(entry[2])}))
    totals = totals_of(people, tree, all_periods(YEAR))
    villages = {place for place, _month, _key in log.counts}
    checked = 0
    for one in sums_among(totals, tree, villages, YEAR):
        if all(cell[0] not in villages or cell[2] in ("participants", "findings") for cell in one.cells):
            assert sum(cell in hidden for cell in one.cells) != 1, one
            checked += 1
    assert checked > 500
    assert len(hidden) > 50


def test_no_reader_from_outside_sees_a_small_number_of_people(db):
    make_history(2)
    for unit, period in product(UNITS, ["2026-02", "2026-Q3", "2026"]):
        recap = read(*unit, period)
        told = [recap.figures, *(line.figures for line in recap.children), *(line.figures for line in recap.villages)]
        shown = [figure.value for figures in told for figure in about_people(figures).values()]
        assert not [value for value in shown if value is not None and 0 < value < SMALL], (unit, period)


def test_what_a_line_of_the_province_hides_the_office_hides_too(db):
    make_history(3)
    for period in ("2026-03", "2026-Q2", "2026"):
        for line in read("provinsi", "33", period).children:
            if line.code and line.code != "kanim-z":
                assert about_people(line.figures) == about_people(read("kantor", line.code, period).figures)


def test_the_three_months_do_not_give_away_what_the_quarter_hides(db):
    make_history(1)
    for unit in UNITS:
        quarter = about_people(read(*unit, "2026-Q2").figures)
        months = [read(*unit, f"2026-0{month}").figures for month in (4, 5, 6)]
        for key, whole in quarter.items():
            cells = [whole, *(month[key] for month in months)]
            assert sum(cell.value is None for cell in cells) != 1, (unit, key)


def test_visits_villages_and_officers_are_never_hidden(db):
    make_history(2)
    recap = read("nasional", "ID", "2026-02")
    hidden = [key for key, figure in recap.figures.by_key.items() if figure.hiding]
    assert hidden == [key for key in hidden if keys.is_about_people(key)]


def test_the_office_itself_reads_everything(db):
    make_history(2)
    assert not read("kantor", "kanim-x", "2026-02", is_own=True).hides_some


def test_an_officers_numbers_of_people_stay_in_the_office(db):
    people = make_history(2)
    recap = read("pimpasa", str(people[0].pk), "2026")
    assert all(figure.value is None for figure in about_people(recap.figures).values())
    assert recap.figures[keys.ACTIVITIES].value


def test_whoever_owns_an_office_cannot_subtract_it_from_the_others(db):
    make_history(2)
    for period in ("2026-02", "2026-Q3", "2026"):
        lines = read("provinsi", "33", period, own_offices={"kanim-x"}).children
        own = next(line for line in lines if line.code == "kanim-x")
        assert not own.figures.hide_some
        whole = about_people(read("provinsi", "33", period, own_offices={"kanim-x"}).figures)
        for key, total in whole.items():
            others = [line.figures[key] for line in lines if line.code != "kanim-x"]
            # Where nobody else has any, the total is the reader's own number and no secret.
            if any(cell.value != 0 for cell in others):
                assert sum(cell.value is None for cell in (total, *others)) != 1, key


def test_hours_of_a_few_findings_are_not_told_outside(db):
    make_history(2)
    for unit in UNITS:
        recap = read(*unit, "2026-02")
        few = [recap.figures[keys.key(keys.FINDINGS, "checked", pace)] for pace in (keys.IN_TIME, keys.LATE)]
        if sum(one.value or 0 for one in few) < SMALL:
            assert recap.hours["checked"] is None


def test_a_test_of_a_few_people_counts_for_nobody_outside(db):
    make_places()
    kit = make_evening(make_user("sari"), "33.01.01.2001", date(2026, 10, 4))
    respond_all(kit, "before", [0, 1, 1, 2])
    respond_all(kit, "after", [2, 2, 3, 3, 1, 3], form="B")
    own, outside = (read("kantor", "kanim-x", "2026-10", is_own=is_own) for is_own in (True, False))
    told = [[recap.figures[key].value for key in (keys.TESTED_BEFORE, keys.TESTED_AFTER)] for recap in (own, outside)]
    assert told == [[4, 6], [0, 6]]
    assert (own.tests.gain().n_before, outside.tests.gain().n_before) == (4, 0)
    assert own.tests.gain().is_told
    assert not outside.tests.gain().is_told


def test_a_demonstration_counts_only_itself(db):
    make_history(2)
    real = read("nasional", "ID", "2026", is_own=True).figures[keys.ACTIVITIES].value
    nation = find_unit("nasional", "ID")
    shown = Unit(nation.level, nation.code, nation.name, is_demonstration=True)
    played = recap_of(shown, YEAR, is_own=True).figures[keys.ACTIVITIES].value
    assert real
    assert played
    assert real != played
