"""Hides small counts, and whatever would give them away.

Protects people who could be recognised in a small number. A count from 1 to 4 is hidden. Where a sum shows all of its
cells but one, that one is no secret: the next smallest is hidden with it, or else the total. Sums share cells (rows,
columns, places, months), so this goes on until no sum has exactly one hidden cell. Where all sums together still give
a small count away, the least of the numbers from which it would be computed is hidden too.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from heapq import nsmallest

from pimpasa.foundation.counts import SMALL
from pimpasa.insight.recaps.determined import Equations
from pimpasa.insight.recaps.quantities import Cell, Sum, quantities_of

# So many derivations at once are traced one by one; of more, each is first covered by what stands in a sum with it.
MANY = 100


class Hiding(StrEnum):
    """Why a cell is hidden: it is small, or it would tell another."""

    SMALL = "small"
    BESIDE = "beside"


def hidden_cells(
    values: Mapping[Cell, int], sums: Iterable[Sum[Cell]], known: Collection[Cell] = frozenset()
) -> dict[Cell, Hiding]:
    """The cells to hide. What the reader knows anyway is never hidden, and never trusted to cover another."""
    quantities = quantities_of(values, sums)
    shown = _deduced(quantities.sums, {quantities.of[cell] for cell in known if cell in quantities.of})
    small = [one for one, value in enumerate(quantities.values) if value < SMALL and one not in shown]
    screen = _Screen(quantities.sums, shown)
    screen.hide(small)
    _break_derivations(screen, small)
    hidden = {cell: values[cell] for cell, one in quantities.of.items() if one in screen.hidden}
    return {cell: Hiding.SMALL if value < SMALL else Hiding.BESIDE for cell, value in hidden.items()}


def _deduced(sums: list[tuple[int, ...]], known: set[int]) -> frozenset[int]:
    """With what follows from it: a number that the reader can compute covers nothing."""
    found, before = set(known), 0
    while len(found) != before:
        before = len(found)
        for one in sums:
            unknown = [number for number in one if number not in found]
            if len(unknown) == 1:
                found.add(unknown[0])
    return frozenset(found)


def _break_derivations(screen: "_Screen", small: Collection[int]) -> None:
    """Until nothing small is determined, unless by nothing but what the reader knows anyway."""
    equations = Equations(screen.sums, screen.hidden)
    open_secrets: set[int] = set()
    at_once = 1
    while found := [one for one in equations.determined(small) if one not in open_secrets]:
        fresh: set[int] = set()
        # What stands together in a sum mostly follows from the same numbers: one of them is enough for now.
        for one in screen.apart(found):
            told_by = (len(found) > MANY and screen.beside(one)) or equations.derivation(one)
            covers = screen.least(told_by, at_once)
            if not covers:
                open_secrets.add(one)
            elif not told_by & fresh:
                fresh.update(covers)
        screen.hide(fresh)
        if len(found) > MANY:
            # So much has joined that a new start is quicker.
            equations = Equations(screen.sums, screen.hidden)
        else:
            equations.hide(screen.hidden)
        # A number that follows from shown ones covers nothing; rather than try one after the other, twice as many.
        at_once *= 2


class _Screen:
    """What is hidden so far: of each sum nothing, or else two numbers and more."""

    def __init__(self, sums: list[tuple[int, ...]], known: Collection[int]) -> None:
        self.sums = sums
        self.hidden: set[int] = set()
        self._known = known
        self._hidden_in = [0] * len(sums)
        self._sums_with: dict[int, list[int]] = defaultdict(list)
        for at, one in enumerate(sums):
            for number in one:
                self._sums_with[number].append(at)

    def hide(self, numbers: Iterable[int]) -> None:
        """And of each sum with only one of them hidden the next smallest, or else the total."""
        waiting = deque(at for number in numbers for at in self._hide(number))
        while waiting:
            at = waiting.popleft()
            if self._hidden_in[at] == 1:
                total, *parts = self.sums[at]
                for cover in self.least(parts, 1) or [total]:
                    waiting.extend(self._hide(cover))

    def _hide(self, number: int) -> list[int]:
        if number in self._known or number in self.hidden:
            return []
        self.hidden.add(number)
        for at in self._sums_with[number]:
            self._hidden_in[at] += 1
        return self._sums_with[number]

    def least(self, among: Iterable[int], how_many: int) -> list[int]:
        """Of those that are shown and can cover another. A number is the less, the less its value is."""
        return nsmallest(how_many, (one for one in among if one not in self.hidden and one not in self._known))

    def beside(self, number: int) -> set[int]:
        """The least that is shown in a sum with this one, if any."""
        around = {one for at in self._sums_with[number] for one in self.sums[at]}
        return set(self.least(around, 1))

    def apart(self, numbers: Iterable[int]) -> Iterator[int]:
        """Such that no two of them stand in one sum."""
        taken: set[int] = set()
        for number in numbers:
            if taken.isdisjoint(self._sums_with[number]):
                taken.update(self._sums_with[number])
                yield number
