"""What `content/offers` holds: signs, evidence that can be verified, what is missing, questions, steps, thresholds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pimpasa.foundation.rules.model import Period

from .lexicon import Lexicon
from .patterns import Families, Pattern, Phrases

WEIGHTS = ("critical", "high", "medium", "information")


@dataclass(frozen=True)
class Together:
    """A pattern that shows something only when the text says one of `along` elsewhere, and none of `without`."""

    shows: tuple[Pattern, ...]
    along: frozenset[str]
    without: frozenset[str]


@dataclass(frozen=True)
class Shown:
    """How something is recognised. `unless` are words nearby that take it back ("dipegang sendiri")."""

    patterns: tuple[Pattern, ...]
    together: tuple[Together, ...]
    unless: frozenset[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True)
class SignKind:
    """`unless_claims`: not a sign where the text claims one of these; `silent`: also a sign when nothing is said.

    `circumstance`: a place or an age, which by itself is no offer of anything.
    """

    code: str
    weight: str
    title: str
    why: str
    source: str
    article: str
    leans_on: tuple[str, ...]
    shown: Shown
    unless_claims: frozenset[str]
    unless_said: frozenset[str]
    silent: bool
    danger: bool
    circumstance: bool


@dataclass(frozen=True)
class ClaimKind:
    """`evidence`: one of the things that a complete offer names, or only something to compare (a number, a name)."""

    code: str
    title: str
    where: str
    source: str
    leans_on: tuple[str, ...]
    evidence: bool
    shown: Shown


@dataclass(frozen=True)
class MissingKind:
    """Missing when the text holds none of these claims and says none of these words."""

    code: str
    text: str
    claims: frozenset[str]
    said: frozenset[str]


@dataclass(frozen=True)
class QuestionKind:
    """Asked when one of these signs or missing things is there; earlier ones first."""

    code: str
    text: str
    on: frozenset[str]
    always: bool


@dataclass(frozen=True)
class StepKind:
    code: str
    text: str
    helplines: tuple[str, ...]
    on: frozenset[str]
    always: bool


@dataclass(frozen=True)
class Threshold:
    """So many signs of these weights together."""

    signs: Mapping[str, int]


@dataclass(frozen=True)
class Thresholds:
    """`unsafe`: any of them is enough. `complete`: an offer that claims all of one set is complete."""

    unsafe: tuple[Threshold, ...]
    complete: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class PayLine:
    """From this sum a month (in each currency) pay for unskilled work at such a place is far out of the ordinary."""

    places: frozenset[str]
    from_sum: Mapping[str, float]


@dataclass(frozen=True)
class Scope:
    """What takes the words of a text out of the offer."""

    warns: tuple[Pattern, ...]
    not_warnings: tuple[Pattern, ...]
    warns_before: tuple[Pattern, ...]
    reports: tuple[Pattern, ...]
    frames: tuple[tuple[Pattern, ...], ...]
    offers: tuple[tuple[float, tuple[Pattern, ...]], ...]
    work: frozenset[str]
    abroad: frozenset[str]
    local: frozenset[str]
    danger: tuple[Pattern, ...]


@dataclass(frozen=True)
class Taxonomy:
    signs: Mapping[str, SignKind]
    claims: Mapping[str, ClaimKind]
    missing: tuple[MissingKind, ...]
    questions: tuple[QuestionKind, ...]
    steps: tuple[StepKind, ...]
    thresholds: Thresholds
    pay: tuple[PayLine, ...]
    scope: Scope
    # When each statement of the guides is in force.
    guide_facts: Mapping[str, Period]
    families: Families
    lexicon: Lexicon
    phrases: Phrases
    version: str

    def in_force(self, facts: tuple[str, ...], on: date) -> tuple[str, ...]:
        return tuple(name for name in facts if self.guide_facts[name].covers(on))
