"""A fact as it is told to somebody in writing, and the seal that shows later whether it still reads the same."""

import hashlib

from django.utils.translation import gettext as _

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Fact, Kind
from pimpasa.foundation.ui.words import day, money, say
from pimpasa.guidance.presenting import badge_of


def known_facts() -> dict[str, Fact]:
    return {name: fact for guide in load_library().guides.values() for name, fact in guide.by_id.items()}


def seal_of(fact: Fact) -> str:
    """Changes with what the fact tells people: words, amount, dates, standing."""
    told = (sorted(fact.text.items()), fact.amount, fact.currency, str(fact.period), str(fact.status), fact.source)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def worded(fact: Fact, language: str = "id") -> str:
    """The fact in one line with its price, its doubt, its source and since when it holds."""
    price = f": {money(fact.amount, fact.currency)}" if fact.kind is Kind.FEE and fact.amount is not None else ""
    doubt = badge_of(fact)[0]
    return f"{say(fact.text, language)}{price}{f' ({doubt})' if doubt else ''} [{source_of(fact, language)}]"


def source_of(fact: Fact, language: str = "id") -> str:
    """The source as people may look it up, and the day that dates it."""
    source = load_library().sources[fact.source]
    name = " ".join(part for part in (source.name, fact.article) if part)
    if fact.period.start:
        return _("sumber: %(name)s, berlaku sejak %(day)s") % {"name": name, "day": day(fact.period.start, language)}
    return _("sumber: %(name)s, dibaca %(day)s") % {"name": name, "day": day(source.checked_on, language)}
