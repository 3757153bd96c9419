"""The gateway of docs/channels.md."""

import re
from collections.abc import Callable
from typing import Any

import httpx

from pimpasa.foundation.channels.sms import limits


def check(told: dict[str, Any]) -> None:
    """Raises AssertionError naming the rule."""
    assert re.fullmatch(r"\+\d{6,20}", told["to"]), "to"
    assert told["text"].strip(), "empty text"
    assert limits.fits(told["text"]), "number of parts"
    assert set(told) <= {"to", "text", "reference", "from"}, "unknown field"


def reference(told: dict[str, Any]) -> str:
    return str(told["reference"])


def accepted(number: int) -> dict[str, Any]:
    return {"id": f"standin-{number}"}


def failure(status: int, code: str, **headers: str) -> Callable[[], httpx.Response]:
    return lambda: httpx.Response(status, json={"code": code}, headers=headers)


WRONG = httpx.Response(400, json={"code": "shape"})
FAILURES = {
    "500": failure(500, "internal"),
    "429": failure(429, "slow", **{"Retry-After": "7"}),
    "suspended": failure(401, "account"),
    "cannot be reached": failure(400, "number"),
}
