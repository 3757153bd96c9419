"""What each part holds on a person who signs in. Settings name the parts (PERSONAL_DATA).

Protects people's right to read, correct and have erased what is held on them, whichever part holds it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from pimpasa.foundation.ui import words

if TYPE_CHECKING:
    from pimpasa.accounts.models import User

# Moments stay moments, so that a page writes them for people and a file for programs.
Value = str | int | bool | date | datetime | None


@dataclass(frozen=True)
class Holding:
    """One kind of thing held on a person: where it lies, how many there are, and what they say."""

    title: str
    where: str
    count: int
    values: Sequence[dict[str, Value]] = field(default_factory=tuple)


def no_obstacles(user: "User") -> list[str]:
    return []


def nobody(asked: str) -> Iterable[UUID]:
    return ()


@dataclass(frozen=True)
class PersonalData:
    """A part's word on a person: what it holds, what must be done first, and how it erases."""

    part: str
    holdings: Callable[["User"], list[Holding]]
    # Puts the pseudonym in place of the name and empties what is personal; deeds stay. Runs inside one transaction.
    erase: Callable[["User", str], None]
    # Sentences that say what must pass to somebody else before the account may go.
    obstacles: Callable[["User"], list[str]] = no_obstacles
    # The accounts of people whom this part knows by such a name.
    find: Callable[[str], Iterable[UUID]] = nobody


def as_plain(holding: Holding) -> dict[str, object]:
    """For a file that another program reads: days and moments by ISO 8601, in the time of this place."""
    rows = [{name: _plain(value) for name, value in row.items()} for row in holding.values]
    return asdict(holding) | {"values": rows}


def _plain(value: Value) -> str | int | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def in_words(value: Value, language: str = "id") -> str:
    """For people: 4 November 2024, 08.00; a dash where there is nothing."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return words.yes_or_no(value, language)
    if isinstance(value, datetime):
        return words.moment(timezone.localtime(value), language)
    return words.day(value, language) if isinstance(value, date) else str(value)


def parts() -> list[PersonalData]:
    return [import_string(path) for path in settings.PERSONAL_DATA]


def holdings_of(user: "User") -> list[Holding]:
    return [holding for part in parts() for holding in part.holdings(user)]


def obstacles_for(user: "User") -> list[str]:
    return [sentence for part in parts() for sentence in part.obstacles(user)]


def known_as(asked: str) -> set[UUID]:
    """The accounts of everybody whom some part knows by a name that holds these words."""
    return {account for part in parts() for account in part.find(asked)}
