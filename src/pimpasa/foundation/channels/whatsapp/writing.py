"""One reply as messages of the Cloud API: up to three short choices as buttons, more as a list, long text before it."""

from django.utils.translation import gettext as _

from pimpasa.foundation.channels.fitting import ChoicePage, choice_page, cut, distinct_labels, ellipsed, split, wire_id
from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.network import Payload, Shown
from pimpasa.foundation.channels.whatsapp import limits


def write(reply: Reply, page: int = 0) -> list[Payload]:
    words = "\n\n".join(part for part in (reply.text.strip(), reply.link) if part)
    if not reply.choices:
        return [text(part) for part in split(words, limits.TEXT)]
    *before, last = split_before_choices(words, limits.INTERACTIVE_BODY)
    shown = choice_page(reply.choices, limits.ROWS, page)
    heads = [text(part) for part in split("\n\n".join(before), limits.TEXT)]
    # Further pages repeat only where one was, not everything that was said.
    return [*heads, interactive(last, shown)]


def split_before_choices(words: str, limit: int) -> list[str]:
    """The last part stands above the choices and is never empty."""
    return split(words, limit) or [_("Pilih salah satu:")]


def text(words: str) -> Payload:
    return {"type": "text", "text": {"body": words, "preview_url": False}}


def interactive(body: str, page: ChoicePage) -> Payload:
    choices = [*page.choices, *([page.more] if page.more else [])]
    if len(choices) <= limits.BUTTONS and not any(needs_row(choice) for choice in choices):
        return {"type": "interactive", "interactive": buttons(body, choices)}
    return {"type": "interactive", "interactive": rows(body, choices)}


def needs_row(choice: Choice) -> bool:
    """A button has no second line, and a label cut short would have nowhere to stand in full."""
    return bool(choice.hint) or ellipsed(choice.label, limits.BUTTON_TITLE) != choice.label


def buttons(body: str, choices: list[Choice]) -> Payload:
    labels = distinct_labels([choice.label for choice in choices], limits.BUTTON_TITLE)
    replies = [
        {"type": "reply", "reply": {"id": wire_id(choice.id), "title": label}}
        for choice, label in zip(choices, labels, strict=True)
    ]
    return {"type": "button", "body": {"text": body}, "action": {"buttons": replies}}


def rows(body: str, choices: list[Choice]) -> Payload:
    labels = distinct_labels([choice.label for choice in choices], limits.ROW_TITLE)
    lines = [row(choice, label) for choice, label in zip(choices, labels, strict=True)]
    action = {"button": cut(_("Pilih"), limits.LIST_BUTTON), "sections": [{"title": _("Pilihan"), "rows": lines}]}
    return {"type": "list", "body": {"text": body}, "action": action}


def row(choice: Choice, label: str) -> Payload:
    told = choice.hint if label == choice.label else " · ".join(part for part in (choice.label, choice.hint) if part)
    description = ellipsed(told.strip(), limits.ROW_DESCRIPTION)
    return {"id": wire_id(choice.id), "title": label, **({"description": description} if description else {})}


def show(payload: Payload) -> Shown:
    if payload["type"] == "text":
        return Shown(payload["text"]["body"])
    told = payload["interactive"]
    if told["type"] == "button":
        pressed = [one["reply"] for one in told["action"]["buttons"]]
        return Shown(told["body"]["text"], tuple(Choice(one["id"], one["title"]) for one in pressed))
    listed = [line for section in told["action"]["sections"] for line in section["rows"]]
    choices = tuple(Choice(line["id"], line["title"], line.get("description", "")) for line in listed)
    return Shown(told["body"]["text"], choices, told["action"]["button"])
