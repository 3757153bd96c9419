"""What the tests of each evening add up to, in a number of queries that no history changes.

A sheet of paper has one score for all its questions. So paper of an evening with several lessons counts for the whole
test only, not for one of the lessons.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from pimpasa.learning.figures.estimate import PairSums, Sums, of_piles
from pimpasa.learning.figures.summing import WHOLE, pair_sums, phone_sums
from pimpasa.learning.sessions.models import PaperTally, Response, RoomCount, SessionKit
from pimpasa.learning.sessions.states import Phase, State, Word

# What people mean to do, and what they did: on the spot, and by the later test.
INTENDS, DID = "intends", "did"


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.part + other.part, self.whole + other.whole)

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None


@dataclass
class Evening:
    """Keys are a lesson (or the whole test) and a phase; of pairs, the phase that is compared with the first."""

    id: UUID
    village: str
    held_on: date
    lessons: tuple[str, ...]
    did_now: Share
    phones: dict[tuple[str, str], Sums] = field(default_factory=dict)
    pairs: dict[tuple[str, str], PairSums] = field(default_factory=dict)
    paper: dict[str, Sums] = field(default_factory=dict)
    # Phase -> how many people each group of answers is: those of a form on phones, each tally of paper.
    groups: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    # What was asked, phase -> who said yes of those who said anything.
    said: dict[tuple[str, str], Share] = field(default_factory=dict)

    @property
    def month(self) -> date:
        return self.held_on.replace(day=1)

    @property
    def is_tested(self) -> bool:
        return any(self.groups.values())

    def people(self, phase: str) -> int:
        return sum(self.groups.get(phase, ()))

    def on_phones(self, phase: str) -> int:
        return self.people(phase) - self.on_paper(phase)

    def on_paper(self, phase: str) -> int:
        return self.paper[phase].n if phase in self.paper else 0

    def sums(self, lesson: str, phase: str) -> Sums:
        """All people whose scores are known for the lesson, or for the whole test."""
        phones = self.phones.get((lesson, phase), Sums())
        has_paper = lesson == WHOLE or self.lessons == (lesson,)
        return phones + self.paper.get(phase, Sums()) if has_paper else phones

    def says(self, what: str, phase: str, share: Share) -> None:
        self.said[what, phase] = self.said.get((what, phase), Share()) + share


def evenings_of(kits: QuerySet[SessionKit]) -> list[Evening]:
    """Those with tests, in no order. Six queries at most."""
    counts = RoomCount.objects.filter(kit=OuterRef("pk")).order_by("-recorded_at", "-id")
    rows = kits.exclude(state=State.CANCELLED).order_by()
    rows = rows.annotate(room=Subquery(counts.values("people")[:1]), did=Subquery(counts.values("did_it")[:1]))
    fields = ("pk", "village_id", "held_on", "lessons", "room", "did")
    found = {pk: _evening(pk, *rest) for pk, *rest in rows.values_list(*fields)}
    if found:
        _add_phones(found)
        _add_paper(found)
    return [one for one in found.values() if one.is_tested]


def _evening(pk: UUID, village: str, held_on: date, lessons: list[str], room: int | None, did: int | None) -> Evening:
    """Where nobody counted who did it, nothing is known of the room."""
    did_now = Share(did, room or 0) if did is not None else Share()
    return Evening(pk, village, held_on, tuple(lessons), did_now)


def _add_phones(found: dict[UUID, Evening]) -> None:
    for kit, lesson, phase, sums in phone_sums(found):
        found[kit].phones[lesson, phase] = sums
    for kit, lesson, phase, meet in pair_sums(found):
        found[kit].pairs[lesson, phase] = meet
    rows: QuerySet[Any] = Response.objects.filter(kit__in=list(found)).order_by()
    groups: Counter[tuple[UUID, str, str]] = Counter()
    told = rows.values_list("kit_id", "phase", "form", "intention", "done").annotate(number=Count("pk"))
    for kit, phase, form, intention, done, number in told:
        groups[kit, phase, form] += number
        for what, word in ((INTENDS, intention), (DID, done)):
            if word:
                found[kit].says(what, phase, Share(number if word == Word.YES else 0, number))
    for (kit, phase, _form), number in groups.items():
        found[kit].groups[phase].append(number)


def _add_paper(found: dict[UUID, Evening]) -> None:
    for tally in tallies_of(found):
        evening = found[tally.kit_id]
        evening.groups[tally.phase].append(tally.sheets)
        evening.paper[tally.phase] = evening.paper.get(tally.phase, Sums()) + of_piles(tally.piles)
        if tally.said_yes is not None:
            what = DID if tally.phase == Phase.LATER else INTENDS
            evening.says(what, tally.phase, Share(tally.said_yes, tally.sheets - (tally.said_nothing or 0)))


def tallies_of(kits: Iterable[UUID]) -> QuerySet[PaperTally]:
    # A kit's own manager is not typed; the class is the same.
    return PaperTally.objects.current().filter(kit__in=list(kits))
