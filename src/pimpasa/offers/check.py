"""What a text shows about an offer of work abroad: signs with the words that show them, claims, and what is missing.

It protects a person who is about to answer a recruiter. It never says that an offer is safe and never says that
somebody is a victim: without signs nothing was found in this text, and nothing in it is verified. `outcome` is for
measuring the check and is shown to nobody. The same text gives the same answer on every channel: no clock, no chance,
no network; the day decides only which statements are in force. Nothing here keeps or logs the text.
"""

from dataclasses import dataclass, field
from datetime import date

LONGEST = 20_000
NOT_CHECKED = "not_checked"


class TextTooLongError(ValueError):
    """More than `LONGEST` characters; whoever asks must shorten the text."""


@dataclass(frozen=True)
class Quote:
    """The exact words of the given text from `start` to before `end`."""

    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Sign:
    """One sign that was found. `quote` is empty where the sign is that something is not said.

    `why` is plain Indonesian; `source` names a file of content/sources. `weight`: critical, high, medium, information.
    """

    code: str
    weight: str
    title: str
    quote: str
    start: int
    end: int
    why: str
    source: str
    article: str = ""
    leans_on: tuple[str, ...] = ()
    # Every place that shows it, in the order of the text; the first is `quote`.
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Claim:
    """Something the text says that can be verified; here it is always `not_checked`, for a claim is no evidence.

    `where` tells a person what to compare and where; `leans_on` names the facts of the guides that say the same.
    """

    kind: str
    title: str
    quote: str
    start: int
    end: int
    where: str
    source: str
    leans_on: tuple[str, ...] = ()
    state: str = NOT_CHECKED


@dataclass(frozen=True)
class Missing:
    """Something a complete offer says and this one does not."""

    code: str
    text: str


@dataclass(frozen=True)
class Step:
    """What a person can do now. `helplines` are ids of content/helplines.yaml."""

    code: str
    text: str
    helplines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """`is_offer` is false for warnings, news, chatter and work at home: signs are not looked for there.

    `danger`: help stands first. `outcome` is for evaluation only and is never shown.
    """

    is_offer: bool
    outcome: str
    signs: tuple[Sign, ...] = ()
    claims: tuple[Claim, ...] = ()
    missing: tuple[Missing, ...] = ()
    questions: tuple[str, ...] = ()
    next_steps: tuple[Step, ...] = ()
    danger: bool = False
    # Names the edition of the patterns, so that two answers can be compared.
    version: str = field(default="", compare=False)

    @property
    def may_be_shared(self) -> bool:
        """Without signs there is nothing to share or print: a recruiter could show it as a stamp."""
        return bool(self.signs)


def check(text: str, on: date | None = None) -> Check:
    """Deterministic; `on` is the day whose statements are shown. Raises TextTooLongError beyond `LONGEST`."""
    from .engine import examine

    if len(text) > LONGEST:
        raise TextTooLongError(f"paling panjang {LONGEST} huruf / at most {LONGEST} characters")
    return examine(text, on or date.today())
