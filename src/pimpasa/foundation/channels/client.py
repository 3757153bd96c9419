"""Asks providers over HTTP. For channels without account and everyone simulated, the stand-in here answers."""

from functools import cache
from typing import Any

import httpx

from pimpasa.foundation.channels.credentials import is_connected
from pimpasa.foundation.channels.network import Payload
from pimpasa.foundation.channels.troubles import TryLaterError

TIMEOUT = httpx.Timeout(10, connect=5)
LIMITS = httpx.Limits(max_connections=32, max_keepalive_connections=16, keepalive_expiry=30)


def post(channel: str, url: str, payload: Payload, headers: dict[str, str], *, simulated: bool) -> httpx.Response:
    """Raises TryLaterError when no answer came: the provider may have accepted all the same."""
    client = _loopback(channel) if simulated or not is_connected(channel) else _outward()
    try:
        return client.post(url, json=payload, headers=headers)
    except httpx.HTTPError as error:
        # Its text may quote the address, which may carry a token.
        raise TryLaterError(type(error).__name__) from None


def told(response: httpx.Response) -> dict[str, Any]:
    """The answer as an object; an empty one for anything else."""
    try:
        answer = response.json()
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


@cache
def _outward() -> httpx.Client:
    # Threads share it; redirects are not followed, or a message could be led elsewhere.
    return httpx.Client(timeout=TIMEOUT, limits=LIMITS, follow_redirects=False, trust_env=False)


@cache
def _loopback(channel: str) -> httpx.Client:
    from pimpasa.foundation.channels.standin.provider import stand_in

    return httpx.Client(transport=httpx.MockTransport(stand_in(channel).answer), trust_env=False)
