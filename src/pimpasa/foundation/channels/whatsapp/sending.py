"""Asks the Cloud API to send one message, and reads its error codes."""

import httpx

from pimpasa.foundation.channels import client
from pimpasa.foundation.channels.credentials import given
from pimpasa.foundation.channels.network import Message, Payload
from pimpasa.foundation.channels.responses import SLOW_DOWN, of_status, retry_after
from pimpasa.foundation.channels.troubles import SuspendedError, TryLaterError, WindowClosedError
from pimpasa.foundation.channels.whatsapp.reading import CHANNEL, is_simulated

API = "https://graph.facebook.com/v23.0"
WINDOW_CLOSED = 131047
# App, account and number are too fast; the whole channel waits.
TOO_FAST = frozenset({4, 80007, 130429, 131048})
# Only this person is written to too often.
TOO_FAST_FOR_ONE = 131056
PASSING = frozenset({1, 2, 131000, 131016, 131057, 133004, 133016})
# The token, the account or the number is out of use until somebody acts.
OUT_OF_USE = frozenset({0, 3, 10, 190, 368, 131005, 131031, 131042, 131045, 133010})


def deliver(message: Message) -> str:
    number_id = given(CHANNEL, "NUMBER_ID", "0")
    url = f"{given(CHANNEL, 'API', API)}/{number_id}/messages"
    headers = {"Authorization": f"Bearer {given(CHANNEL, 'TOKEN', 'loopback')}"}
    simulated = is_simulated(message.address)
    response = client.post(CHANNEL, url, addressed(message), headers, simulated=simulated)
    if response.is_success and (sent := client.told(response).get("messages")):
        return str(sent[0]["id"])
    raise trouble_of(response)


def addressed(message: Message) -> Payload:
    """With the phone number, or the business-scoped id where there is none."""
    to = {"to": message.address} if message.address.isdecimal() else {"recipient": message.address}
    return {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **to,
        **message.payload,
        # Comes back with every report, also when our own record of the acceptance was lost.
        "biz_opaque_callback_data": message.reference,
    }


def trouble_of(response: httpx.Response) -> Exception:
    error = client.told(response).get("error")
    code = error.get("code") if isinstance(error, dict) else None
    wait = retry_after(response)
    if code in OUT_OF_USE:
        return SuspendedError(str(code))
    if code in TOO_FAST:
        return TryLaterError(str(code), wait=wait or SLOW_DOWN, everyone=True)
    if code == WINDOW_CLOSED:
        return WindowClosedError(str(code))
    if code == TOO_FAST_FOR_ONE or code in PASSING:
        return TryLaterError(str(code), wait=wait)
    return of_status(response, str(code or response.status_code))
