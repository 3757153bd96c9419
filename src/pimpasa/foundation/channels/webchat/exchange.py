"""A reply as the chat page keeps it. There is no provider, so no webhook is ever accepted and nothing is delivered."""

from collections.abc import Mapping

from pimpasa.foundation.channels.fitting import wire_id
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.network import Message, Payload, Shown, UnreadableError, Webhook
from pimpasa.foundation.channels.troubles import RefusedError


def verify(headers: Mapping[str, str], body: bytes) -> bool:
    return False


def read(body: bytes) -> Webhook:
    raise UnreadableError


def write(reply: Reply, page: int = 0) -> list[Payload]:
    choices = [{"id": wire_id(one.id), "label": one.label, "hint": one.hint} for one in reply.choices]
    payload = {"text": reply.text.strip(), "choices": choices, "link": reply.link}
    return [payload] if any(payload.values()) else []


def show(payload: Payload) -> Shown:
    return Shown(payload["text"], tuple(Choice(**one) for one in payload["choices"]), link=payload["link"])


def deliver(message: Message) -> str:
    raise RefusedError("local")
