"""How an entry and a seal are written down before they are hashed: the same bytes on every machine, for ever."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from pimpasa.foundation.audit.models import AuditEntry


def hash_of_entries(entries: Iterable[AuditEntry]) -> str:
    """One line for each entry, in the order of the keys."""
    digest = sha256()
    for entry in sorted(entries, key=lambda one: one.pk):
        digest.update(_entry_line(entry) + b"\n")
    return digest.hexdigest()


def hash_of_link(previous: str, number: int, minute: datetime, entries: list[UUID], minute_hash: str) -> str:
    """What a seal says, chained to the seal before it."""
    keys = [str(key) for key in entries]
    return sha256(_canonical([previous, number, _moment(minute), len(keys), keys, minute_hash])).hexdigest()


def _entry_line(entry: AuditEntry) -> bytes:
    actor = str(entry.actor_id) if entry.actor_id else None
    moment = _moment(entry.recorded_at)
    return _canonical(
        [str(entry.pk), moment, actor, entry.verb, entry.object_kind, entry.object_id, entry.details],
    )


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _canonical(what: object) -> bytes:
    return json.dumps(what, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()
