"""A person at the other end of a conversation, for tests."""

from datetime import UTC, datetime

import uuid6

from pimpasa.foundation.channels.messages import Conversation, Inbound, Reply
from pimpasa.guidance.dialogue.receiving import receive


class Person:
    """Presses and types; remembers the last reply."""

    def __init__(self, channel: str = "whatsapp") -> None:
        self.contact, self.channel = uuid6.uuid7(), channel
        self.conversation = Conversation()
        self.reply = Reply("")

    def sends(self, **message: str) -> Reply:
        inbound = Inbound(self.contact, self.channel, datetime.now(UTC), **message)
        (self.reply,) = receive(inbound, self.conversation) or [Reply("")]
        return self.reply

    def types(self, text: str) -> Reply:
        return self.sends(text=text)

    def presses(self, choice: str) -> Reply:
        assert choice in self.offered, f"{choice} is not among {self.offered}"
        return self.sends(choice=choice)

    @property
    def offered(self) -> list[str]:
        return [choice.id for choice in self.reply.choices]
