"""What each provider would tell us, correctly signed: for the simulator, the tests and the measurements."""

import json
from dataclasses import dataclass
from typing import Any

from pimpasa.foundation.channels.credentials import secret, signature
from pimpasa.foundation.channels.messages import Choice

# The business's side of a webhook; ours does not look at it.
METADATA = {"display_phone_number": "9990000", "phone_number_id": "0"}


@dataclass(frozen=True)
class Call:
    """One webhook: where to, its body and headers."""

    channel: str
    body: bytes
    headers: dict[str, str]


def message(channel: str, address: str, number: str, text: str, *, attachment: str = "") -> Call:
    """Typed words, or something else than words with the words as its caption."""
    return signed(channel, MESSAGES[channel](address, number, text, attachment))


def press(channel: str, address: str, number: str, choice: Choice, *, listed: bool = False) -> Call:
    """A pressed button or row; by SMS the number is typed."""
    return signed(channel, PRESSES[channel](address, number, choice, listed))


def report(channel: str, reference: str, provider_id: str, state: str, code: int = 0) -> Call:
    """What became of a message: "sent", "delivered" or "failed"."""
    return signed(channel, REPORTS[channel](reference, provider_id, state, code))


def signed(channel: str, told: dict[str, Any]) -> Call:
    body = json.dumps(told).encode()
    return Call(channel, body, SIGNATURES[channel](body))


SIGNATURES = {
    "whatsapp": lambda body: {"X-Hub-Signature-256": f"sha256={signature('whatsapp', body)}"},
    "telegram": lambda body: {"X-Telegram-Bot-Api-Secret-Token": secret("telegram")},
    "sms": lambda body: {"X-Signature-256": f"sha256={signature('sms', body)}"},
}


def whatsapp_value(**value: Any) -> dict[str, Any]:
    told = {"messaging_product": "whatsapp", "metadata": METADATA, **value}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "0", "changes": [{"value": told, "field": "messages"}]}],
    }


def whatsapp_message(address: str, number: str, **content: Any) -> dict[str, Any]:
    """Of someone with a phone number, or known only by an id for this business."""
    by_phone = address.isdecimal()
    own_id = own_id_of(address) if by_phone else address
    who = {"wa_id": address, "user_id": own_id} if by_phone else {"user_id": own_id}
    sender = {"from": address, "from_user_id": own_id} if by_phone else {"from_user_id": own_id}
    person = {"profile": {"name": "Simulasi"}, **who}
    return whatsapp_value(contacts=[person], messages=[{**sender, "id": number, "timestamp": "1764000000", **content}])


def own_id_of(phone: str) -> str:
    """The id for this business that a phone number's owner has here; no country has the letters ZZ."""
    return f"ZZ.{phone}"


def whatsapp_text(address: str, number: str, text: str, attachment: str) -> dict[str, Any]:
    if not attachment:
        return whatsapp_message(address, number, type="text", text={"body": text})
    media = {"id": "0", "mime_type": "image/jpeg", "sha256": "0", **({"caption": text} if text else {})}
    return whatsapp_message(address, number, type=attachment, **{attachment: media})


def whatsapp_press(address: str, number: str, choice: Choice, listed: bool) -> dict[str, Any]:
    kind = "list_reply" if listed else "button_reply"
    context = {"from": "9990000", "id": "wamid.0"}
    pressed = {"id": choice.id, "title": choice.label, **({"description": choice.hint} if listed else {})}
    return whatsapp_message(
        address, number, type="interactive", interactive={"type": kind, kind: pressed}, context=context
    )


def whatsapp_report(reference: str, provider_id: str, state: str, code: int) -> dict[str, Any]:
    errors = {"errors": [{"code": code, "title": "(stand-in)", "message": "(stand-in)"}]} if code else {}
    status = {"id": provider_id, "status": state, "timestamp": "1764000000", "recipient_id": "9990000", **errors}
    person = {"profile": {"name": "Simulasi"}, "wa_id": "9990000", "user_id": "ZZ.9990000"}
    return whatsapp_value(contacts=[person], statuses=[{**status, "biz_opaque_callback_data": reference}])


def telegram_sender(address: str) -> dict[str, Any]:
    return {"id": int(address), "is_bot": False, "first_name": "Simulasi", "language_code": "id"}


def telegram_message(address: str, **content: Any) -> dict[str, Any]:
    chat = {"id": int(address), "type": "private", "first_name": "Simulasi"}
    return {"message_id": 1, "date": 1764000000, "chat": chat, "from": telegram_sender(address), **content}


def telegram_text(address: str, number: str, text: str, attachment: str) -> dict[str, Any]:
    if attachment:
        photo = [{"file_id": "0", "file_unique_id": "0", "width": 1, "height": 1}]
        content: dict[str, Any] = {"photo": photo, **({"caption": text} if text else {})}
        return {"update_id": int(number), "message": telegram_message(address, **content)}
    return {"update_id": int(number), "message": telegram_message(address, text=text)}


def telegram_press(address: str, number: str, choice: Choice, listed: bool) -> dict[str, Any]:
    keyboard = {"inline_keyboard": [[{"text": choice.label, "callback_data": choice.id}]]}
    under = telegram_message(address, text="-", reply_markup=keyboard)
    query = {"id": number, "from": telegram_sender(address), "chat_instance": "0", "data": choice.id, "message": under}
    return {"update_id": int(number), "callback_query": query}


def sms_text(address: str, number: str, text: str, attachment: str) -> dict[str, Any]:
    return {"event": "message", "id": number, "from": f"+{address}", "text": text}


def sms_press(address: str, number: str, choice: Choice, listed: bool) -> dict[str, Any]:
    return sms_text(address, number, choice.id, "")


def sms_report(reference: str, provider_id: str, state: str, code: int) -> dict[str, Any]:
    return {"event": "status", "id": provider_id, "reference": reference, "state": state, "code": str(code)}


MESSAGES = {"whatsapp": whatsapp_text, "telegram": telegram_text, "sms": sms_text}
PRESSES = {"whatsapp": whatsapp_press, "telegram": telegram_press, "sms": sms_press}
REPORTS = {"whatsapp": whatsapp_report, "sms": sms_report}
