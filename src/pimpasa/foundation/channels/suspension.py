"""A number that its provider has switched off: nothing more is tried there, and people are answered by SMS where known.

Who cannot be reached by SMS finds the answer on the web; their messages wait until the number works again.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pimpasa.foundation.channels import contacts, outbox
from pimpasa.foundation.channels.addresses import address_of, phone_of
from pimpasa.foundation.channels.models import ChannelState, Contact, OutgoingMessage
from pimpasa.foundation.channels.network import Network, Received, network

SMS = "sms"
SWITCHED = "switched"
NO_SMS = "no-sms"
SWITCHED_AT_ONCE = 200


def is_suspended(channel: str) -> bool:
    return ChannelState.objects.filter(pk=channel, suspended_since__isnull=False).exists()


def paused_until(channel: str) -> datetime | None:
    return ChannelState.objects.filter(pk=channel).values_list("paused_until", flat=True).first()


def suspend(channel: str, reason: str) -> None:
    state, _ = ChannelState.objects.get_or_create(pk=channel)
    # A second report must not move the day.
    ChannelState.objects.filter(pk=state.pk, suspended_since=None).update(
        suspended_since=timezone.now(), reason=reason[:40]
    )


def resume(channel: str) -> None:
    ChannelState.objects.filter(pk=channel).update(suspended_since=None, reason="", paused_until=None)


def pause(channel: str, until: datetime) -> None:
    ChannelState.objects.update_or_create(pk=channel, defaults={"paused_until": until})


def switch_people(channel: str) -> int:
    """Moves what waits on a suspended channel to SMS, for people whose number is known; gives how many messages."""
    if channel == SMS or is_suspended(SMS):
        return 0
    # Contact by contact in the queue's order; those without a number are passed over each time.
    ids = OutgoingMessage.objects.filter(channel=channel, state="queued").exclude(error_code=NO_SMS)
    people = list(ids.order_by("contact").values_list("contact", flat=True).distinct()[:SWITCHED_AT_ONCE])
    return sum(_switch(pk) for pk in people)


@transaction.atomic
def _switch(pk: UUID) -> int:
    contact = Contact.objects.select_for_update().get(pk=pk)
    waiting = list(contact.outgoing.select_for_update().filter(state="queued").order_by("number"))
    return switch_messages(contact, waiting)


def switch_messages(contact: Contact, waiting: list[OutgoingMessage]) -> int:
    """Says by SMS what was to be said here; 0 for people whose number is not known or who do not want it."""
    number = _number_of(contact)
    by_sms = _sms_contact(contact, number) if number else None
    rows = OutgoingMessage.objects.filter(pk__in=[one.pk for one in waiting])
    if by_sms is None:
        rows.update(error_code=NO_SMS)
        return 0
    for message in waiting:
        if reply := outbox.reply_of(message):
            page = outbox.Page(replace(reply, choices=()))
            outbox.queue(by_sms, network(SMS), [page], budget_key=message.budget_key)
    by_sms.save(update_fields=["last_number"])
    return rows.update(state=OutgoingMessage.State.DROPPED, error_code=SWITCHED, payload=b"")


def _number_of(contact: Contact) -> str:
    if contact.erased_at or contact.is_simulated:
        return ""
    return phone_of(contact) or network(contact.channel).phone_of(address_of(contact))


def _sms_contact(contact: Contact, number: str) -> Contact | None:
    """None for someone who has told us to stop there."""
    found = contacts.locked_contact(network(SMS), Received("", number, language=contact.language), timezone.now())
    return found if found.stopped_at is None else None


def handle(to: Network, reason: str | None) -> None:
    """What a webhook told of our number: None nothing, "" works again, else why it is off."""
    if reason == "":
        resume(to.name)
    elif reason:
        suspend(to.name, reason)
