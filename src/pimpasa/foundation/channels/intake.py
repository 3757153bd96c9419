"""One message of a person, handled once: that it came, what was said and the replies are kept together or not at all.

Protects people from a crash in the middle (the provider's repetition then does it all again), from being answered
twice, and from their own words lying about: no text is stored.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from pimpasa.foundation.channels import contacts, conversations, notices, outbox
from pimpasa.foundation.channels.addresses import provider_key
from pimpasa.foundation.channels.conversations import Thread
from pimpasa.foundation.channels.fitting import page_asked, wire_id
from pimpasa.foundation.channels.masking import masked
from pimpasa.foundation.channels.messages import Conversation, Inbound, Reply
from pimpasa.foundation.channels.models import Contact, InboundMessage
from pimpasa.foundation.channels.network import Network, Received

logger = logging.getLogger(__name__)
LONGEST_TEXT = 4000
# After so many failures the person hears of the trouble, and the provider's other messages may pass.
PATIENCE = 5
WITHOUT_BUDGET = "umum"
CHANGED = ["last_number", "last_heard_at", "erase_after", "stopped_at", "opted_in_at"]


class IntakeError(RuntimeError):
    """A part failed on a message. Nothing of it was kept; the provider should send it again."""


def receive(network: Network, received: Received) -> bool:
    """Whether it was new. Raises IntakeError, which carries no words."""
    try:
        return _handle(network, received)
    except Exception as error:
        # The text of an exception may quote the message, so only its kind is told.
        logger.error("a message on %s failed: %s", network.name, type(error).__name__)
        if not _gave_up(network, received):
            raise IntakeError(network.name) from None
        return True


@transaction.atomic
def _handle(network: Network, received: Received) -> bool:
    now = timezone.now()
    contact = contacts.locked_contact(network, received, now)
    if not _is_first(network, received, contact, now):
        return False
    with translation.override(contact.language):
        thread = conversations.load(contact, now)
        replies = _answered(network, received, contact, thread, now)
        contacts.heard(contact, now)
        outbox.queue(contact, network, replies, budget_key=_budget_of(thread.conversation))
    contact.save(update_fields=CHANGED)
    conversations.save(contact, thread, now)
    return True


def _is_first(network: Network, received: Received, contact: Contact, now: datetime) -> bool:
    """Writes down that it is handled; another process with the same message waits here until that is sure."""
    key = provider_key(network.name, received.provider_id)
    # An earlier failure left a row without handled_at; only such a row is written over.
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(
            "INSERT INTO channels_inboundmessage (channel, provider_key, contact_id, received_at, handled_at, failures)"
            " VALUES (%s, %s, %s, %s, %s, 0) ON CONFLICT (channel, provider_key) DO UPDATE"
            " SET handled_at = excluded.handled_at, contact_id = excluded.contact_id"
            " WHERE channels_inboundmessage.handled_at IS NULL RETURNING id",
            [network.name, key, contact.pk, now, now],
        )
        return cursor.fetchone() is not None


def _answered(
    network: Network, received: Received, contact: Contact, thread: Thread, now: datetime
) -> list[outbox.Page]:
    text = masked(received.text.replace("\x00", "").strip()[:LONGEST_TEXT])
    if (asked := page_asked(received.choice)) is None and network.is_numbered and text == "0" and thread.offered:
        asked = thread.page + 1
    if consent := _consent(contact, text, now):
        return [outbox.Page(consent)]
    if asked is not None and thread.offered:
        thread.page = asked
        return [outbox.Page(Reply(notices.more_choices(thread.text), thread.offered), asked)]
    choice = _chosen(network, received.choice, text, thread)
    inbound = Inbound(contact.pk, network.name, now, text, choice, received.attachment)
    replies = _with_notices(inbound, received, thread.conversation)
    conversations.offer(thread, replies)
    return [outbox.Page(reply) for reply in replies]


def _consent(contact: Contact, text: str, now: datetime) -> Reply | None:
    """ "berhenti" and "mulai", and nothing else as long as the person has stopped."""
    word = text.casefold().strip(" .!\"'“”")
    if word in notices.STOP_WORDS:
        contacts.drop_unsent(contact, "stopped")
        contact.stopped_at = now
        return notices.stopped()
    if contact.stopped_at is None:
        return None
    if word not in notices.START_WORDS:
        return notices.still_stopped()
    contact.stopped_at, contact.opted_in_at = None, now
    return notices.started()


def _chosen(network: Network, pressed: str, text: str, thread: Thread) -> str:
    """The id of the choice that was pressed, numbered or named; an old button's own id where it fitted."""
    if pressed:
        ids = {wire_id(choice.id): choice.id for choice in thread.offered}
        return ids.get(pressed, "" if pressed.startswith("#") else pressed)
    if network.is_numbered and text.isdecimal() and 1 <= int(text[:6]) <= len(thread.offered):
        return thread.offered[int(text[:6]) - 1].id
    labels = {" ".join(choice.label.split()).casefold(): choice.id for choice in thread.offered}
    return labels.get(" ".join(text.split()).casefold(), "")


def _with_notices(inbound: Inbound, received: Received, conversation: Conversation) -> list[Reply]:
    if inbound.attachment and not inbound.text and not inbound.choice:
        return [notices.cannot_open(inbound.attachment)]
    replies = _ask_handlers(inbound, conversation)
    if masked(received.text) != received.text:
        replies = notices.joined(notices.number_hidden(), replies)
    if inbound.attachment:
        replies = notices.joined(notices.cannot_open(inbound.attachment), replies)
    return replies


def _ask_handlers(inbound: Inbound, conversation: Conversation) -> list[Reply]:
    for path in settings.INBOUND_HANDLERS:
        replies: list[Reply] | None = import_string(path)(inbound, conversation)
        if replies is not None:
            return replies
    return [notices.nobody_answered()]


def _budget_of(conversation: Conversation) -> str:
    return str(conversation.state.get("budget_key") or WITHOUT_BUDGET)[:60]


def _gave_up(network: Network, received: Received) -> bool:
    """Counts the failure; after the last one tells the person and lets the message go."""
    now, key = timezone.now(), provider_key(network.name, received.provider_id)
    with transaction.atomic():
        row, _ = InboundMessage.objects.get_or_create(
            channel=network.name, provider_key=key, defaults={"received_at": now}
        )
        InboundMessage.objects.filter(pk=row.pk, handled_at=None).update(failures=F("failures") + 1)
        row.refresh_from_db()
        if row.handled_at or row.failures < PATIENCE:
            return False
        contact = contacts.locked_contact(network, received, now)
        row.contact, row.handled_at = contact, now
        row.save(update_fields=["contact", "handled_at"])
        with translation.override(contact.language):
            outbox.queue(contact, network, [outbox.Page(notices.trouble())], budget_key=WITHOUT_BUDGET)
        contact.save(update_fields=CHANGED)
    return True
