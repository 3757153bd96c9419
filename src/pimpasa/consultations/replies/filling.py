"""Filling a saved reply from the facts of the day. What no longer holds is named, never filled with an older value."""

from dataclasses import dataclass
from datetime import date

from pimpasa.consultations.replies.models import PLACEHOLDER
from pimpasa.foundation.rules import Fact
from pimpasa.guidance.told import known_facts, worded


@dataclass(frozen=True)
class Filled:
    """`missing` are the ids that have no fact in force; their places stay visible in the text."""

    text: str
    facts: tuple[str, ...]
    missing: tuple[str, ...]


def fill(body: str, day: date) -> Filled:
    known = facts_on(day)
    ids = list(dict.fromkeys(PLACEHOLDER.findall(body)))
    words = {name: worded(known[name]) for name in ids if name in known}
    text = PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), body)
    return Filled(text, tuple(words), tuple(name for name in ids if name not in words))


def facts_on(day: date) -> dict[str, Fact]:
    return {name: fact for name, fact in known_facts().items() if fact.period.covers(day)}
