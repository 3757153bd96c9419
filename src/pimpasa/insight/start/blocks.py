from dataclasses import dataclass, field

from django.utils.functional import Promise


@dataclass(frozen=True)
class Link:
    words: str | Promise
    url: str
    note: str | Promise = ""


@dataclass(frozen=True)
class Number:
    """A number with what it counts. An alarm is told by its words too, never by its colour alone."""

    shown: int
    words: str | Promise
    url: str
    is_alarm: bool = False


@dataclass(frozen=True)
class Block:
    """What one role sees first."""

    title: str | Promise
    main: Link
    links: list[Link]
    numbers: list[Number] = field(default_factory=list)
    has_due: bool = False
