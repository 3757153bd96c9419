"""Asks the Bot API to send one message."""

from datetime import timedelta

import httpx

from pimpasa.foundation.channels import client
from pimpasa.foundation.channels.credentials import given
from pimpasa.foundation.channels.network import Message
from pimpasa.foundation.channels.responses import retry_after
from pimpasa.foundation.channels.telegram.reading import CHANNEL, is_simulated
from pimpasa.foundation.channels.troubles import RefusedError, SuspendedError, TryLaterError

API = "https://api.telegram.org"


def deliver(message: Message) -> str:
    url = f"{given(CHANNEL, 'API', API)}/bot{given(CHANNEL, 'TOKEN', 'loopback')}/sendMessage"
    payload = {"chat_id": int(message.address), **message.payload}
    response = client.post(CHANNEL, url, payload, {}, simulated=is_simulated(message.address))
    answer = client.told(response)
    if answer.get("ok"):
        # Message numbers are counted in each chat.
        return f"{message.address}/{answer['result']['message_id']}"
    raise trouble_of(response, answer)


def trouble_of(response: httpx.Response, answer: dict[str, object]) -> Exception:
    code = str(answer.get("error_code") or response.status_code)
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return TryLaterError(code, wait=wait_of(response, answer), everyone=True)
    if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND):
        # The bot's token is no longer valid.
        return SuspendedError(code)
    if response.is_server_error or response.is_success:
        return TryLaterError(code)
    return RefusedError(code)


def wait_of(response: httpx.Response, answer: dict[str, object]) -> timedelta | None:
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return timedelta(seconds=min(seconds, 86400)) if isinstance(seconds, int) else retry_after(response)
