"""The key message as one text to forward. It travels without its page, so it carries sources, day and doubts.

In Indonesian whatever the page speaks, like the lesson itself.
"""

from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from pimpasa.foundation.ui.words import day
from pimpasa.guidance.paper.places import KINDS
from pimpasa.guidance.paper.poster import helplines
from pimpasa.learning.lessons.presenting import Presenter
from pimpasa.learning.paper.message import KeyMessage, key_message
from pimpasa.regions.gazetteer import Place

DRAFT = "Draf, belum ditinjau orang luar."


def share_text(shown: Presenter, place: Place | None) -> str:
    """Does not look whether the message still stands: whoever gives it out asks `may_be_shared` first."""
    with translation.override("id"):
        lesson, message = shown.lesson, key_message(shown)
        blocks = [
            [f"*{lesson.title}*", *([for_whom(place)] if place else [])],
            [message.words, *(f"({mark})" for mark in message.marks)],
            [f"*Lakukan:* {lesson.action}"],
            [f"Bantuan: {helpline_words()}."],
            [*foot(shown, message)],
        ]
    return "\n\n".join("\n".join(lines) for lines in blocks)


def foot(shown: Presenter, message: KeyMessage) -> list[str]:
    lesson, today = shown.lesson, day(shown.standing.on)
    path = reverse("lesson", args=[lesson.id])
    return [
        f"Sumber: {'; '.join(message.sources)}.",
        f"Dibagikan {today}. Aturan bisa berubah, periksa lagi.",
        *([] if lesson.is_reviewed else [DRAFT]),
        *([settings.SITE_URL + path] if settings.SITE_URL else []),
    ]


def for_whom(place: Place) -> str:
    """A village that is spoken to, not one that speaks: anybody may choose its name."""
    return f"Untuk warga {KINDS[place.kind]} {place.village}, Kecamatan {place.district}, {place.regency}"


def helpline_words() -> str:
    """The numbers whose month is known: a text is kept for years, so each says when it was last seen."""
    seen = [line for line in helplines() if line["seen"]]
    return ", ".join(f"{line['name']} {line['number']} (terlihat {line['seen']})" for line in seen)


def whatsapp_link(text: str) -> str:
    return "https://wa.me/?text=" + quote(text)
