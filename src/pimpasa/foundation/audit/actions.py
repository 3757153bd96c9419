"""Writing down a deed. Every action of every part calls `record` inside its own transaction."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.database.inserting import insert_rows

if TYPE_CHECKING:
    from pimpasa.accounts.models import User

# Codes, numbers and dates fit; a sentence or a full name does not.
CODE = re.compile(r"[\w.:@/+-]{0,100}")
Detail = str | int | float | bool | date | UUID | None


class DeedOutsideTransactionError(RuntimeError):
    """A deed and its record must be kept or lost together."""


class PersonalWordsError(ValueError):
    """A detail holds free text, which the audit must never keep."""


def record(actor: "User | None", verb: str, obj: Model, **details: Detail) -> AuditEntry:
    """Keeps who did what to which object, in the transaction of the deed itself."""
    entry = _entry(actor, Deed(verb, obj, details))
    entry.save(force_insert=True)
    return entry


@dataclass(frozen=True)
class Deed:
    """One of many deeds of the same person."""

    verb: str
    obj: Model
    details: dict[str, Detail] = field(default_factory=dict)


def record_many(actor: "User | None", deeds: Iterable[Deed]) -> None:
    """As `record` for each, in a fixed number of queries: for lists of thousands."""
    insert_rows(AuditEntry, [_entry(actor, deed) for deed in deeds])


def _entry(actor: "User | None", deed: Deed) -> AuditEntry:
    if not transaction.get_connection().in_atomic_block:
        raise DeedOutsideTransactionError(deed.verb)
    return AuditEntry(
        actor=actor,
        verb=deed.verb,
        object_kind=deed.obj._meta.label_lower,
        object_id=str(deed.obj.pk),
        details={name: _plain(name, value) for name, value in deed.details.items()},
    )


def _plain(name: str, value: Detail) -> str | int | float | bool | None:
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    if not CODE.fullmatch(text):
        raise PersonalWordsError(name)
    return text
