"""Builders: people who write, and what they were told."""

import itertools

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pimpasa.foundation.channels import outbox
from pimpasa.foundation.channels.addresses import address_key, seal_address
from pimpasa.foundation.channels.intake import receive
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.models import Contact, OutgoingMessage
from pimpasa.foundation.channels.network import Received, Shown, network
from pimpasa.foundation.channels.standin import webhooks

NUMBERS = itertools.count(1_000)
ADDRESSES = {
    "webchat": "obrolan-1",
    "whatsapp": "6281200000001",
    "telegram": "700000001",
    "sms": "6281200000002",
}
PROVIDERS = ("whatsapp", "telegram", "sms")


def make_contact(channel: str = "whatsapp", address: str = "", **fields: object) -> Contact:
    address = address or ADDRESSES[channel]
    now = timezone.now()
    kept = {"opted_in_at": now, "last_heard_at": now, "erase_after": now, **fields}
    key = address_key(channel, address)
    return Contact.objects.create(channel=channel, address=seal_address(address), address_key=key, **kept)


def hear(
    channel: str, text: str = "", *, choice: str = "", attachment: str = "", address: str = "", number: str = ""
) -> Contact:
    """A person's message through the intake; gives the contact."""
    address = address or ADDRESSES[channel]
    number = number or str(next(NUMBERS))
    receive(network(channel), Received(number, address, text, choice, attachment))
    return Contact.objects.get(channel=channel, address_key=address_key(channel, address))


def post_call(call: webhooks.Call, client: Client | None = None) -> HttpResponse:
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in call.headers.items()}
    address = reverse("channel-webhook", args=[call.channel])
    return (client or Client()).post(address, call.body, content_type="application/json", **headers)


def post_webhook(
    channel: str, text: str = "", *, choice: str = "", address: str = "", number: str = ""
) -> HttpResponse:
    """The provider's own payload, signed, through the view."""
    who = (channel, address or ADDRESSES[channel], number or str(next(NUMBERS)))
    if choice:
        return post_call(webhooks.press(*who, Choice(choice, text or choice)))
    return post_call(webhooks.message(*who, text))


def shown_to(contact: Contact) -> list[Shown]:
    to = network(contact.channel)
    rows = OutgoingMessage.objects.filter(contact=contact).exclude(payload=b"").order_by("number")
    return [to.show(outbox.payload_of(row)) for row in rows]


def said_to(contact: Contact) -> list[str]:
    """The texts that are kept, in order, as the network shows them."""
    return [shown.text for shown in shown_to(contact)]


def offered_to(contact: Contact) -> list[Choice]:
    return list(shown_to(contact)[-1].choices)


def queue_reply(contact: Contact, text: str = "Jawaban", *, budget_key: str = "kanim-x", **more: object) -> int:
    return outbox.send(contact, Reply(text, **more), budget_key=budget_key)
