"""Two people change the same record at once: the first wins, the second is told and keeps what was typed."""

from typing import Any, Protocol, TypeVar

from django.db.models import Model, QuerySet


class Versioned(Protocol):
    pk: Any
    version: int


Row = TypeVar("Row", bound=Model)


class ChangedMeanwhileError(Exception):
    """Another person saved first; `current` is the record as it is now."""

    def __init__(self, current: Model) -> None:
        super().__init__(str(current.pk))
        self.current = current


def lock(rows: QuerySet[Row], pk: Any, version: int | None) -> Row:
    """The record, held until the transaction ends. No version: whoever acts has not looked at a page before."""
    current = rows.select_for_update(of=("self",)).get(pk=pk)
    if version is not None and current.version != version:  # type: ignore[attr-defined]  # every row here has one
        raise ChangedMeanwhileError(current)
    return current


def save_next(row: Versioned, *fields: str) -> None:
    """Saves the fields as the next version."""
    row.version += 1
    assert isinstance(row, Model)
    row.save(update_fields=[*fields, "version"])
