"""Questions and facts as the content states them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .conditions import ALWAYS, Condition

Text = dict[str, str]


class Kind(StrEnum):
    DOCUMENT = "document"
    FEE = "fee"
    STEP = "step"
    TIME = "time"
    PLACE = "place"
    WARNING = "warning"
    RIGHT = "right"
    CONTACT = "contact"
    NOTE = "note"


class Status(StrEnum):
    IN_FORCE = "in_force"
    ANNOUNCED = "announced"
    CONTESTED = "contested"


@dataclass(frozen=True)
class Option:
    id: str
    text: Text
    range: tuple[int, int] | None = None

    def covers(self, number: int) -> bool:
        return self.range is not None and self.range[0] <= number <= self.range[1]


@dataclass(frozen=True, eq=False)
class Question:
    id: str
    text: Text
    options: tuple[Option, ...]
    help: Text | None = None
    many: bool = False
    at_least: int = 0
    sensitive: bool = False
    only_if: Condition = ALWAYS

    @property
    def variables(self) -> dict[str, tuple[str, ...]]:
        """The variables this question fills, each with the options it may take."""
        if self.many:
            return {f"{self.id}.{option.id}": ("no", "yes") for option in self.options}
        return {self.id: tuple(option.id for option in self.options)}

    def option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, eq=False)
class Period:
    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, eq=False)
class Impossible:
    """Answers that cannot be true together, with the reason people are told."""

    when: Condition
    text: Text
    period: Period
    line: int


@dataclass(frozen=True, eq=False)
class Availability:
    """What offices sell during a period; `areas` are region code prefixes."""

    pattern: str
    period: Period
    source: str
    confidence: str
    offices: frozenset[str] = frozenset()
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Fact:
    """One dated statement with its source. `when` already includes terms, exceptions and when a question applies."""

    id: str
    kind: Kind
    about: str
    text: Text
    when: Condition
    period: Period
    source: str
    article: str
    status: Status
    confidence: str
    file: str
    line: int
    more: Text | None = None
    review_by: date | None = None
    offices: frozenset[str] = frozenset()
    amount: int | None = None
    currency: str = "IDR"
    adds: bool = False
    waives: str | None = None
    one_of: str | None = None
    dispute: str | None = None
    how: str | None = None

    @property
    def is_base_fee(self) -> bool:
        return self.kind is Kind.FEE and not self.adds and self.waives is None and self.status != Status.ANNOUNCED

    @property
    def is_uncertain(self) -> bool:
        return self.confidence == "C"

    @property
    def value(self) -> tuple[object, ...]:
        """What must not differ between two facts about the same thing that hold together."""
        return (self.amount, self.currency, self.waives, tuple(sorted(self.text.items())))
