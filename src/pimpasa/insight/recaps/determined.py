"""Which hidden numbers all sums together give away, and what they were computed from.

Protects where no single sum tells anything: rows and columns added and subtracted may cancel all hidden numbers but
one. Sums are equations between the hidden numbers. They are solved modulo a large prime, the shortest first, each for
the number that the fewest others hold; the way there is kept, so that a number hidden later joins without a new start.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from heapq import heapify, heappop, heappush
from random import Random

PRIME = 2**61 - 1
# Number -> how often it stands in an equation.
Row = dict[int, int]


class Equations:
    """The sums, each solved in its turn for one hidden number; its row is what then still stands beside that number."""

    def __init__(self, sums: list[tuple[int, ...]], hidden: Collection[int]) -> None:
        self._sums = sums
        self._hidden: set[int] = set()
        self._rows: list[Row] = [{} for _one in sums]
        # What was taken from each sum before it was solved: how often which earlier step.
        self._taken: list[list[tuple[int, int]]] = [[] for _one in sums]
        self._scale = [1] * len(sums)
        # Each step solves a sum for a number.
        self._steps: list[tuple[int, int]] = []
        self._step_for: dict[int, int] = {}
        self._unsolved = set(range(len(sums)))
        # That a lot falls so badly that it tells wrongly has a chance of one to the prime.
        self._random = Random(5)  # noqa: S311 - no secret hangs on it
        self.hide(hidden)

    def hide(self, numbers: Collection[int]) -> None:
        """These are shown no longer."""
        fresh = set(numbers) - self._hidden
        self._hidden |= fresh
        joined: list[Row] = []
        for one, _number in self._steps:
            row = self._joining(one, fresh, joined)
            joined.append({number: times * self._scale[one] % PRIME for number, times in row.items()})
            self._rows[one].update(joined[-1])
        for one in self._unsolved:
            self._rows[one] = self._joining(one, fresh, joined)
        self._solve()

    def _joining(self, one: int, fresh: Collection[int], joined: list[Row]) -> Row:
        """How often the fresh numbers stand in a sum, less what the earlier steps took with them."""
        row = _standing(self._sums[one], fresh)
        for times, step in self._taken[one]:
            if joined[step]:
                _take(row, times, joined[step])
        return row

    def _solve(self) -> None:
        """The shortest first; what is left without a hidden number stays unsolved."""
        rows, waiting = self._rows, [(len(self._rows[one]), one) for one in self._unsolved if self._rows[one]]
        holding: dict[int, set[int]] = defaultdict(set)
        for _length, one in waiting:
            for number in rows[one]:
                holding[number].add(one)
        heapify(waiting)
        while waiting:
            length, one = heappop(waiting)
            if length and one in self._unsolved and length == len(rows[one]):
                for other in self._solve_for_rarest(one, holding):
                    heappush(waiting, (len(rows[other]), other))

    def _solve_for_rarest(self, one: int, holding: dict[int, set[int]]) -> Collection[int]:
        """For the number that the fewest other sums hold; it is taken from those."""
        row = self._rows[one]
        for number in row:
            holding[number].discard(one)
        rarest = min(row, key=lambda number: len(holding[number]))
        scale = self._scale[one] = pow(row.pop(rarest), -1, PRIME)
        if scale != 1:
            row.update((number, times * scale % PRIME) for number, times in row.items())
        step = self._step_for[rarest] = len(self._steps)
        self._steps.append((one, rarest))
        self._unsolved.discard(one)
        others = holding.pop(rarest)
        for other in others:
            times = self._rows[other].pop(rarest)
            self._taken[other].append((times, step))
            for number in _take(self._rows[other], times, row):
                holding[number].symmetric_difference_update((other,))
        return others

    def determined(self, among: Iterable[int]) -> list[int]:
        """Those that stay nought, drawn by lot, while all that is shown is nought."""
        drawn = {number: self._random.randrange(1, PRIME) for number in self._hidden - self._step_for.keys()}
        for one, number in reversed(self._steps):
            drawn[number] = -sum(times * drawn[beside] for beside, times in self._rows[one].items()) % PRIME
        return [number for number in among if not drawn[number]]

    def derivation(self, number: int) -> set[int]:
        """The shown numbers from which this one is computed."""
        found: Row = {}
        for one, times in self._sums_used(self._steps_used(number)):
            _take(found, times, _standing(self._sums[one]))
        return found.keys() - self._hidden

    def _steps_used(self, number: int) -> Row:
        """How often; each leaves only numbers that later steps are solved for."""
        left, used = {number: 1}, {}
        waiting = [self._step_for[number]]
        while waiting:
            step = heappop(waiting)
            one, solved = self._steps[step]
            if times := left.pop(solved, 0):
                used[step] = times
                for beside in _take(left, times, self._rows[one]):
                    if beside in left and beside in self._step_for:
                        heappush(waiting, self._step_for[beside])
        return used

    def _sums_used(self, steps: Row) -> Iterable[tuple[int, int]]:
        """How often, once each step is traced back to the sums that it was made of."""
        left = dict(steps)
        waiting = [-step for step in left]
        heapify(waiting)
        while waiting:
            step = -heappop(waiting)
            one, _number = self._steps[step]
            if times := left.pop(step, 0) * self._scale[one] % PRIME:
                yield one, times
                for taken, earlier in self._taken[one]:
                    if earlier not in left:
                        heappush(waiting, -earlier)
                    left[earlier] = (left.get(earlier, 0) - times * taken) % PRIME


def _standing(one: tuple[int, ...], numbers: Collection[int] | None = None) -> Row:
    """The total less its parts is nought."""
    row: Row = {}
    for at, number in enumerate(one):
        if numbers is None or number in numbers:
            row[number] = row.get(number, 0) + (-1 if at else 1)
    return row


def _take(row: Row, times: int, other: Row) -> list[int]:
    """So many times the other from the row; returns which numbers came into it or left it."""
    changed = []
    for number, often in other.items():
        before = row.get(number, 0)
        after = (before - times * often) % PRIME
        if after:
            row[number] = after
        else:
            row.pop(number, None)
        if not (before and after):
            changed.append(number)
    return changed
