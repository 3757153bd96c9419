"""Computing the whole chain anew: what was changed, taken away or slipped in since it was sealed.

Whoever owns the database can rewrite all of it, chain included; only a head printed earlier, on paper elsewhere, shows
that. So a check without a head proves less, and says so.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db import connection, transaction

from pimpasa.foundation.audit.canonical import hash_of_entries, hash_of_link
from pimpasa.foundation.audit.models import AuditCheck, AuditEntry, AuditSeal, UnsealedEntry

# So many seals' entries are fetched in one query.
TOGETHER = 200
# Told one by one only so far; a chain that is wrong from its start on would fill the screen.
MOST_TOLD = 50
SHORTEST_HEAD = 12
# An entry carries the time its transaction began; hardly one takes longer.
LONGEST_TRANSACTION = timedelta(hours=6)

# Joins, not NOT IN, which PostgreSQL compares pair by pair once the list outgrows its memory.
NEITHER = """
    SELECT entry.id, entry.recorded_at FROM audit_auditentry AS entry
    LEFT JOIN (SELECT unnest(entries) AS id FROM audit_auditseal) AS sealed ON sealed.id = entry.id
    LEFT JOIN audit_unsealedentry AS waiting ON waiting.entry_id = entry.id
    WHERE sealed.id IS NULL AND waiting.entry_id IS NULL
    ORDER BY entry.recorded_at LIMIT %s
"""
TWICE = """
    SELECT min(number) FROM (SELECT number, unnest(entries) AS entry FROM audit_auditseal) AS sealed
    GROUP BY entry HAVING count(*) > 1 ORDER BY 1 LIMIT %s
"""


@dataclass(frozen=True)
class Trouble:
    code: str
    minute: datetime | None
    what: str


@dataclass
class Verification:
    """What was found; the troubles in the order of their minutes."""

    seals: int = 0
    entries: int = 0
    waiting: int = 0
    head: str = ""
    # The minute of the seal whose hash was printed, when one was asked for and is there.
    printed_minute: datetime | None = None
    troubles: list[Trouble] = field(default_factory=list)
    # No proof of wrong, but worth a question: sealed long after the time they carry.
    late: int = 0

    @property
    def is_valid(self) -> bool:
        return not self.troubles

    @property
    def first_trouble(self) -> Trouble | None:
        return self.troubles[0] if self.troubles else None


def verify(printed_head: str = "") -> Verification:
    """Computes every seal anew, and looks for the printed head, whole or its first twelve characters and more."""
    found = Verification()
    with _one_moment():
        found.waiting = UnsealedEntry.objects.count()
        troubles = [*_chain(found, printed_head.lower()), *_outside_the_chain()]
        if printed_head and not found.printed_minute:
            troubles.append(Trouble("head-not-found", None, printed_head))
    found.troubles = sorted(troubles, key=_by_minute)[:MOST_TOLD]
    return found


@transaction.atomic
def check() -> AuditCheck:
    """Verifies, and keeps what was found for those who read the log."""
    found = verify()
    first = found.first_trouble
    return AuditCheck.objects.create(
        seals=found.seals,
        head=found.head,
        trouble=first.code if first else "",
        trouble_minute=first.minute if first else None,
    )


def _by_minute(trouble: Trouble) -> tuple[bool, float]:
    return trouble.minute is None, trouble.minute.timestamp() if trouble.minute else 0


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything is read as it was at one moment, though others go on writing and sealing."""
    inside = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if not inside:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _chain(found: Verification, printed_head: str) -> Iterator[Trouble]:
    before: AuditSeal | None = None
    for seal, entries in _sealed():
        yield from _seal_troubles(seal, entries, before)
        found.seals, found.entries, found.head = found.seals + 1, found.entries + len(entries), seal.chain_hash
        found.late += _late(entries, before)
        if len(printed_head) >= SHORTEST_HEAD and seal.chain_hash.startswith(printed_head):
            found.printed_minute = seal.minute
        before = seal


def _sealed() -> Iterator[tuple[AuditSeal, list[AuditEntry]]]:
    seals = AuditSeal.objects.order_by("number").iterator(chunk_size=TOGETHER)
    while some := list(islice(seals, TOGETHER)):
        entries = AuditEntry.objects.in_bulk([key for seal in some for key in seal.entries])
        for seal in some:
            yield seal, [entries[key] for key in seal.entries if key in entries]


def _seal_troubles(seal: AuditSeal, entries: list[AuditEntry], before: AuditSeal | None) -> Iterator[Trouble]:
    number, previous = (before.number + 1, before.chain_hash) if before else (1, "")
    if seal.number != number:
        yield Trouble("missing-seal", seal.minute, str(number))
    elif seal.chain_hash != hash_of_link(previous, seal.number, seal.minute, seal.entries, seal.minute_hash):
        yield Trouble("broken-link", seal.minute, str(seal.number))
    if missing := set(seal.entries) - {entry.pk for entry in entries}:
        yield from (Trouble("missing-entry", seal.minute, str(key)) for key in sorted(missing))
    elif seal.minute_hash != hash_of_entries(entries):
        yield Trouble("changed-entry", seal.minute, str(seal.number))


def _late(entries: list[AuditEntry], before: AuditSeal | None) -> int:
    """How many carry a time at which the seal before should have found them already."""
    return sum(entry.recorded_at < before.minute - LONGEST_TRANSACTION for entry in entries) if before else 0


def _outside_the_chain() -> Iterator[Trouble]:
    """Entries that came past the seals, or stand in two of them."""
    with connection.cursor() as cursor:
        cursor.execute(NEITHER, [MOST_TOLD])
        yield from (Trouble("unsealed-entry", minute, str(key)) for key, minute in cursor.fetchall())
        cursor.execute(TWICE, [MOST_TOLD])
        doubled = [number for (number,) in cursor.fetchall()]
    for seal in AuditSeal.objects.filter(number__in=doubled):
        yield Trouble("doubled-entry", seal.minute, str(seal.number))
