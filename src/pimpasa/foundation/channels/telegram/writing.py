"""One reply as messages of the Bot API, the choices as buttons under the last one. Plain text: nothing is markup."""

from django.utils.translation import gettext as _

from pimpasa.foundation.channels.fitting import choice_page, distinct_labels, split, unmarked, wire_id
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.network import Payload, Shown
from pimpasa.foundation.channels.telegram import limits


def write(reply: Reply, page: int = 0) -> list[Payload]:
    words = "\n\n".join(part for part in (unmarked(reply.text.strip()), reply.link) if part)
    parts = split(words, limits.TEXT) or ([_("Pilih salah satu:")] if reply.choices else [])
    messages = [text(part) for part in parts]
    if reply.choices:
        messages[-1]["reply_markup"] = {"inline_keyboard": keyboard(reply.choices, page)}
    return messages


def text(words: str) -> Payload:
    return {"text": words, "link_preview_options": {"is_disabled": True}}


def keyboard(choices: tuple[Choice, ...], number: int) -> list[list[Payload]]:
    page = choice_page(choices, limits.BUTTONS, number)
    shown = [*page.choices, *([page.more] if page.more else [])]
    full = [f"{one.label} ({one.hint})" if one.hint else one.label for one in shown]
    labels = distinct_labels(full, limits.BUTTON_LABEL)
    return [[{"text": label, "callback_data": wire_id(one.id)}] for one, label in zip(shown, labels, strict=True)]


def show(payload: Payload) -> Shown:
    rows = payload.get("reply_markup", {}).get("inline_keyboard", [])
    return Shown(payload["text"], tuple(Choice(one["callback_data"], one["text"]) for row in rows for one in row))
