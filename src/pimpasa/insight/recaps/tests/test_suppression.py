"""No hidden count can be computed from what is shown."""

from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pimpasa.foundation.counts import SMALL
from pimpasa.insight.recaps.quantities import Sum
from pimpasa.insight.recaps.suppression import Hiding, hidden_cells

ALL = "all"
PRIME = 2_147_483_629
counts = st.integers(0, 12) | st.integers(0, 3)


@st.composite
def tables(draw) -> tuple[dict, list[Sum]]:
    """Rows x columns x layers, with the totals of every direction."""
    sizes = draw(st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 3)))
    return table_of(sizes, {cell: draw(counts) for cell in product(*(range(size) for size in sizes))})


def table_of(sizes: tuple[int, int, int], inner: dict) -> tuple[dict, list[Sum]]:
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


# In each sum two cells are hidden; yet a column's total and the grand total together give a row's total away.
CANCELLING = {(0, 0, 1): 3, (0, 1, 1): 2, (0, 2, 0): 1, (0, 2, 2): 1}
CANCELLING = {cell: CANCELLING.get(cell, 0) for cell in product(range(1), range(3), range(3))}


@settings(max_examples=60)
@example(table_of((1, 3, 3), CANCELLING))
@given(tables())
def test_nothing_small_is_shown_nor_follows_from_all_sums_taken_together(table):
    values, sums = table
    hidden = hidden_cells(values, sums)
    assert {cell for cell, why in hidden.items() if why == Hiding.SMALL} == {
        cell for cell, value in values.items() if 0 < value < SMALL
    }
    assert not [cell for cell in hidden if values[cell] == 0]
    for one in sums:
        assert len([cell for cell in one.cells if cell in hidden]) != 1, one
    assert not [cell for cell in solved(sums, set(hidden)) if hidden[cell] == Hiding.SMALL]


def solved(sums: list[Sum], unknown: set) -> set:
    """The unknowns that the sums determine: those alone in a row of the reduced equations."""
    rows = [{cell: 1 if cell == one.total else -1 for cell in one.cells if cell in unknown} for one in sums]
    for column in sorted(unknown, key=str):
        pivot = next((row for row in rows if column in row and "pivot" not in row), None)
        if pivot is None:
            continue
        inverse = pow(pivot[column], -1, PRIME)
        first = {cell: value * inverse % PRIME for cell, value in pivot.items()}
        others = [row for row in rows if row is not pivot]
        rows = [less(row, row[column], first) if column in row else row for row in others]
        rows.append({**first, "pivot": 1})
    alone = [[cell for cell in row if cell != "pivot"] for row in rows]
    return {cells[0] for cells in alone if len(cells) == 1}


def less(row: dict, times: int, other: dict) -> dict:
    taken = {cell: (row.get(cell, 0) - times * other.get(cell, 0)) % PRIME for cell in {*row, *other}}
    return {cell: value for cell, value in taken.items() if value}


def test_the_next_smallest_is_hidden_beside_a_small_one():
    values = {"all": 30, "a": 3, "b": 20, "c": 7}
    assert hidden_cells(values, [Sum("all", ("a", "b", "c"))]) == {"a": Hiding.SMALL, "c": Hiding.BESIDE}


def test_the_total_is_hidden_where_no_part_can_be():
    values = {"all": 41, "a": 3, "b": 20, "c": 18, "d": 18}
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


def test_what_follows_from_nothing_but_the_readers_own_numbers_hides_no_more():
    values = {"ab": 5, "bc": 7, "ac": 6, "a": 2, "b": 3, "c": 4}
    sums = [Sum("ab", ("a", "b")), Sum("bc", ("b", "c")), Sum("ac", ("a", "c"))]
    assert hidden_cells(values, sums, known={"ab", "bc", "ac"}) == dict.fromkeys("abc", Hiding.SMALL)
    assert len(hidden_cells(values, sums)) > 3
