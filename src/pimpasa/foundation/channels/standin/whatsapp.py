"""POST /<number id>/messages of the Cloud API, as documented."""

import base64
import re
from collections.abc import Callable
from typing import Any

import httpx

from pimpasa.foundation.channels.fitting import units
from pimpasa.foundation.channels.whatsapp import limits

COMMON = {"messaging_product", "recipient_type", "to", "recipient", "type", "biz_opaque_callback_data"}
OWN_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")


def check(told: dict[str, Any]) -> None:
    """Raises AssertionError naming the rule."""
    assert told["messaging_product"] == "whatsapp", "messaging_product"
    assert told["recipient_type"] == "individual", "recipient_type"
    assert ("to" in told) != ("recipient" in told), "one of to and recipient"
    assert "to" not in told or re.fullmatch(r"\d{6,20}", told["to"]), "to"
    assert "recipient" not in told or OWN_ID.fullmatch(told["recipient"]), "recipient"
    assert len(told["biz_opaque_callback_data"]) <= 512, "biz_opaque_callback_data"
    assert set(told) <= COMMON | {told["type"]}, "unknown field"
    {"text": check_text, "interactive": check_interactive}[told["type"]](told[told["type"]])


def within(text: object, limit: int, name: str) -> None:
    assert isinstance(text, str), name
    assert text.strip(), name
    assert units(text) <= limit, name


def check_text(told: dict[str, Any]) -> None:
    within(told["body"], limits.TEXT, "body")
    assert set(told) <= {"body", "preview_url"}, "unknown field"


def check_interactive(told: dict[str, Any]) -> None:
    assert set(told) <= {"type", "header", "body", "footer", "action"}, "unknown field"
    within(told["body"]["text"], limits.INTERACTIVE_BODY, "interactive body")
    {"button": check_buttons, "list": check_list}[told["type"]](told["action"])


def check_buttons(action: dict[str, Any]) -> None:
    buttons = action["buttons"]
    assert 1 <= len(buttons) <= limits.BUTTONS, "number of buttons"
    assert all(one["type"] == "reply" for one in buttons), "type of buttons"
    check_choices([one["reply"] for one in buttons], limits.BUTTON_TITLE, limits.BUTTON_ID)


def check_list(action: dict[str, Any]) -> None:
    within(action["button"], limits.LIST_BUTTON, "list button")
    rows = [row for section in action["sections"] for row in section["rows"]]
    assert 1 <= len(rows) <= limits.ROWS, "number of rows"
    check_choices(rows, limits.ROW_TITLE, limits.ROW_ID)
    for row in rows:
        assert set(row) <= {"id", "title", "description"}, "unknown field"
        if "description" in row:
            within(row["description"], limits.ROW_DESCRIPTION, "description")


def check_choices(choices: list[dict[str, str]], title: int, identity: int) -> None:
    for one in choices:
        within(one["title"], title, "title")
        within(one["id"], identity, "id")
    assert len({one["title"] for one in choices}) == len(choices), "equal titles"
    assert len({one["id"] for one in choices}) == len(choices), "equal ids"


def reference(told: dict[str, Any]) -> str:
    return str(told["biz_opaque_callback_data"])


def accepted(number: int) -> dict[str, Any]:
    # Real ones look like this too, and contain the person's number.
    told = base64.b64encode(f"standin-{number}".encode()).decode()
    return {
        "messaging_product": "whatsapp",
        "contacts": [{"input": "", "wa_id": ""}],
        "messages": [{"id": f"wamid.{told}"}],
    }


def failure(status: int, code: int, **headers: str) -> Callable[[], httpx.Response]:
    error = {"message": "(stand-in)", "type": "OAuthException", "code": code, "fbtrace_id": "standin"}
    return lambda: httpx.Response(status, json={"error": error}, headers=headers)


WRONG = httpx.Response(400, json={"error": {"message": "(stand-in)", "type": "OAuthException", "code": 131009}})
FAILURES = {
    "500": lambda: httpx.Response(500, text="oops"),
    "429": failure(429, 130429, **{"Retry-After": "7"}),
    "too fast": failure(400, 130429),
    "too fast for one": failure(400, 131056),
    "window closed": failure(400, 131047),
    "cannot be reached": failure(400, 131026),
    "suspended": failure(403, 368),
    "token expired": failure(401, 190),
}
