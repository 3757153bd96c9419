"""An update of the Bot API. Only private chats are listened to: in a group others would read the answers."""

import hmac
import json
from collections.abc import Mapping
from typing import Any

from pimpasa.foundation.channels.credentials import secret
from pimpasa.foundation.channels.network import Received, UnreadableError, Webhook

CHANNEL = "telegram"
ATTACHMENTS = (
    "photo",
    "document",
    "video",
    "voice",
    "audio",
    "sticker",
    "animation",
    "video_note",
    "location",
    "contact",
)
# The ids of people have at most 52 bits, sixteen digits: a number of eighteen is nobody.
SIMULATED = "999000000000"


def verify(headers: Mapping[str, str], body: bytes) -> bool:
    told = headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    return hmac.compare_digest(told.encode("utf-8", "replace"), secret(CHANNEL).encode())


def is_simulated(address: str) -> bool:
    return address.startswith(SIMULATED)


def read(body: bytes) -> Webhook:
    """Raises UnreadableError. The answer to a pressed button rides back in our response."""
    try:
        update = json.loads(body)
        number = str(update["update_id"])
        if query := update.get("callback_query"):
            return _pressed(number, query)
        if message := update.get("message"):
            return Webhook(tuple(_written(number, message)))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableError from error
    return Webhook()


def _pressed(number: str, query: dict[str, Any]) -> Webhook:
    answer = {"method": "answerCallbackQuery", "callback_query_id": query["id"]}
    message = query.get("message") or {}
    if message.get("chat", {"type": "private"})["type"] != "private":
        return Webhook(answer=answer)
    data = query.get("data") or ""
    received = Received(
        number, str(query["from"]["id"]), _label(message, data), data, language=query["from"].get("language_code") or ""
    )
    return Webhook((received,), answer=answer)


def _label(message: dict[str, Any], data: str) -> str:
    """The label of the pressed button, if its message came along."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return next((str(one["text"]) for row in rows for one in row if one.get("callback_data") == data), "")


def _written(number: str, message: dict[str, Any]) -> list[Received]:
    sender = message.get("from") or {}
    if message["chat"]["type"] != "private" or sender.get("is_bot"):
        return []
    attachment = next((kind for kind in ATTACHMENTS if kind in message), "")
    text = message.get("text") or message.get("caption") or ""
    if not (text or attachment):
        return []
    # "/start" is sent by the app itself when a chat is opened.
    text = "menu" if text.split("@")[0].split(" ")[0] == "/start" else text
    language = sender.get("language_code") or ""
    return [Received(number, str(message["chat"]["id"]), text, "", attachment, language=language)]
