"""What the room knew before and after, on the spot: every share with the number of people it comes from.

Plain shares and means, of everybody who answered; nothing here says that the lesson caused a difference.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pimpasa.foundation.content.lessons import Item, Lesson, Step
from pimpasa.foundation.counts import SMALL
from pimpasa.learning.sessions.asked import items_of, lessons_of
from pimpasa.learning.sessions.models import PaperTally, Response, RoomCount, SessionKit
from pimpasa.learning.sessions.queries import current_tallies
from pimpasa.learning.sessions.states import Form, Phase, Word

# A question that fewer answer rightly is explained again; which line to draw is our proposal.
WEAK, MOST_WEAK = 60, 3


@dataclass
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0
    hides_small: bool = False

    def add(self, part: int, whole: int) -> None:
        self.part += part
        self.whole += whole

    @property
    def is_hidden(self) -> bool:
        return self.hides_small and 0 < self.whole < SMALL

    @property
    def percent(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole and not self.is_hidden else None


@dataclass
class PhaseResult:
    """`right` is of all questions put to all people, `people` how many they were."""

    phase: Phase
    people: int = 0
    right: Share = field(default_factory=Share)
    intends: Share = field(default_factory=Share)
    did: Share = field(default_factory=Share)
    hides_small: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.hides_small and 0 < self.people < SMALL

    @property
    def percent(self) -> int | None:
        return None if self.is_hidden else self.right.percent


@dataclass
class ItemResult:
    item: Item
    lesson: Lesson
    shares: dict[str, Share]

    @property
    def before(self) -> Share:
        return self.shares[Phase.BEFORE]

    @property
    def after(self) -> Share:
        return self.shares[Phase.AFTER]

    @property
    def latest(self) -> Share:
        """What is known of the room now."""
        return self.after if self.after.whole else self.before

    @property
    def steps(self) -> list[Step]:
        """The steps of the lesson that carry what was asked."""
        return [part for part in self.lesson.leaning_on(set(self.item.facts)) if isinstance(part, Step)]


@dataclass
class Results:
    kit: SessionKit
    phases: dict[str, PhaseResult]
    items: list[ItemResult]
    count: RoomCount | None

    @property
    def before(self) -> PhaseResult:
        return self.phases[Phase.BEFORE]

    @property
    def after(self) -> PhaseResult:
        return self.phases[Phase.AFTER]

    @property
    def later(self) -> PhaseResult:
        return self.phases[Phase.LATER]

    @property
    def shown_phases(self) -> list[PhaseResult]:
        """The later test has a column once somebody answered it."""
        return [one for one in self.phases.values() if one.phase != Phase.LATER or one.people]

    @property
    def did_it_now(self) -> Share:
        """Counted by the presenter, in the room."""
        hides = self.before.hides_small
        if self.count is None or self.count.did_it is None:
            return Share(hides_small=hides)
        return Share(self.count.did_it, self.count.people, hides)

    @property
    def has_any(self) -> bool:
        return any(phase.people for phase in self.phases.values())

    @cached_property
    def weak(self) -> list[ItemResult]:
        """What the room knows least, at most three, and only where most of the room did not know it."""
        known = [one for one in self.items if one.latest.percent is not None and one.latest.percent < WEAK]
        return sorted(known, key=lambda one: one.latest.percent or 0)[:MOST_WEAK]

    @property
    def more_than_room(self) -> bool:
        """More answers to one test than heads counted: somebody answered twice, or the count is wrong."""
        return bool(self.count and max(self.before.people, self.after.people) > self.count.people)


def results_of(kit: SessionKit, *, hides_small: bool) -> Results:
    """A fixed number of queries. `hides_small`: for readers who do not work in the village."""
    found = _empty(kit, hides_small)
    by_item = {one.item.id: one for one in found.items}
    for response in Response.objects.filter(kit=kit).only("phase", "answers", "right", "intention", "done"):
        _add_response(found, by_item, response)
    for tally in current_tallies(kit):
        _add_tally(found, by_item, tally)
    return found


def _empty(kit: SessionKit, hides: bool) -> Results:
    lessons = {item.id: lesson for lesson in lessons_of(kit) for item in lesson.items}
    items = [ItemResult(item, lessons[item.id], _shares(hides)) for form in Form for item in items_of(kit, form)]
    phases: dict[str, PhaseResult] = {
        phase: PhaseResult(phase, intends=Share(hides_small=hides), did=Share(hides_small=hides), hides_small=hides)
        for phase in Phase
    }
    return Results(kit, phases, items, kit.counts.last())


def _shares(hides: bool) -> dict[str, Share]:
    return {phase: Share(hides_small=hides) for phase in Phase}


def _add_response(found: Results, by_item: dict[str, ItemResult], response: Response) -> None:
    phase = found.phases[response.phase]
    phase.people += 1
    phase.right.add(len(response.right), len(response.answers))
    _add_word(phase.intends, response.intention)
    _add_word(phase.did, response.done)
    right = set(response.right)
    for name in response.answers:
        if name in by_item:
            by_item[name].shares[response.phase].add(name in right, 1)


def _add_word(share: Share, word: str) -> None:
    """Who said nothing is in no share."""
    if word:
        share.add(word == Word.YES, 1)


def _add_tally(found: Results, by_item: dict[str, ItemResult], tally: PaperTally) -> None:
    phase = found.phases[tally.phase]
    phase.people += tally.sheets
    phase.right.add(held(tally.piles), tally.sheets * (len(tally.piles) - 1))
    if tally.said_yes is not None:
        said = phase.did if tally.phase == Phase.LATER else phase.intends
        said.add(tally.said_yes, tally.sheets - (tally.said_nothing or 0))
    for name, number in tally.item_rights.items():
        if name in by_item:
            by_item[name].shares[tally.phase].add(number, tally.sheets)


def held(piles: Iterable[int]) -> int:
    """How many right answers these piles hold."""
    return sum(score * pile for score, pile in enumerate(piles))
