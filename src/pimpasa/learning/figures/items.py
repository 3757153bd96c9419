"""Each question over many evenings: how many had it right before and after, and which of them teach nobody anything."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from pimpasa.foundation.content.lessons import Item, Lesson
from pimpasa.learning import library
from pimpasa.learning.figures.evenings import Evening, Share, tallies_of
from pimpasa.learning.figures.release import Release
from pimpasa.learning.figures.summing import WHOLE
from pimpasa.learning.figures.wording import share_words
from pimpasa.learning.sessions.states import Phase

# Nearly everyone knew it before, and enough people were asked to say so.
KNOWN_SHARE, KNOWN_PEOPLE = 0.9, 20
PHASES = (Phase.BEFORE, Phase.AFTER)
RIGHT = """
SELECT response.phase, answer.key, count(*) FILTER (WHERE answer.key = ANY(response."right")), count(*)
FROM learning_response response CROSS JOIN LATERAL jsonb_each_text(response.answers) answer
WHERE (response.phase = 'before' AND response.kit_id = ANY(%s))
    OR (response.phase = 'after' AND response.kit_id = ANY(%s))
GROUP BY response.phase, answer.key
"""


@dataclass(frozen=True)
class ItemLine:
    item: Item
    lesson: Lesson
    before: Share
    after: Share

    @property
    def was_known(self) -> bool:
        before = self.before
        return before.whole >= KNOWN_PEOPLE and before.part >= KNOWN_SHARE * before.whole

    @property
    def before_words(self) -> str:
        return share_words(self.before)

    @property
    def after_words(self) -> str:
        return share_words(self.after)


def items_of(evenings: Iterable[Evening], release: Release, lesson: str = WHOLE) -> list[ItemLine]:
    """Only questions that somebody was asked, in the order of their lessons. A question left open is not right."""
    shares = _shares(_told(list(evenings), release))
    chosen = [one for one in library.lessons().values() if lesson in (WHOLE, one.id)]
    lines = (_line(item, one, shares) for one in chosen for item in one.items)
    return [line for line in lines if line.before.whole or line.after.whole]


def _line(item: Item, lesson: Lesson, shares: dict[tuple[str, str], Share]) -> ItemLine:
    before, after = (shares.get((phase, item.id), Share()) for phase in PHASES)
    return ItemLine(item, lesson, before, after)


def _told(evenings: list[Evening], release: Release) -> dict[str, list[UUID]]:
    return {phase: [one.id for one in evenings if release.divides_by_item(one, phase)] for phase in PHASES}


def _shares(kits: dict[str, list[UUID]]) -> dict[tuple[str, str], Share]:
    found: dict[tuple[str, str], Share] = defaultdict(Share)
    with connection.cursor() as cursor:
        cursor.execute(RIGHT, [kits[phase] for phase in PHASES])
        for phase, name, right, asked in cursor.fetchall():
            found[phase, name] += Share(right, asked)
    for tally in tallies_of({kit for told in kits.values() for kit in told}):
        if tally.kit_id in kits.get(tally.phase, ()):
            for name, right in tally.item_rights.items():
                found[tally.phase, name] += Share(right, tally.sheets)
    return found
