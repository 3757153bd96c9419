"""Which cells are one and the same number, so that hiding weighs each number once.

Protects by merging: a total of a single part that is not nought is that part, and both are hidden or neither is.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Sum(Generic[Cell]):
    """The total equals its parts together; parts that are nought may be left out."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)


@dataclass(frozen=True)
class Quantities(Generic[Cell]):
    """Numbers from the least to the greatest, none of them nought, and the sums between them, each total first."""

    of: Mapping[Cell, int]
    values: list[int]
    sums: list[tuple[int, ...]]


def quantities_of(values: Mapping[Cell, int], sums: Iterable[Sum[Cell]]) -> Quantities[Cell]:
    same, added = _Same[Cell](), []
    for one in sums:
        parts = [part for part in one.parts if values.get(part)]
        if len(parts) == 1:
            same.join(one.total, parts[0])
        elif parts:
            added.append((one.total, parts))
    named = {cell: same.name(cell) for cell, value in values.items() if value}
    order = sorted(set(named.values()), key=lambda cell: (values[cell], str(cell)))
    number = {cell: at for at, cell in enumerate(order)}
    of = {cell: number[name] for cell, name in named.items()}
    # The same sum is often told twice: of an office and of its only part.
    distinct = {(of[total], *sorted(of[part] for part in parts)): None for total, parts in added}
    return Quantities(of, [values[cell] for cell in order], list(distinct))


class _Same(Generic[Cell]):
    """One name for all cells that were joined."""

    def __init__(self) -> None:
        self._nearer: dict[Cell, Cell] = {}

    def name(self, cell: Cell) -> Cell:
        nearer = self._nearer
        while cell in nearer:
            above = nearer[cell]
            nearer[cell] = nearer.get(above, above)
            cell = above
        return cell

    def join(self, one: Cell, other: Cell) -> None:
        first, second = self.name(one), self.name(other)
        if first != second:
            self._nearer[first] = second
