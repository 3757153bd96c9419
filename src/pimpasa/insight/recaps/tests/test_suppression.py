"""No hidden count can be computed from what is shown."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from pimpasa.insight.recaps.suppression import SMALL, Hiding, Sum, hidden_cells

ALL = "all"
counts = st.integers(0, 12) | st.integers(0, 3)


@st.composite
def tables(draw) -> tuple[dict, list[Sum]]:
    """Rows x columns x layers, with the totals of every direction."""
    sizes = draw(st.tuples(st.integers(1, 4), st.integers(1, 4), st.integers(1, 3)))
    inner = {cell: draw(counts) for cell in product(*(range(size) for size in sizes))}
    axes = [[*range(size), ALL] for size in sizes]
    values = {cell: sum(inner[one] for one in inner if _within(one, cell)) for cell in product(*axes)}
    sums = []
    for cell in values:
        for axis in (axis for axis in range(3) if cell[axis] == ALL):
            parts = tuple((*cell[:axis], at, *cell[axis + 1 :]) for at in range(sizes[axis]))
            sums.append(Sum(cell, parts))
    return values, sums


def _within(one, cell) -> bool:
    return all(at in (mine, ALL) for mine, at in zip(one, cell, strict=True))


@given(tables())
def test_every_small_count_is_hidden_and_no_nought(table):
    values, sums = table
    hidden = hidden_cells(values, sums)
    assert {cell for cell, value in values.items() if 0 < value < SMALL} <= set(hidden)
    assert not [cell for cell in hidden if values[cell] == 0]


@given(tables())
def test_no_sum_has_exactly_one_hidden_cell(table):
    values, sums = table
    hidden = hidden_cells(values, sums)
    for one in sums:
        assert len([cell for cell in one.cells if cell in hidden]) != 1, one


@settings(max_examples=60)
@given(tables())
def test_no_small_count_follows_from_all_sums_taken_together(table):
    values, sums = table
    hidden = hidden_cells(values, sums)
    found = solved(sums, set(hidden))
    assert not [cell for cell in found if hidden[cell] == Hiding.SMALL]


def solved(sums: list[Sum], unknown: set) -> set:
    """The unknowns that the sums determine: those alone in a row of the reduced equations."""
    columns = sorted(unknown, key=str)
    rows = [[Fraction((cell == one.total) - (cell in one.parts)) for cell in columns] for one in sums]
    place = 0
    for column in range(len(columns)):
        pivot = next((row for row in range(place, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[place], rows[pivot] = rows[pivot], rows[place]
        rows[place] = [value / rows[place][column] for value in rows[place]]
        for row in (row for row in range(len(rows)) if row != place and rows[row][column]):
            factor = rows[row][column]
            rows[row] = [value - factor * first for value, first in zip(rows[row], rows[place], strict=True)]
        place += 1
    alone = [[at for at, value in enumerate(row) if value] for row in rows]
    return {columns[at[0]] for at in alone if len(at) == 1}


def test_the_next_smallest_is_hidden_beside_a_small_one():
    values = {"all": 30, "a": 3, "b": 20, "c": 7}
    assert hidden_cells(values, [Sum("all", ("a", "b", "c"))]) == {"a": Hiding.SMALL, "c": Hiding.BESIDE}


def test_the_total_is_hidden_where_no_part_can_be():
    values = {"all": 43, "a": 3, "b": 20, "c": 2, "d": 18}
    hidden = hidden_cells(values, [Sum("all", ("a", "b", "d")), Sum("d", ("c",))], known={"b", "d"})
    assert hidden == {"a": Hiding.SMALL, "all": Hiding.BESIDE}


def test_what_follows_from_the_readers_own_numbers_covers_nothing():
    values = {"nation": 34, "own province": 30, "own office": 30, "other province": 4}
    sums = [Sum("nation", ("own province", "other province")), Sum("own province", ("own office",))]
    hidden = hidden_cells(values, sums, known={"own office"})
    assert hidden == {"other province": Hiding.SMALL, "nation": Hiding.BESIDE}


def test_what_the_reader_knows_anyway_stays():
    values = {"all": 3, "a": 3}
    assert hidden_cells(values, [Sum("all", ("a",))], known={"all", "a"}) == {}
