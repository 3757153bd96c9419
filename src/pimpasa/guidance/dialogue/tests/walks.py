"""Ways through a guide: few enough to be talked through, and every option, pair of options and fact occurs in one."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Guide, Office, RulesError, Walk
from pimpasa.guidance.offices import known_offices

TRIED = 1200
Option = tuple[str, str]


@dataclass(frozen=True)
class Way:
    """The options pressed, question by question, and what they lead to."""

    office: Office | None
    pressed: tuple[tuple[str, tuple[str, ...]], ...]
    facts: frozenset[str]

    @property
    def covered(self) -> frozenset[object]:
        options = sorted((question, option) for question, chosen in self.pressed for option in chosen or ("-",))
        return frozenset([*combinations(options, 2), *options, *self.facts])


@cache
def covering_ways(guide_id: str, day: date) -> tuple[Way, ...]:
    """The greedy smallest: whichever way brings the most that is new, until none does."""
    ways = list(_tried(load_library().guides[guide_id], day))
    left = frozenset().union(*(way.covered for way in ways))
    chosen = []
    while left:
        best = max(ways, key=lambda way: len(way.covered & left))
        chosen.append(best)
        left -= best.covered
    return tuple(chosen)


def _tried(guide: Guide, day: date) -> Iterator[Way]:
    chance = random.Random(20241104)
    scoped = {code for fact in guide.facts for code in fact.offices}
    named = [known_offices()[code] for code in sorted(scoped)]
    offices = [None] * TRIED + named * (TRIED // 10 // max(1, len(named)))
    for office in offices:
        yield _way(guide, day, office, chance)


def _way(guide: Guide, day: date, office: Office | None, chance: random.Random) -> Way:
    compiled, answers = guide.on(day, office), {}
    walk = compiled.walk(answers)
    while walk.question is not None:
        answers[walk.question.id] = _pick(walk, chance)
        walk = compiled.walk(answers)
    return Way(office, tuple(answers.items()), frozenset(fact.id for fact in walk.facts))


def _pick(walk: Walk, chance: random.Random) -> tuple[str, ...]:
    question = walk.question
    possible = [option.id for option in question.options if walk.can_choose(question, option.id)]
    if not question.many:
        return (chance.choice(possible),)
    while True:
        some = tuple(chance.sample(possible, chance.randint(question.at_least, min(3, len(possible)))))
        if _can_stand(walk, question.id, some):
            return tuple(option for option in possible if option in some)


def _can_stand(walk: Walk, question: str, some: tuple[str, ...]) -> bool:
    try:
        walk.compiled.walk({**walk.answers, question: some})
    except RulesError:
        return False
    return True
