"""The wall sheet: the six commonest situations, each walked through the guide like any other answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pimpasa.foundation.content import Source, load_library
from pimpasa.foundation.rules import Fact
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.answers import Answer, answer_for, sources_of
from pimpasa.guidance.presenting import Presenter, number_sources
from pimpasa.regions.gazetteer import Place
from pimpasa.regions.queries import serving_office

from .choices import chosen
from .places import office, village
from .poster import facts_in_force, helplines
from .shown import Data, all_shown, cost, group, plain_fact

References = dict[str, tuple[int, Source]]


@dataclass(frozen=True)
class Situation:
    """One card: its words, and the answer at each of its prices. An office is not named: the sheet serves any."""

    id: str
    title: str
    note: str
    labels: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def first(self) -> Answer:
        return self.answers[0]


@dataclass(frozen=True)
class Shared:
    """A way that several situations have in common: printed once, under a letter that each of their cards names."""

    letter: str
    facts: frozenset[str]
    members: frozenset[int]


def wall_sheet_data(place: Place | None, day: date) -> Data:
    choice = chosen("wall_sheet")
    situations = read_situations(choice, day)
    ways = shared_ways(situations, frozenset(choice["left_out"]))
    answers = [answer for one in situations for answer in one.answers]
    references = number_sources(answers)
    return {
        "title": say(load_library().guides[choice["guide"]].title),
        "cards": [_card(number, one, ways, references) for number, one in enumerate(situations)],
        "ways": [_way(way, situations, references) for way in ways],
        "never_asked": [plain_fact(fact) for fact in facts_in_force(choice["guide"], choice["never_asked"], day)],
        "helplines": helplines(),
        "sources": "; ".join(source.name for source in sources_of(_printed(answers))),
    } | _where(place, day)


def read_situations(choice: dict[str, Any], day: date) -> list[Situation]:
    return [_situation(choice, card, day) for card in choice["cards"]]


def _situation(choice: dict[str, Any], card: dict[str, Any], day: date) -> Situation:
    prices = [choice["prices"][name] for name in card["prices"]]
    given = [choice["answers"] | card["answers"] | price["answers"] for price in prices]
    answers = tuple(_walked(choice["guide"], one, day) for one in given)
    labels = tuple(say(price["label"]) for price in prices)
    return Situation(card["id"], say(card["title"]), say(card["note"]), labels, answers)


def _walked(guide_id: str, given: dict[str, object], day: date) -> Answer:
    """The complete answer; of the common answers only those that the guide asks in this situation."""
    asked = answer_for(guide_id, given, day, None).walk.used
    answer = answer_for(guide_id, {name: given[name] for name in given if name in asked}, day, None)
    assert answer.walk.question is None, f"{guide_id}: {answer.walk.question and answer.walk.question.id} is open"
    return answer


def shared_ways(situations: list[Situation], left_out: frozenset[str]) -> list[Shared]:
    """The steps, times and visitors of several situations, gathered by who has them: the longest lists first."""
    owners: dict[str, set[int]] = {}
    for number, one in enumerate(situations):
        for fact in _said(one.first, left_out):
            owners.setdefault(fact.id, set()).add(number)
    lists: dict[frozenset[int], set[str]] = {}
    for name, members in owners.items():
        lists.setdefault(frozenset(members), set()).add(name)
    kept = [(members, names) for members, names in lists.items() if len(members) > 1 and len(names) >= WORTH_A_LIST]
    kept.sort(key=lambda pair: (len(pair[0]) == len(situations), -len(pair[1])))
    return [Shared(chr(ord("A") + n), frozenset(names), members) for n, (members, names) in enumerate(kept)]


# Fewer lines than this are repeated on the cards: looking them up elsewhere costs more.
WORTH_A_LIST = 3


def _said(answer: Answer, left_out: frozenset[str] = frozenset()) -> list[Fact]:
    facts = (*(fact for step in answer.steps for fact in step.facts), *answer.presence, *answer.times)
    return [fact for fact in facts if fact.about not in left_out]


def _card(number: int, one: Situation, ways: list[Shared], references: References) -> Data:
    people = [Presenter(answer, "id", references) for answer in one.answers]
    followed = [way for way in ways if number in way.members]
    elsewhere = frozenset().union(*(way.facts for way in followed))
    left = frozenset(fact.id for fact in _said(one.first, frozenset(chosen("wall_sheet")["left_out"]))) - elsewhere
    return {
        "title": one.title,
        "note": one.note,
        "prices": [{"label": label} | cost(person) for label, person in zip(one.labels, people, strict=True)],
        "papers": [group(paper) for paper in people[0].papers],
        "letters": [way.letter for way in followed],
    } | _steps(people[0], left)


def _way(way: Shared, situations: list[Situation], references: References) -> Data:
    first = situations[min(way.members)].first
    titles = [situations[number].title for number in sorted(way.members)]
    is_everyone = len(way.members) == len(situations)
    title = "" if is_everyone else "; ".join(titles)
    return {"letter": way.letter, "title": title} | _steps(Presenter(first, "id", references), way.facts)


def _steps(person: Presenter, wanted: frozenset[str]) -> Data:
    """Those steps, visitors and times of an answer that are wanted, in its order."""
    return {
        "steps": [group(step) for step in person.steps if {fact.id for fact in step.items} <= wanted],
        "presence": all_shown(fact for fact in person.presence if fact.id in wanted),
        "times": all_shown(fact for fact in person.times if fact.id in wanted),
    }


def _printed(answers: Iterable[Answer]) -> list[Fact]:
    """The facts on the sheet, for its list of sources."""
    return [fact for answer in answers for fact in (*_paid(answer), *_brought(answer), *_said(answer))]


def _paid(answer: Answer) -> list[Fact]:
    return [line.fact for line in (*answer.cost.bases, *answer.cost.added)] if answer.cost else []


def _brought(answer: Answer) -> list[Fact]:
    return [fact for paper in answer.papers for fact in paper.facts]


def _where(place: Place | None, day: date) -> Data:
    serving = serving_office(place.code) if place else None
    return {
        "village": village(place) if place else None,
        "office": office(serving.office, day, not serving.confirmed) if serving else None,
    }
