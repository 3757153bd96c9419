"""What else a lesson comes as. Only what this installation has is offered: a page that is not there has no link."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pimpasa.foundation.content.lessons import Lesson


@dataclass(frozen=True)
class Way:
    url: str
    words: str
    more: str


def ways_of(lesson: Lesson) -> list[Way]:
    ways = [
        ("lesson-quiz", _("Kuis: uji diri sendiri"), _("Tanpa akun, dengan penjelasan.")),
        ("lesson-slides", _("Slide untuk layar"), _("Satu berkas, jalan tanpa internet.")),
        ("lesson-handout", _("Lembar bacaan (PDF)"), _("Untuk dibagikan kepada warga.")),
        ("lesson-flip-chart", _("Lembar balik (PDF)"), _("Untuk desa tanpa listrik.")),
        ("lesson-notice", _("Lembar papan pengumuman (PDF)"), ""),
        ("lesson-share", _("Bagikan pesan dan gambar"), _("Untuk WhatsApp.")),
    ]
    return [Way(url, words, more) for page, words, more in ways if (url := _address(page, lesson))]


def _address(page: str, lesson: Lesson) -> str:
    try:
        return reverse(page, args=[lesson.id])
    except NoReverseMatch:
        return ""
