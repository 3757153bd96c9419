"""What else a lesson comes as. Only what this installation has is offered: a page that is not there has no link."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from pimpasa.foundation.content.lessons import Lesson

WAYS = [
    ("lesson-quiz", gettext_noop("Kuis: uji diri sendiri"), gettext_noop("Tanpa akun, dengan penjelasan.")),
    ("lesson-slides", gettext_noop("Slide untuk layar"), gettext_noop("Satu berkas, jalan tanpa internet.")),
    ("lesson-handout", gettext_noop("Lembar bacaan (PDF)"), gettext_noop("Untuk dibagikan kepada warga.")),
    ("lesson-flip-chart", gettext_noop("Lembar balik (PDF)"), gettext_noop("Untuk desa tanpa listrik.")),
    ("lesson-notice", gettext_noop("Lembar papan pengumuman (PDF)"), ""),
    ("lesson-share", gettext_noop("Bagikan pesan dan gambar"), gettext_noop("Untuk WhatsApp.")),
]


@dataclass(frozen=True)
class Way:
    url: str
    words: str
    more: str


def ways_of(lesson: Lesson) -> list[Way]:
    found = ((_address(page, lesson), words, more) for page, words, more in WAYS)
    return [Way(url, _(words), _(more) if more else "") for url, words, more in found if url]


def _address(page: str, lesson: Lesson) -> str:
    try:
        return reverse(page, args=[lesson.id])
    except NoReverseMatch:
        return ""
