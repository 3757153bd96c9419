"""What of an evening the figures of one reader may count.

Protects people in small rooms. Whoever works in the village counts everything. For everybody else an evening's test
counts whole or not at all: not with fewer than five people. It is divided (into lessons, into questions) only where
each group that would stand apart has five. So whatever two figures are subtracted from each other, months, places or
lessons, what is left is never fewer than five people.
"""

from dataclasses import dataclass

from pimpasa.foundation.counts import SMALL
from pimpasa.foundation.scope import Scope
from pimpasa.learning.figures.evenings import Evening, Share


@dataclass(frozen=True)
class Release:
    """`owned` are the villages where the reader works."""

    owned: Scope

    def counts(self, evening: Evening, phase: str) -> bool:
        return self._owns(evening) or _enough(evening.people(phase))

    def divides_by_lesson(self, evening: Evening, phase: str) -> bool:
        """Of several lessons only phones are told, so the paper would stand apart."""
        if self._owns(evening) or len(evening.lessons) == 1:
            return self.counts(evening, phase)
        return _enough(evening.on_phones(phase)) and _none_or_enough(evening.on_paper(phase))

    def divides_by_item(self, evening: Evening, phase: str) -> bool:
        """Each form has questions of its own, and a tally may leave them uncounted."""
        return self._owns(evening) or all(_enough(people) for people in evening.groups.get(phase, ()))

    def tells(self, evening: Evening, share: Share) -> bool:
        return self._owns(evening) or _enough(share.whole)

    def leaves_out_some(self, evening: Evening) -> bool:
        return not all(self.counts(evening, phase) for phase, people in evening.groups.items() if people)

    def _owns(self, evening: Evening) -> bool:
        return self.owned.contains(evening.village)


EVERYTHING, OUTSIDE = Release(Scope(everywhere=True)), Release(Scope())


def _enough(people: int) -> bool:
    return people >= SMALL


def _none_or_enough(people: int) -> bool:
    return not people or _enough(people)
