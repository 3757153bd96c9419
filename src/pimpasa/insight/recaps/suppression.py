"""Hides small counts, and whatever would give them away.

Protects people who could be recognised in a small number. A count from 1 to 4 is hidden. Where a sum shows all of its
cells but one, that one is no secret: the next smallest is hidden with it, or else the total. Sums share cells (rows,
columns, places, months), so this goes on until no sum has exactly one hidden cell.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

SMALL = 5
Cell = TypeVar("Cell", bound=Hashable)


class Hiding(StrEnum):
    """Why a cell is hidden: it is small, or it would tell another."""

    SMALL = "small"
    BESIDE = "beside"


@dataclass(frozen=True)
class Sum(Generic[Cell]):
    """The total equals its parts together; parts that are nought may be left out."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)


def hidden_cells(
    values: Mapping[Cell, int], sums: Iterable[Sum[Cell]], known: Collection[Cell] = frozenset()
) -> dict[Cell, Hiding]:
    """The cells to hide. What the reader knows anyway is never hidden, and never trusted to cover another."""
    sums, known = list(sums), frozenset(known)
    known = _deduced(values, sums, known) if known else known
    small = [cell for cell, value in values.items() if 0 < value < SMALL and cell not in known]
    hidden = dict.fromkeys(small, Hiding.SMALL)
    sums_of = _by_cell(sums)
    waiting = deque(one for cell in small for one in sums_of[cell])
    while waiting:
        cover = _cover(waiting.popleft(), values, hidden, known)
        if cover is not None:
            hidden[cover] = Hiding.BESIDE
            waiting.extend(sums_of[cover])
    return hidden


def _deduced(values: Mapping[Cell, int], sums: list[Sum[Cell]], known: frozenset[Cell]) -> frozenset[Cell]:
    """With what follows from it: a cell that the reader can compute covers nothing."""
    found, before = set(known), 0
    while len(found) != before:
        before = len(found)
        for one in sums:
            open_cells = [cell for cell in one.cells if cell not in found and values.get(cell, 0)]
            if len(open_cells) == 1:
                found.add(open_cells[0])
    return frozenset(found)


def _by_cell(sums: Iterable[Sum[Cell]]) -> dict[Cell, list[Sum[Cell]]]:
    found: dict[Cell, list[Sum[Cell]]] = defaultdict(list)
    for one in sums:
        for cell in one.cells:
            found[cell].append(one)
    return found


def _cover(
    one: Sum[Cell], values: Mapping[Cell, int], hidden: Mapping[Cell, Hiding], known: Collection[Cell]
) -> Cell | None:
    """The cell to hide besides the only hidden one, if there is just one."""
    if sum(cell in hidden for cell in one.cells) != 1:
        return None
    free = [cell for cell in one.parts if cell not in hidden and cell not in known and values.get(cell, 0)]
    if free:
        return min(free, key=lambda cell: (values[cell], str(cell)))
    return one.total if one.total not in hidden and one.total not in known else None
