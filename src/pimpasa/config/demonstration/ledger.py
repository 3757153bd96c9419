"""Rows of the past, written at once. What an action would leave, row and audit entry alike, with the day it happened.

Actions write the present day, so a year of history cannot come from them; `tests/played/test_alike.py` holds the two
together.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.dice import Dice
from pimpasa.foundation.audit.models import AuditEntry

BATCH = 1000
Row = TypeVar("Row", bound=Model)
Progress = Callable[[int, int], None]


class Ledger:
    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self.rows: dict[type[Model], list[Model]] = defaultdict(list)

    def add(self, row: Row) -> Row:
        self.rows[type(row)].append(row)
        return row

    def deed(self, at: datetime, by: User | None, verb: str, obj: Model, **details: Any) -> None:
        """The audit entry that the action of that name leaves."""
        self.add(
            AuditEntry(
                id=self._dice.key(at),
                recorded_at=at,
                actor=by,
                verb=verb,
                object_kind=obj._meta.label_lower,
                object_id=str(obj.pk),
                details={name: _plain(value) for name, value in details.items()},
            )
        )

    def write(self, progress: Progress) -> None:
        """Must run inside a transaction: the order of tables does not matter before it ends."""
        transaction_number, done, total = _transaction_number(), 0, sum(map(len, self.rows.values()))
        for model, rows in self.rows.items():
            _number(model, rows, transaction_number)
            for start in range(0, len(rows), BATCH):
                model._default_manager.bulk_create(rows[start : start + BATCH])
                done += len(rows[start : start + BATCH])
                progress(done, total)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int | float) else str(value)


def _number(model: type[Model], rows: list[Model], number: int) -> None:
    # As a value: a default that the database works out in each row would keep Django from its fast way.
    if any(field.name == "xid" for field in model._meta.concrete_fields):
        for row in rows:
            row.xid = number  # type: ignore[attr-defined]  # looked for just above


def _transaction_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (number,) = cursor.fetchone() or (0,)
    return int(number)
