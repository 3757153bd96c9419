"""Chance with a seed: the same seed and the same day make the same network."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from django.utils import timezone

from pimpasa.fieldwork.register.codes import ALPHABET, LENGTH, check_character

Thing = TypeVar("Thing")
SEED = 20241104
SATURDAY = 5
VERSION, VARIANT = 0x7 << 76, 0b10 << 62


class Dice(random.Random):
    """Nothing secret comes from here: everything it makes is invented."""

    def key(self, at: datetime) -> UUID:
        """A UUIDv7 of that moment, so that keys sort as if they had been made then."""
        milliseconds = int(at.timestamp() * 1000)
        return UUID(int=milliseconds << 80 | VERSION | self.getrandbits(12) << 64 | VARIANT | self.getrandbits(62))

    def code(self) -> str:
        """A check code of an officer, as `new_code` makes them."""
        body = "".join(self.choice(ALPHABET) for _ in range(LENGTH - 1))
        return body + check_character(body)

    def happens(self, share: float) -> bool:
        return self.random() < share

    def one_of(self, weights: dict[Thing, int]) -> Thing:
        return self.choices(list(weights), list(weights.values()))[0]

    def dealt(self, weights: dict[Thing, int]) -> Iterator[Thing]:
        """As often as the weights say, also among few: a pack of cards, shuffled anew when it is used up."""
        pack = [thing for thing, number in weights.items() for _ in range(number)]
        while True:
            yield from self.sample(pack, len(pack))

    def some_of(self, things: Sequence[Thing], most: int) -> list[Thing]:
        """One to `most` of them, in their own order."""
        chosen = self.sample(range(len(things)), self.randint(1, min(most, len(things))))
        return [things[number] for number in sorted(chosen)]

    def working_time(self, day: date, first_hour: int = 8, last_hour: int = 15) -> datetime:
        """A quarter of an hour within working hours of a working day: the day itself, or the Friday before."""
        while day.weekday() >= SATURDAY:
            day -= timedelta(days=1)
        clock = time(self.randint(first_hour, last_hour), self.choice((0, 15, 30, 45)))
        return timezone.make_aware(datetime.combine(day, clock))
