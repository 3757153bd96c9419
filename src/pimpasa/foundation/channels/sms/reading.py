"""What a gateway tells us, signed over the body: a person's message, or a report on one of ours."""

import json
from collections.abc import Mapping
from typing import Any

from pimpasa.foundation.channels.credentials import is_signed
from pimpasa.foundation.channels.network import Received, Status, UnreadableError, Webhook

CHANNEL = "sms"
STATES = {"sent": "sent", "delivered": "delivered", "failed": "failed"}


def verify(headers: Mapping[str, str], body: bytes) -> bool:
    return is_signed(CHANNEL, body, headers.get("X-Signature-256", "").removeprefix("sha256="))


def is_simulated(address: str) -> bool:
    return address.startswith("999")


def read(body: bytes) -> Webhook:
    """Raises UnreadableError."""
    try:
        told = json.loads(body)
        if told["event"] == "message":
            return Webhook((_message(told),))
        if told["event"] == "status":
            return Webhook(statuses=(_status(told),))
        if told["event"] == "number":
            return Webhook(suspension="" if told["state"] == "active" else str(told["state"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError from error
    raise UnreadableError


def _message(told: dict[str, Any]) -> Received:
    sender = "".join(letter for letter in told["from"] if letter.isdecimal() and letter.isascii())
    if not sender or not isinstance(told["text"], str) or not told["id"]:
        raise UnreadableError
    return Received(str(told["id"]), sender, told["text"])


def _status(told: dict[str, Any]) -> Status:
    return Status(str(told["id"]), STATES[told["state"]], str(told.get("reference", "")), str(told.get("code", "")))
