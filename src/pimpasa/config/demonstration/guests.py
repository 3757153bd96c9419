"""Who comes to an evening of the play, and what they know before, after and weeks later: invented, gains modest."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from uuid import UUID

from pimpasa.config.demonstration.dice import Dice
from pimpasa.fieldwork.activities.kinds import AgeBand, Sex
from pimpasa.foundation.content.lessons import Item
from pimpasa.learning.sessions.states import Phase, Way, Word
from pimpasa.learning.sessions.tokens import LEAST, MOST, SYMBOLS, Token

PAPER = "paper"
# How ways to answer are dealt out in a hall: most have a phone, or few.
MOST_PHONES, MUCH_PAPER = {Way.PHONE.value: 8, Way.SHARED.value: 4}, {Way.PHONE.value: 4, Way.SHARED.value: 3, PAPER: 6}
# Of twenty questions, how many a room has right before the lesson, and how much of what it learns stays.
PACK, KNOWS, LEFT_OPEN = 20, 10, 0.05
EASIER = {"mudah": 2, "sedang": 0, "sulit": -2}
KEEPS = {Phase.BEFORE: 0.0, Phase.AFTER: 1.0, Phase.LATER: 0.7}
BEFORE_ONLY, AFTER_ONLY, LATER_TOO, WITHOUT_TOKEN = 0.06, 0.05, 0.5, 0.08
SAYS = {
    Phase.BEFORE: {Word.YES.value: 4, Word.NO.value: 2, Word.UNKNOWN.value: 4, "": 1},
    Phase.AFTER: {Word.YES.value: 6, Word.NO.value: 1, Word.UNKNOWN.value: 3, "": 1},
    Phase.LATER: {Word.YES.value: 4, Word.NO.value: 5, "": 1},
}
BANDS = {AgeBand.FROM_18: 3, AgeBand.FROM_25: 5, AgeBand.FROM_45: 3, AgeBand.FROM_60: 1}


@dataclass(frozen=True)
class Guest:
    """One person in the hall. Who answers on paper has a form too, which the picture decides as on a phone."""

    way: str
    token: Token | None
    pair: UUID | None
    phases: frozenset[Phase]
    sex: str
    band: str

    @property
    def symbol(self) -> str:
        return self.token.symbol if self.token else ""


@dataclass
class Crowd:
    """Right answers and words are dealt, not thrown: a small room would tell any story but the one it should.

    `learns`: how many more of twenty questions are right after the lesson.
    """

    dice: Dice
    guests: list[Guest]
    learns: int
    _right: dict[tuple[Phase, str], Iterator[bool]] = field(default_factory=dict)
    _words: dict[Phase, Iterator[str]] = field(default_factory=dict)

    @property
    def participants(self) -> dict[tuple[str, str], int]:
        return dict(sorted(Counter((one.sex, one.band) for one in self.guests).items()))

    def on_phones(self, phase: Phase) -> list[Guest]:
        return [one for one in self.guests if one.way != PAPER and phase in one.phases]

    def on_paper(self, phase: Phase) -> list[Guest]:
        return [one for one in self.guests if one.way == PAPER and phase in one.phases]

    def answers(self, phase: Phase, items: list[Item]) -> dict[str, str]:
        return {item.id: self._option(phase, item) for item in items}

    def says(self, phase: Phase) -> str:
        """To "will you?", and weeks later to "have you?"."""
        return next(self._words.setdefault(phase, self.dice.dealt(SAYS[phase])))

    def _option(self, phase: Phase, item: Item) -> str:
        if next(self._right.setdefault((phase, item.difficulty), self._pack(phase, item.difficulty))):
            return item.right
        wrong = [option.key for option in item.options if option.key != item.right]
        return "" if self.dice.happens(LEFT_OPEN) else self.dice.choice(wrong)

    def _pack(self, phase: Phase, difficulty: str) -> Iterator[bool]:
        right = KNOWS + EASIER[difficulty] + round(self.learns * KEEPS[phase])
        return self.dice.dealt({True: right, False: PACK - right})


def gather(dice: Dice, number: int, ways: dict[str, int], *, learns: int, come_again: bool) -> Crowd:
    """`come_again`: some answer the later test too."""
    tokens, dealt = _tokens(dice, number), dice.dealt(ways)
    return Crowd(dice, [_guest(dice, next(dealt), token, come_again) for token in tokens], learns)


def _tokens(dice: Dice, number: int) -> Iterator[Token]:
    chosen = dice.sample(list(product(SYMBOLS, range(LEAST, MOST + 1))), number)
    return (Token(symbol, value) for symbol, value in chosen)


def _guest(dice: Dice, way: str, token: Token, come_again: bool) -> Guest:
    forgets = way != PAPER and dice.happens(WITHOUT_TOKEN)
    return Guest(
        way=way,
        token=None if forgets else token,
        pair=None if forgets or way == PAPER else UUID(int=dice.getrandbits(128), version=4),
        phases=_phases(dice, may_come_again=come_again and way != PAPER),
        sex=dice.choice(list(Sex)).value,
        band=dice.one_of(BANDS).value,
    )


def _phases(dice: Dice, *, may_come_again: bool) -> frozenset[Phase]:
    """Most answer both tests; somebody leaves early, somebody comes late."""
    found = {Phase.BEFORE, Phase.AFTER}
    if dice.happens(BEFORE_ONLY):
        found.remove(Phase.AFTER)
    elif dice.happens(AFTER_ONLY):
        found.remove(Phase.BEFORE)
    if may_come_again and dice.happens(LATER_TOO):
        found.add(Phase.LATER)
    return frozenset(found)
