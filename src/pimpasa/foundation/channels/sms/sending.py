"""Asks the gateway to send one short message."""

from pimpasa.foundation.channels import client
from pimpasa.foundation.channels.credentials import given
from pimpasa.foundation.channels.network import Message
from pimpasa.foundation.channels.responses import of_status
from pimpasa.foundation.channels.sms.reading import CHANNEL, is_simulated

LOOPBACK = "http://gateway.invalid/messages"


def deliver(message: Message) -> str:
    headers = {"Authorization": f"Bearer {given(CHANNEL, 'TOKEN', 'loopback')}"}
    payload = {"to": f"+{message.address}", "text": message.payload["text"], "reference": message.reference}
    if sender := given(CHANNEL, "FROM"):
        payload["from"] = sender
    simulated = is_simulated(message.address)
    response = client.post(CHANNEL, given(CHANNEL, "URL", LOOPBACK), payload, headers, simulated=simulated)
    answer = client.told(response)
    if response.is_success and answer.get("id"):
        return str(answer["id"])
    raise of_status(response, str(answer.get("code") or response.status_code))
