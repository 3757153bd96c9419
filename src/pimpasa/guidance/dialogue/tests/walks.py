"""Ways through a guide: few enough to be talked through, and every option, pair of options and fact occurs in one."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import combinations

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Fact, Guide, Office, RulesError, Walk
from pimpasa.guidance.offices import known_offices

# So many ways in a row that bring nothing new, and nothing new is looked for.
PATIENCE = 50
Option = tuple[str, str]
Chosen = tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """The options pressed, question by question, and what they lead to."""

    office: Office | None
    pressed: tuple[tuple[str, Chosen], ...]
    facts: frozenset[str]

    @cached_property
    def covered(self) -> frozenset[object]:
        options = [option for question, chosen in self.pressed for option in _options(question, chosen)]
        return frozenset([*map(frozenset, combinations(options, 2)), *options, *self.facts])


def _options(question: str, chosen: Chosen) -> list[Option]:
    return [(question, option) for option in chosen or ("-",)]


@cache
def covering_ways(guide_id: str, day: date) -> tuple[Way, ...]:
    """The greedy smallest: whichever way brings the most that is new, until none does."""
    ways = Search(load_library().guides[guide_id], day).ways()
    left = frozenset().union(*(way.covered for way in ways))
    chosen = []
    while left:
        best = max(ways, key=lambda way: len(way.covered & left))
        chosen.append(best)
        left -= best.covered
    return tuple(chosen)


@dataclass
class Search:
    """Goes where no way has been: at each question to what was never pressed together, then to what was least."""

    guide: Guide
    day: date
    chance: random.Random = field(default_factory=lambda: random.Random(20241104))
    met: set[object] = field(default_factory=set)
    times: Counter[Option] = field(default_factory=Counter)

    def ways(self) -> list[Way]:
        found, idle = [], 0
        while idle < PATIENCE:
            found.append(self.way())
            idle = 0 if self.note(found[-1]) else idle + 1
        for fact in self.guide.facts_on(self.day):
            found += self._ways_to(fact)
        return found

    def _ways_to(self, fact: Fact) -> list[Way]:
        """Up to the first that meets it."""
        found: list[Way] = []
        while fact.id not in self.met and len(found) < PATIENCE:
            found.append(self.way(fact))
            self.note(found[-1])
        return found

    def note(self, way: Way) -> bool:
        """Whether it brought anything new."""
        is_new = not way.covered <= self.met
        self.met |= way.covered
        self.times.update(option for question, chosen in way.pressed for option in _options(question, chosen))
        return is_new

    def way(self, fact: Fact | None = None) -> Way:
        """To this fact, as far as its condition tells the way."""
        office = self._office_for(fact) if fact else None
        wanted = dict(self.chance.choice(sorted(fact.when, key=_spelled))) if fact else {}
        compiled, answers, pressed = self.guide.on(self.day, office), {}, []
        walk = compiled.walk(answers)
        while (question := walk.question) is not None:
            chosen = max(self._possible(walk), key=lambda some: self._worth(question.id, some, pressed, wanted))
            answers[question.id] = chosen
            pressed += _options(question.id, chosen)
            walk = compiled.walk(answers)
        return Way(office, tuple(answers.items()), frozenset(fact.id for fact in walk.facts))

    def _office_for(self, fact: Fact) -> Office:
        """One that the fact speaks of; else any named, for some facts hold only where an office sells less."""
        named = fact.offices or frozenset().union(*(other.offices for other in self.guide.facts))
        return known_offices()[self.chance.choice(sorted(named))]

    def _worth(self, question: str, chosen: Chosen, pressed: list[Option], wanted: dict) -> tuple[float, ...]:
        options = _options(question, chosen)
        fits = sum(said in wanted.get(variable, (said,)) for variable, said in self._values(question, chosen))
        new = sum(frozenset((one, other)) not in self.met for one in options for other in pressed)
        return fits, new, -sum(self.times[one] for one in options) / len(options), self.chance.random()

    def _values(self, question: str, chosen: Chosen) -> list[Option]:
        """As conditions speak of them."""
        asked = self.guide.by_question[question]
        if not asked.many:
            return [(question, chosen[0])]
        return [(f"{question}.{one.id}", "yes" if one.id in chosen else "no") for one in asked.options]

    def _possible(self, walk: Walk) -> list[Chosen]:
        question = walk.question
        possible = [option.id for option in question.options if walk.can_choose(question, option.id)]
        if not question.many:
            return [(option,) for option in possible]
        sizes = range(question.at_least, min(3, len(possible)) + 1)
        samples = [self.chance.sample(possible, size) for size in sizes]
        some = [tuple(option for option in possible if option in sample) for sample in samples]
        return [one for one in some if _can_stand(walk, question.id, one)] or self._possible(walk)


def _spelled(every: frozenset[tuple[str, frozenset[str]]]) -> list[tuple[str, list[str]]]:
    """To sort by: sets come in another order in each process."""
    return sorted((variable, sorted(options)) for variable, options in every)


def _can_stand(walk: Walk, question: str, some: Chosen) -> bool:
    try:
        walk.compiled.walk({**walk.answers, question: some})
    except RulesError:
        return False
    return True
