"""An answer as the page shows it."""

from dataclasses import dataclass
from datetime import date

from pimpasa.foundation.content.helplines import Helpline
from pimpasa.offers.check import Check, Claim, Sign, Step
from pimpasa.offers.wording import WEIGHTS, helplines_named, source_of, source_words

from .asked import STATES, Asked

STRONG = ("critical", "high")


@dataclass(frozen=True)
class ShownSign:
    """`is_strong` ones stand open, the others are folded: whoever reads on a small phone sees the heavy ones first."""

    weight: str
    is_strong: bool
    title: str
    quotes: tuple[str, ...]
    why: str
    source: str
    link: str


@dataclass(frozen=True)
class ShownClaim:
    """`states` are what the person may set; the one she set is named by `state`."""

    kind: str
    title: str
    quote: str
    where: str
    source: str
    link: str
    state: str
    states: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownStep:
    text: str
    helplines: list[Helpline]


@dataclass(frozen=True)
class Shown:
    check: Check
    signs: list[ShownSign]
    claims: list[ShownClaim]
    steps: list[ShownStep]

    @property
    def may_be_printed(self) -> bool:
        return self.check.may_be_shared


def shown(found: Check, asked: Asked, on: date) -> Shown:
    signs = [_sign(one, on) for one in found.signs]
    claims = [_claim(one, asked, on) for one in found.claims]
    return Shown(found, signs, claims, [_step(one) for one in found.next_steps])


def _sign(one: Sign, on: date) -> ShownSign:
    words = tuple(dict.fromkeys(quote.words for quote in one.quotes)) or ((one.quote,) if one.quote else ())
    return ShownSign(
        weight=str(WEIGHTS[one.weight]),
        is_strong=one.weight in STRONG,
        title=one.title,
        quotes=words,
        why=one.why,
        source=source_words(one.source, one.article, on),
        link=source_of(one.source).link,
    )


def _claim(one: Claim, asked: Asked, on: date) -> ShownClaim:
    return ShownClaim(
        kind=one.kind,
        title=one.title,
        quote=one.quote,
        where=one.where,
        source=source_words(one.source, "", on),
        link=source_of(one.source).link,
        state=asked.states.get(one.kind, one.state),
        states=tuple((name, str(words)) for name, words in STATES.items()),
    )


def _step(one: Step) -> ShownStep:
    return ShownStep(one.text, helplines_named(one.helplines))
