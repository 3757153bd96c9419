"""sendMessage of the Bot API, as documented."""

from collections.abc import Callable
from typing import Any

import httpx

from pimpasa.foundation.channels.fitting import units
from pimpasa.foundation.channels.telegram import limits

FIELDS = {"chat_id", "text", "link_preview_options", "reply_markup"}


def check(told: dict[str, Any]) -> None:
    """Raises AssertionError naming the rule."""
    assert isinstance(told["chat_id"], int), "chat_id"
    assert set(told) <= FIELDS, "unknown field"
    assert told["text"].strip(), "empty text"
    assert units(told["text"]) <= limits.TEXT, "text"
    buttons = [one for row in told.get("reply_markup", {}).get("inline_keyboard", []) for one in row]
    for one in buttons:
        assert one["text"].strip(), "empty label"
        assert 1 <= len(one["callback_data"].encode()) <= limits.CALLBACK_DATA, "callback_data"
    assert len(buttons) <= 100, "number of buttons"


def reference(told: dict[str, Any]) -> str:
    return f"{told['chat_id']} {told['text']}"


def accepted(number: int) -> dict[str, Any]:
    return {"ok": True, "result": {"message_id": number, "date": 0, "chat": {"id": 0, "type": "private"}}}


def failure(status: int, **more: object) -> Callable[[], httpx.Response]:
    return lambda: httpx.Response(status, json={"ok": False, "error_code": status, "description": "(stand-in)", **more})


WRONG = httpx.Response(400, json={"ok": False, "error_code": 400, "description": "(stand-in)"})
FAILURES = {
    "500": failure(500),
    "429": failure(429, parameters={"retry_after": 7}),
    "blocked by the person": failure(403),
    "suspended": failure(401),
}
