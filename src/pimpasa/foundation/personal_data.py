"""What each part holds on a person who signs in. Settings name the parts (PERSONAL_DATA).

Protects people's right to read, correct and have erased what is held on them, whichever part holds it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from pimpasa.accounts.models import User

Value = str | int | bool | None


@dataclass(frozen=True)
class Holding:
    """One kind of thing held on a person: where it lies, how many there are, and what they say."""

    title: str
    where: str
    count: int
    values: Sequence[dict[str, Value]] = field(default_factory=tuple)


def no_obstacles(user: "User") -> list[str]:
    return []


def nobody(words: str) -> Iterable[UUID]:
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


def parts() -> list[PersonalData]:
    return [import_string(path) for path in settings.PERSONAL_DATA]


def holdings_of(user: "User") -> list[Holding]:
    return [holding for part in parts() for holding in part.holdings(user)]


def obstacles_for(user: "User") -> list[str]:
    return [sentence for part in parts() for sentence in part.obstacles(user)]


def known_as(words: str) -> set[UUID]:
    """The accounts of everybody whom some part knows by a name that holds these words."""
    return {account for part in parts() for account in part.find(words)}
