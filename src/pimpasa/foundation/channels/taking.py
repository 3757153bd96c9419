"""Which messages go next: in order for each person, in turn for each budget, whatever another budget piles up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from pimpasa.foundation.channels import meter, outbox
from pimpasa.foundation.channels.addresses import address_of
from pimpasa.foundation.channels.models import Contact, OutgoingMessage
from pimpasa.foundation.channels.network import Message, Network

State = OutgoingMessage.State
# The budgets that wait are found by jumping through the index, not by reading all that waits.
NEXT = """
WITH RECURSIVE budgets AS (
    (SELECT budget_key FROM channels_outgoingmessage WHERE channel = %(channel)s AND state = 'queued'
     ORDER BY budget_key LIMIT 1)
    UNION ALL
    SELECT (SELECT m.budget_key FROM channels_outgoingmessage m
            WHERE m.channel = %(channel)s AND m.state = 'queued' AND m.budget_key > b.budget_key
            ORDER BY m.budget_key LIMIT 1)
    FROM budgets b WHERE b.budget_key IS NOT NULL
)
SELECT turn.id FROM budgets CROSS JOIN LATERAL (
    SELECT m.id FROM channels_outgoingmessage m
    WHERE m.channel = %(channel)s AND m.state = 'queued' AND m.budget_key = budgets.budget_key
      AND m.next_try_at <= %(now)s AND (%(contact)s::uuid IS NULL OR m.contact_id = %(contact)s::uuid)
      AND NOT EXISTS (
          SELECT 1 FROM channels_outgoingmessage earlier
          WHERE earlier.contact_id = m.contact_id AND earlier.number < m.number
            AND earlier.state IN ('queued', 'taken'))
    ORDER BY m.next_try_at, m.id LIMIT %(size)s
    FOR UPDATE OF m SKIP LOCKED
) turn WHERE budgets.budget_key IS NOT NULL
"""


@dataclass(frozen=True)
class Taken:
    """A message on its way: the row, its contact, and what the network is asked to send."""

    row: OutgoingMessage
    contact: Contact
    message: Message
    billed: int


def take(network: Network, size: int, contact: UUID | None = None) -> list[Taken]:
    """Marks the next messages as taken and sets their cost aside. At most `size`, shared between the budgets."""
    now = timezone.now()
    with transaction.atomic():
        rows = _next_rows(network, size, contact, now)
        taken = [_opened(network, row) for row in rows]
        over = meter.reserve(network, [(one.row, one.billed) for one in taken if not one.contact.is_simulated])
        later = [row.pk for row in over]
        OutgoingMessage.objects.filter(pk__in=later).update(next_try_at=meter.next_month(), error_code=meter.OVER_CAP)
        taken = [one for one in taken if one.row not in over]
        _mark(taken)
    return taken


def _next_rows(network: Network, size: int, contact: UUID | None, now: datetime) -> list[OutgoingMessage]:
    with connection.cursor() as cursor:
        cursor.execute(NEXT, {"channel": network.name, "now": now, "size": size, "contact": contact})
        ids = [row[0] for row in cursor.fetchall()]
    rows = OutgoingMessage.objects.select_related("contact").filter(pk__in=ids)
    return fair_share(list(rows.order_by("next_try_at", "pk")), size)


def fair_share(rows: list[OutgoingMessage], size: int) -> list[OutgoingMessage]:
    """One of each budget in turn, until there are enough."""
    turns: dict[str, list[OutgoingMessage]] = {}
    for row in rows:
        turns.setdefault(row.budget_key, []).append(row)
    ordered = sorted((place, number, row) for number, mine in enumerate(turns.values()) for place, row in _placed(mine))
    return [row for _, _, row in ordered][:size]


def _placed(rows: list[OutgoingMessage]) -> list[tuple[int, OutgoingMessage]]:
    return list(enumerate(rows))


def _opened(network: Network, row: OutgoingMessage) -> Taken:
    payload = outbox.payload_of(row)
    message = Message(str(row.pk), address_of(row.contact), payload)
    return Taken(row, row.contact, message, 0 if row.contact.is_simulated else network.billed(payload))


def _mark(taken: list[Taken]) -> None:
    by_cost: dict[int, list[UUID]] = {}
    for one in taken:
        by_cost.setdefault(one.row.micros, []).append(one.row.pk)
        one.row.attempts += 1
    for micros, ids in by_cost.items():
        rows = OutgoingMessage.objects.filter(pk__in=ids)
        rows.update(state=State.TAKEN, attempts=F("attempts") + 1, micros=micros, error_code="")


def put_back_orphans(network: Network) -> int:
    """What was taken by a sender that is no more: nobody knows whether it left, so it is sent again."""
    orphans = OutgoingMessage.objects.filter(channel=network.name, state=State.TAKEN)
    with transaction.atomic():
        rows = list(orphans.select_related("contact").select_for_update(of=("self",), skip_locked=True))
        if not rows:
            return 0
        billed = [(row, _opened(network, row).billed if row.payload else 0) for row in rows]
        meter.give_back(network, billed)
        again = OutgoingMessage.objects.filter(pk__in=[row.pk for row in rows], state=State.TAKEN)
        return again.update(state=State.QUEUED, micros=0)
