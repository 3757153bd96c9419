"""Where an asker stands between two messages, and what she presses. Kept sealed with the conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import uuid6

from pimpasa.consultations.receipts.making import new_secret
from pimpasa.foundation.channels.messages import Conversation, Inbound, Reply

KEY, GUIDANCE = "consultations", "guidance"
# What the next message is taken for. A thread may be at hand without anything being waited for.
OFFER, WORDS, INCLUDE, VILLAGE, REGENCY, READER = "offer", "words", "include", "village", "regency", "reader"
THREAD, ADDING, NOTE_LEVEL, NOTE = "thread", "adding", "note_level", "note"
ASKING = frozenset({OFFER, WORDS, INCLUDE, VILLAGE, REGENCY, READER})
WRITING = ASKING | {NOTE_LEVEL, NOTE}
# What is pressed; those with ":" carry a code, a level or a thread.
PREFIX = "q:"
THIS, OTHER, INCLUDED, LEFT_OUT = "q:this", "q:other", "q:with", "q:without"
IN_VILLAGE, IN_REGENCY, ONLY_REGENCY, NOWHERE, OUT = "q:v:", "q:r:", "q:regency", "q:nowhere", "q:out"
READ_BY, NOTE_FOR, STATUS, NEW, GUIDE = "q:read:", "q:note:", "q:status", "q:new", "q:guide"
SHOW, ADD, SEND, THANKS, WITHDRAW = "q:t:", "q:add:", "q:send:", "q:thanks:", "q:withdraw:"
PAST, PRIVATE, READERS = "q:past:", "q:private:", "q:readers:"


@dataclass(frozen=True)
class Flow:
    """`id` and `secret` make sending twice one question; `draft` are words that wait to be told where they belong."""

    at: str = ""
    id: str = ""
    secret: str = ""
    text: str = ""
    more: str = ""
    place: str = ""
    thread: str = ""
    draft: str = ""
    level: str = ""

    def kept(self) -> dict[str, object]:
        return {name: value for name, value in vars(self).items() if value}


def new_flow(**given: str) -> Flow:
    return Flow(id=str(uuid6.uuid7()), secret=new_secret(), **given)


def read_flow(state: object) -> Flow:
    """Anything unreadable begins anew."""
    if not isinstance(state, Mapping):
        return Flow()
    known: dict[str, Any] = {name: value for name, value in state.items() if name in Flow.__dataclass_fields__}
    return Flow(**known) if all(isinstance(value, str) for value in known.values()) else Flow()


@dataclass(frozen=True)
class Turn:
    """One message and where it finds the asker."""

    inbound: Inbound
    conversation: Conversation
    flow: Flow

    @property
    def text(self) -> str:
        return self.inbound.text.strip()

    @property
    def pressed(self) -> str:
        return self.inbound.choice

    def after(self, prefix: str) -> str:
        """What the pressed choice carries; empty for another choice."""
        return self.pressed.removeprefix(prefix) if self.pressed.startswith(prefix) else ""

    def at(self, flow: Flow) -> "Turn":
        """The same message, as found from another place."""
        self.conversation.state[KEY] = flow.kept()
        return replace(self, flow=flow)

    def without_words(self) -> "Turn":
        """As if nothing had been typed: the present place says again what it waits for."""
        return replace(self, inbound=replace(self.inbound, text="", choice=""))

    def say(self, flow: Flow, *replies: Reply) -> list[Reply]:
        self.conversation.state[KEY] = flow.kept()
        return list(replies)

    def leave(self) -> None:
        self.conversation.state.pop(KEY, None)
