"""Sealing: makes a silent change of what was written provable, even by whoever runs the database.

Each seal holds the hash of its entries and of the seal before it; its chain hash is printed in recaps, on paper that
nobody can change from here. Sealing reads after the fact, so that people who write never wait for one another.
"""

from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from pimpasa.foundation.audit.canonical import hash_of_entries, hash_of_link
from pimpasa.foundation.audit.models import AuditEntry, AuditSeal

# Any number will do, as long as every release takes the same: sealers on all machines meet here.
SEAL_LOCK = 7_467_720_002
# So that a first seal over years of entries fits in memory.
LARGEST_SEAL = 5_000
TAKE = """
    DELETE FROM audit_unsealedentry WHERE entry_id IN
        (SELECT entry_id FROM audit_unsealedentry ORDER BY entry_id LIMIT %s)
    RETURNING entry_id
"""


def seal_waiting() -> list[AuditSeal]:
    """Seals every entry committed until now; nothing when none waits."""
    made = []
    while seal := _seal_some():
        made.append(seal)
    return made


@transaction.atomic
def _seal_some() -> AuditSeal | None:
    entries = _take_waiting()
    if not entries:
        return None
    last = AuditSeal.objects.last()
    number, previous = (last.number + 1, last.chain_hash) if last else (1, "")
    minute = timezone.now().replace(second=0, microsecond=0)
    # An entry that waits but is gone is sealed as missing: the check will name it, rather than sealing stop for ever.
    minute_hash = hash_of_entries(AuditEntry.objects.filter(pk__in=entries))
    return AuditSeal.objects.create(
        number=number,
        minute=minute,
        entries=entries,
        minute_hash=minute_hash,
        chain_hash=hash_of_link(previous, number, minute, entries, minute_hash),
    )


def _take_waiting() -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
        cursor.execute(TAKE, [LARGEST_SEAL])
        return sorted(key for (key,) in cursor.fetchall())
