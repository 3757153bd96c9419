"""What waits to be sent. Whoever has something to say queues it here, inside the transaction that gives rise to it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.channels.contacts import is_reachable
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.models import Contact, OutgoingMessage
from pimpasa.foundation.channels.network import Network, Payload, network
from pimpasa.foundation.secrecy import sealed, unsealed

if TYPE_CHECKING:
    from pimpasa.accounts.models import User

PURPOSE = "channels/outgoing"
State = OutgoingMessage.State


@dataclass(frozen=True)
class Page:
    """A reply, and which page of its choices."""

    reply: Reply
    number: int = 0


class SendOutsideTransactionError(RuntimeError):
    """A message and what it tells of must be kept or lost together."""


def send(contact: Contact | UUID, reply: Reply, *, budget_key: str, by: "User | None" = None) -> int:
    """Queues the reply and gives the number of its parts; 0 for a person who stopped or was forgotten."""
    if not transaction.get_connection().in_atomic_block:
        raise SendOutsideTransactionError
    pk = contact.pk if isinstance(contact, Contact) else contact
    row = Contact.objects.select_for_update().get(pk=pk)
    if not is_reachable(row):
        return 0
    parts = queue(row, network(row.channel), [Page(reply)], budget_key=budget_key)
    row.save(update_fields=["last_number"])
    if by is not None:
        record(by, "send-message", row, channel=row.channel, parts=parts)
    return parts


def queue(contact: Contact, to: Network, pages: Iterable[Page], *, budget_key: str) -> int:
    """Numbers and seals the parts; the caller holds the contact's lock and saves its last_number."""
    now = timezone.now()
    messages = []
    for page in pages:
        reply = with_whole_link(page.reply, to)
        for place, payload in enumerate(to.write(reply, page.number)):
            contact.last_number += 1
            # The reply travels with its first part, for the way round a suspended network.
            words = seal(payload, None if place or to.is_local else reply)
            messages.append(_message(contact, to, words, budget_key, now))
    OutgoingMessage.objects.bulk_create(messages)
    return len(messages)


def with_whole_link(reply: Reply, to: Network) -> Reply:
    """Outside our own pages a link needs the site's address; where that is not set, none is better than half a one."""
    if to.is_local or not reply.link.startswith("/"):
        return reply
    return replace(reply, link=settings.SITE_URL + reply.link if settings.SITE_URL else "")


def _message(contact: Contact, to: Network, words: bytes, budget_key: str, now: datetime) -> OutgoingMessage:
    arrived = {"state": State.DELIVERED, "sent_at": now, "delivered_at": now} if to.is_local else {}
    return OutgoingMessage(
        contact=contact,
        channel=to.name,
        number=contact.last_number,
        payload=words,
        budget_key=budget_key[:60],
        queued_at=now,
        next_try_at=now,
        **arrived,
    )


def seal(payload: Payload, reply: Reply | None) -> bytes:
    told = {"payload": payload, "reply": asdict(reply) if reply else None}
    return sealed(json.dumps(told, ensure_ascii=False), PURPOSE)


def payload_of(message: OutgoingMessage) -> Payload:
    payload: Payload = json.loads(unsealed(bytes(message.payload), PURPOSE))["payload"]
    return payload


def reply_of(message: OutgoingMessage) -> Reply | None:
    """The whole reply of which the message is the first part."""
    told = json.loads(unsealed(bytes(message.payload), PURPOSE))["reply"]
    return Reply(**{**told, "choices": tuple(Choice(**one) for one in told["choices"])}) if told else None
