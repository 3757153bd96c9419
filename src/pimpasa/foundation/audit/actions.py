"""Writing down a deed. Every action of every part calls `record` inside its own transaction."""

import re
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from pimpasa.foundation.audit.models import AuditEntry

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
    if not transaction.get_connection().in_atomic_block:
        raise DeedOutsideTransactionError(verb)
    return AuditEntry.objects.create(
        actor=actor,
        verb=verb,
        object_kind=obj._meta.label_lower,
        object_id=str(obj.pk),
        details={name: _plain(name, value) for name, value in details.items()},
    )


def _plain(name: str, value: Detail) -> str | int | float | bool | None:
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    if not CODE.fullmatch(text):
        raise PersonalWordsError(name)
    return text
