"""What was said so far, sealed between two messages, and the choices offered last."""

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from pimpasa.foundation.channels.messages import Choice, Conversation, Reply
from pimpasa.foundation.channels.models import Contact, OutgoingMessage, StoredConversation
from pimpasa.foundation.secrecy import CannotUnsealError, sealed, unsealed

PURPOSE = "channels/conversation"
# Read and written for every message of everybody: composing them anew would take longer than running them.
LOAD = "SELECT state FROM channels_storedconversation WHERE contact_id = %s AND updated_at > %s"
SAVE = """
INSERT INTO channels_storedconversation (contact_id, state, updated_at) VALUES (%s, %s, %s)
ON CONFLICT (contact_id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at
"""


@dataclass
class Thread:
    """A conversation and the last offer, as loaded for one message."""

    conversation: Conversation = field(default_factory=Conversation)
    offered: tuple[Choice, ...] = ()
    text: str = ""
    page: int = 0


def forgotten_after() -> timedelta:
    return timedelta(hours=settings.CHANNEL_CONVERSATION_HOURS)


def load(contact: Contact, now: datetime) -> Thread:
    with connection.cursor() as cursor:
        cursor.execute(LOAD, [contact.pk, now - forgotten_after()])
        stored = cursor.fetchone()
    if stored is None:
        return Thread()
    try:
        told = json.loads(unsealed(bytes(stored[0]), PURPOSE))
    except CannotUnsealError:
        # The key was lost or changed: better to begin anew than never to answer this person again.
        return Thread()
    offered = tuple(Choice(*choice) for choice in told["offered"])
    return Thread(Conversation(told["state"]), offered, told["text"], told["page"])


def save(contact: Contact, thread: Thread, now: datetime) -> None:
    told = {
        "state": thread.conversation.state,
        "offered": [[one.id, one.label, one.hint] for one in thread.offered],
        "text": thread.text,
        "page": thread.page,
    }
    state = sealed(json.dumps(told, ensure_ascii=False), PURPOSE)
    with connection.cursor() as cursor:
        cursor.execute(SAVE, [contact.pk, state, now])


def offer(thread: Thread, replies: list[Reply]) -> None:
    """Remembers the last choices, so that a number, a label or an id that was too long can be read."""
    if last := next((reply for reply in reversed(replies) if reply.choices), None):
        thread.offered, thread.text, thread.page = last.choices, last.text[:200], 0


def forget_old(now: datetime) -> int:
    """Old conversations, and the words that local and simulated phones still show."""
    before = now - forgotten_after()
    forgotten, _ = StoredConversation.objects.filter(updated_at__lt=before).delete()
    shown = OutgoingMessage.objects.filter(queued_at__lt=before, state__in=["sent", "delivered"])
    shown.exclude(payload=b"").update(payload=b"")
    return forgotten
