"""A provider that accepts only what its documentation allows, and fails in the ways that it documents."""

import itertools
import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpx

from pimpasa.foundation.channels.standin import sms, telegram, whatsapp

Told = dict[str, Any]


@dataclass(frozen=True)
class Dialect:
    """How one provider checks a request, says yes, and says no."""

    check: Callable[[Told], None]
    reference: Callable[[Told], str]
    accepted: Callable[[int], Told]
    wrong: httpx.Response
    failures: dict[str, Callable[[], httpx.Response]]


DIALECTS = {
    "whatsapp": Dialect(whatsapp.check, whatsapp.reference, whatsapp.accepted, whatsapp.WRONG, whatsapp.FAILURES),
    "telegram": Dialect(telegram.check, telegram.reference, telegram.accepted, telegram.WRONG, telegram.FAILURES),
    "sms": Dialect(sms.check, sms.reference, sms.accepted, sms.WRONG, sms.FAILURES),
}
# After the message was accepted, the answer is lost on its way.
LOST_ANSWER = "lost answer"
KEPT = 20_000


@dataclass
class StandIn:
    """Remembers what it accepted; `fail_next` makes the coming requests fail in a documented way."""

    dialect: Dialect
    accepted: deque[Told] = field(default_factory=lambda: deque(maxlen=KEPT))
    wrong: list[str] = field(default_factory=list)
    coming: deque[str] = field(default_factory=deque)
    numbers: Any = field(default_factory=lambda: itertools.count(1))
    lock: Any = field(default_factory=threading.Lock)

    def fail_next(self, *kinds: str) -> None:
        self.coming.extend(kinds)

    def answer(self, request: httpx.Request) -> httpx.Response:
        with self.lock:
            return self._answer(json.loads(request.content))

    def _answer(self, told: Told) -> httpx.Response:
        kind = self.coming.popleft() if self.coming else ""
        if kind and kind != LOST_ANSWER:
            return self.dialect.failures[kind]()
        try:
            self.dialect.check(told)
        except (AssertionError, KeyError, TypeError) as error:
            # Names the rule that was broken, never what was said.
            self.wrong.append(f"{type(error).__name__}: {error}"[:200])
            return self.dialect.wrong
        self.accepted.append(told)
        if kind == LOST_ANSWER:
            raise httpx.ReadTimeout(kind)
        return httpx.Response(200, json=self.dialect.accepted(next(self.numbers)))

    def references(self) -> list[str]:
        return [self.dialect.reference(told) for told in self.accepted]


def new_stand_in(channel: str) -> StandIn:
    return StandIn(DIALECTS[channel])


@cache
def stand_in(channel: str) -> StandIn:
    """The one in this process, for channels that are not connected. It keeps little: nobody reads it."""
    return StandIn(DIALECTS[channel], accepted=deque(maxlen=200))
