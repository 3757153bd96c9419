"""What a phone shows: our messages from the outbox, and the person's own words, which only the page itself carries.

Protects people: what they typed goes from page to page in the form and is stored nowhere.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import uuid4

from pimpasa.foundation.channels import outbox
from pimpasa.foundation.channels.messages import Choice
from pimpasa.foundation.channels.models import Contact, OutgoingMessage
from pimpasa.foundation.channels.network import network

MOST_BUBBLES, MOST_OWN, LONGEST_OWN = 60, 30, 300


@dataclass(frozen=True)
class Bubble:
    text: str
    is_mine: bool = False
    number: int = 0
    choices: tuple[Choice, ...] = ()
    opens: str = ""
    link: str = ""
    state: str = ""

    @property
    def is_under_way(self) -> bool:
        return self.state in (OutgoingMessage.State.QUEUED, OutgoingMessage.State.TAKEN)


@dataclass(frozen=True)
class Own:
    """One's own words, and after which of our messages they were said."""

    after: int
    text: str


def read_own(told: str) -> list[Own]:
    """From the page's hidden field; anything else than what we wrote there counts as nothing."""
    try:
        pairs = json.loads(told or "[]")
        return [Own(int(after), str(text)[:LONGEST_OWN]) for after, text in pairs][-MOST_OWN:]
    except (ValueError, TypeError):
        return []


def write_own(own: Iterable[Own]) -> str:
    return json.dumps([[one.after, one.text] for one in own], ensure_ascii=False)


def bubbles(contact: Contact | None, own: list[Own], after: int = 0) -> list[Bubble]:
    """In the order in which they were said, only what came after one of our messages."""
    said = _said(contact, after) if contact else []
    mine = [Bubble(one.text, is_mine=True, number=one.after) for one in own]
    return sorted([*said, *mine], key=lambda bubble: (bubble.number, bubble.is_mine))


def _said(contact: Contact, after: int) -> list[Bubble]:
    to = network(contact.channel)
    rows = contact.outgoing.filter(number__gt=after).exclude(payload=b"").order_by("-number")[:MOST_BUBBLES]
    found = [(row, to.show(outbox.payload_of(row))) for row in rows]
    return [Bubble(one.text, False, row.number, one.choices, one.opens, one.link, row.state) for row, one in found]


def new_nonce() -> str:
    """Names one sending of the form, so that pressing twice says it once."""
    return uuid4().hex


def is_nonce(told: str) -> bool:
    return len(told) == 32 and all(letter in "0123456789abcdef" for letter in told)
