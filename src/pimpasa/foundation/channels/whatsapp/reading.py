"""A webhook of the Cloud API. A sender may come without a phone number, known only by an id for this business."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pimpasa.foundation.channels.credentials import is_signed, secret
from pimpasa.foundation.channels.network import Received, Status, UnreadableError, Webhook

CHANNEL = "whatsapp"
STATES = {"sent": "sent", "delivered": "delivered", "read": "delivered", "played": "delivered", "failed": "failed"}
# Said of a message, but nothing that a person writes to us.
PASSED_OVER = frozenset({"reaction", "system", "unsupported", "ephemeral", "request_welcome"})
SUSPENSIONS = {"DISABLED_UPDATE", "ACCOUNT_DELETED", "ACCOUNT_RESTRICTION", "ACCOUNT_VIOLATION"}
# No country has the prefix 999, nor the letters ZZ.
SIMULATED = ("999", "ZZ.999", "ZZ.SIMULASI")


def verify(headers: Mapping[str, str], body: bytes) -> bool:
    kind, _, told = headers.get("X-Hub-Signature-256", "").partition("=")
    return kind == "sha256" and is_signed(CHANNEL, body, told)


def challenge(query: Mapping[str, str]) -> str | None:
    """What is to be said back when the address is registered; None for a stranger."""
    if query.get("hub.mode") != "subscribe" or query.get("hub.verify_token") != secret(CHANNEL, "VERIFY"):
        return None
    return query.get("hub.challenge", "")


def is_simulated(address: str) -> bool:
    return address.startswith(SIMULATED)


def phone_of(address: str) -> str:
    return address if address.isdecimal() else ""


def read(body: bytes) -> Webhook:
    """Raises UnreadableError. One webhook may carry several messages and reports."""
    try:
        changes = [change for entry in json.loads(body)["entry"] for change in entry["changes"]]
        return Webhook(
            tuple(one for change in changes for one in _messages(change["value"])),
            tuple(one for change in changes for one in _statuses(change["value"])),
            next((said for change in changes if (said := _suspension(change)) is not None), None),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise UnreadableError from error


def _messages(value: dict[str, Any]) -> Iterator[Received]:
    people = value.get("contacts", [])
    for message in value.get("messages", []):
        if message["type"] in PASSED_OVER:
            continue
        phone, own_id = _sender(message, people)
        text, choice, attachment = _content(message)
        yield Received(message["id"], own_id or phone, text, choice, attachment, phone)


def _sender(message: dict[str, Any], people: list[dict[str, Any]]) -> tuple[str, str]:
    """Phone number and business-scoped id; either may be missing, in the message and beside it."""
    phone, own_id = message.get("from") or "", message.get("from_user_id") or ""
    if not own_id:
        beside = [one for one in people if phone and one.get("wa_id") == phone] or (people if len(people) == 1 else [])
        for one in beside:
            phone, own_id = phone or one.get("wa_id") or "", one.get("user_id") or ""
    if not phone.isdecimal():
        phone, own_id = "", own_id or phone
    if not (phone or own_id):
        raise UnreadableError
    return phone, own_id


def _content(message: dict[str, Any]) -> tuple[str, str, str]:
    """Words, pressed choice, and the kind of what came instead of words."""
    kind = message["type"]
    if kind == "text":
        return message["text"]["body"], "", ""
    if kind == "interactive":
        reply = message["interactive"]
        pressed = reply.get("button_reply") or reply.get("list_reply")
        return (pressed["title"], pressed["id"], "") if pressed else ("", "", kind)
    if kind == "button":
        return message["button"]["text"], message["button"].get("payload", ""), ""
    caption = message[kind].get("caption", "") if isinstance(message.get(kind), dict) else ""
    return caption, "", kind


def _statuses(value: dict[str, Any]) -> Iterator[Status]:
    for status in value.get("statuses", []):
        if state := STATES.get(status["status"]):
            code = str(status["errors"][0]["code"]) if status.get("errors") else ""
            yield Status(status["id"], state, status.get("biz_opaque_callback_data") or "", code)


def _suspension(change: dict[str, Any]) -> str | None:
    if change.get("field") != "account_update":
        return None
    value = change["value"]
    if value.get("ban_info", {}).get("waba_ban_state") == "REINSTATE":
        return ""
    event = str(value.get("event", ""))
    return event if event in SUSPENSIONS else None
