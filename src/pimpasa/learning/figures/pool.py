"""The figures of many evenings together, as one reader may see them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import Generic, TypeVar

from django.db.models import QuerySet

from pimpasa.foundation.scope import Scope
from pimpasa.learning import library
from pimpasa.learning.figures.estimate import Gain, PairSums, Sums, gain_of
from pimpasa.learning.figures.evenings import DID, INTENDS, Evening, Share, evenings_of
from pimpasa.learning.figures.items import ItemLine, items_of
from pimpasa.learning.figures.release import Release
from pimpasa.learning.figures.summing import WHOLE
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.states import Phase

Key = TypeVar("Key", str, date)


@dataclass(frozen=True)
class Line(Generic[Key]):
    """One lesson, month or place."""

    key: Key
    gain: Gain


@dataclass(frozen=True)
class Pool:
    """`lesson` narrows every figure to that lesson; without one the whole test of each evening counts."""

    evenings: Collection[Evening]
    release: Release
    lesson: str = WHOLE

    @property
    def left_out(self) -> int:
        """Evenings of which a test is kept back."""
        return sum(self.release.leaves_out_some(evening) for evening in self.evenings)

    @property
    def paper_apart(self) -> int:
        """Sheets that tell one score for several lessons, and so nothing of this one."""
        if self.lesson == WHOLE:
            return 0
        mixed = [evening for evening in self.evenings if evening.lessons != (self.lesson,)]
        return sum(
            evening.on_paper(phase)
            for evening in mixed
            for phase in (Phase.BEFORE, Phase.AFTER)
            if self.release.divides_by_lesson(evening, phase)
        )

    @property
    def uncompared(self) -> int:
        """Evenings with only one of the two tests, beside others with both."""
        tested = [one for one in self.evenings if self._counted(one, self.lesson, Phase.BEFORE, Phase.AFTER)]
        return len(tested) - len(self._comparable(tested, self.lesson, Phase.AFTER))

    def gain(self, to: str = Phase.AFTER) -> Gain:
        return self._gain(self.evenings, self.lesson, to)

    def people(self, phase: str) -> int:
        return sum(one.people(phase) for one in self.evenings if self.release.counts(one, phase))

    def said(self, what: str, phase: str) -> Share:
        """Of evenings whose first lesson it is: only that one's action is asked about."""
        shares = (one.said.get((what, phase), Share()) for one in self._asked_about())
        return self._told(zip(self._asked_about(), shares, strict=True))

    def did_now(self) -> Share:
        return self._told((one, one.did_now) for one in self._asked_about())

    def by_lesson(self) -> list[Line[str]]:
        """In the order in which they are taught."""
        taught = {name for evening in self.evenings for name in evening.lessons}
        ordered = [name for name in library.lessons() if name in taught]
        return [
            Line(name, self._gain([one for one in self.evenings if name in one.lessons], name, Phase.AFTER))
            for name in ordered
        ]

    def by_month(self) -> list[Line[date]]:
        return self._by(lambda evening: evening.month)

    def by_place(self, place_of: Callable[[str], str]) -> list[Line[str]]:
        """`place_of` names the place that a village counts for."""
        return self._by(lambda evening: place_of(evening.village))

    def items(self) -> list[ItemLine]:
        """Two queries more."""
        return items_of(self.evenings, self.release, self.lesson)

    def _by(self, key: Callable[[Evening], Key]) -> list[Line[Key]]:
        groups: dict[Key, list[Evening]] = {}
        for evening in self.evenings:
            groups.setdefault(key(evening), []).append(evening)
        return [Line(name, self._gain(groups[name], self.lesson, Phase.AFTER)) for name in sorted(groups)]

    def _gain(self, evenings: Iterable[Evening], lesson: str, to: str) -> Gain:
        before, after, pairs = Sums(), Sums(), PairSums()
        for evening in self._comparable(evenings, lesson, to):
            has_before, has_after = (self._may_count(evening, lesson, phase) for phase in (Phase.BEFORE, to))
            before += evening.sums(lesson, Phase.BEFORE) if has_before else Sums()
            after += evening.sums(lesson, to) if has_after else Sums()
            pairs += evening.pairs.get((lesson, to), PairSums()) if has_before and has_after else PairSums()
        return gain_of(before, after, pairs)

    def _comparable(self, evenings: Iterable[Evening], lesson: str, to: str) -> list[Evening]:
        """Rooms differ, so those with both tests alone are compared, unless there are none."""
        known = list(evenings)
        both = [one for one in known if len(self._counted(one, lesson, Phase.BEFORE, to)) == 2]
        return both or known

    def _counted(self, evening: Evening, lesson: str, *phases: str) -> list[str]:
        """Of these tests, those that were held and may be told."""
        return [one for one in phases if evening.sums(lesson, one).n and self._may_count(evening, lesson, one)]

    def _may_count(self, evening: Evening, lesson: str, phase: str) -> bool:
        if lesson == WHOLE:
            return self.release.counts(evening, phase)
        return self.release.divides_by_lesson(evening, phase)

    def _asked_about(self) -> list[Evening]:
        return [one for one in self.evenings if self.lesson in (WHOLE, one.lessons[0])]

    def _told(self, shares: Iterable[tuple[Evening, Share]]) -> Share:
        return reduce(add, (share for one, share in shares if self.release.tells(one, share)), Share())


def pool_of(kits: QuerySet[SessionKit], owned: Scope, lesson: str = WHOLE) -> Pool:
    """`kits` are those asked for; `owned` is where the reader works."""
    taught = kits.filter(lessons__contains=[lesson]) if lesson else kits
    return Pool(evenings_of(taught), Release(owned), lesson)


__all__ = ["DID", "INTENDS", "Line", "Pool", "pool_of"]
