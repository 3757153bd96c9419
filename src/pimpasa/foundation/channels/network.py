"""The interface of a network, and the list of those there are. A new network: its folder, and one line in NETWORKS."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from pimpasa.foundation.channels.messages import Choice, Reply

Payload = dict[str, Any]
# From the longest known to whoever reads: the order in which pages show them.
NETWORKS = {
    "webchat": "pimpasa.foundation.channels.webchat.WEBCHAT",
    "whatsapp": "pimpasa.foundation.channels.whatsapp.WHATSAPP",
    "telegram": "pimpasa.foundation.channels.telegram.TELEGRAM",
    "sms": "pimpasa.foundation.channels.sms.SMS",
}


class UnreadableError(ValueError):
    """A webhook's body is not of the shape that its provider documents."""


@dataclass(frozen=True)
class Received:
    """One person's message as its network tells it. Its words live only as long as it is handled."""

    provider_id: str
    address: str
    text: str = ""
    choice: str = ""
    attachment: str = ""
    phone: str = ""
    language: str = ""


@dataclass(frozen=True)
class Status:
    """What became of a message that we sent: `state` is "sent", "delivered" or "failed"."""

    provider_id: str
    state: str
    # Our own number for it, where the provider gives it back.
    reference: str = ""
    code: str = ""


@dataclass(frozen=True)
class Webhook:
    """All that one call of a provider tells."""

    received: tuple[Received, ...] = ()
    statuses: tuple[Status, ...] = ()
    # The provider's reason for switching our number off; "" for switching it on again.
    suspension: str | None = None
    # What the provider wants to read in our answer.
    answer: Payload | None = None


@dataclass(frozen=True)
class Shown:
    """A sent payload as the person's phone shows it."""

    text: str
    choices: tuple[Choice, ...] = ()
    # The label of the button that opens a list.
    opens: str = ""
    # Of the whole answer, where the network shows it apart from the text.
    link: str = ""


@dataclass(frozen=True)
class Message:
    """What is to be sent: ours until the provider has accepted it."""

    reference: str
    address: str
    payload: Payload


@dataclass(frozen=True)
class Network:
    name: str
    label: str | Promise
    verify: Callable[[Mapping[str, str], bytes], bool]
    read: Callable[[bytes], Webhook]
    # One reply as payloads without address, each within the network's limits; `page` of a long list of choices.
    write: Callable[[Reply, int], list[Payload]]
    show: Callable[[Payload], Shown]
    # Sends one message; gives the provider's number for it, or raises one of `troubles`.
    deliver: Callable[[Message], str]
    is_simulated: Callable[[str], bool]
    # Billed messages that one payload counts as: 0 on free networks.
    billed: Callable[[Payload], int] = field(default=lambda _: 0)
    challenge: Callable[[Mapping[str, str]], str | None] = field(default=lambda _: None)
    # Our answer to a correctly signed body that nobody can read: most providers repeat whatever is not accepted.
    unreadable_status: int = 200
    # Choices are numbers to type.
    is_numbered: bool = False
    # Needs no provider: what is queued has arrived.
    is_local: bool = False
    # Tells later whether a message arrived; until then its words are kept, so that it can be tried again.
    reports: bool = False
    phone_of: Callable[[str], str] = field(default=lambda _: "")


@cache
def network(name: str) -> Network:
    """KeyError for a name that is no network."""
    found = import_string(NETWORKS[name])
    assert isinstance(found, Network)
    return found


def networks() -> list[Network]:
    return [network(name) for name in NETWORKS]
