"""The evening from hour to hour, and the material of each lesson."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from pimpasa.foundation.content.lessons import Lesson
from pimpasa.learning.sessions.asked import lessons_of
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.regions.gazetteer import gazetteer

# What we propose; nobody prescribes it.
WELCOME, TEST, ACTION = 10, 10, 10
SLIDES = "lesson-slides"


@dataclass(frozen=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True)
class Stage:
    """One part of the evening."""

    at: time
    what: str
    more: str = ""
    minutes: int = 0
    lesson: Lesson | None = None
    links: tuple[Link, ...] = ()


def running_order(kit: SessionKit) -> list[Stage]:
    at, found = datetime.combine(kit.held_on, kit.begins_at), []
    for stage in _stages(kit):
        found.append(Stage(at.time(), stage.what, stage.more, stage.minutes, stage.lesson, stage.links))
        at += timedelta(minutes=stage.minutes)
    found.append(Stage(at.time(), _("Selesai")))
    return found


def _stages(kit: SessionKit) -> Iterator[Stage]:
    start, lessons = kit.begins_at, lessons_of(kit)
    yield Stage(start, _("Pembukaan"), _("Edarkan daftar hadir. Hitung orang di ruangan."), WELCOME)
    yield Stage(start, _("Tes sebelum"), _("Buka tes, tunjukkan kode, bagikan lembar kertas."), TEST)
    for lesson in lessons:
        yield Stage(start, lesson.title, lesson.about, lesson.minutes, lesson, material_of(lesson, kit))
    yield Stage(start, _("Tes sesudah"), _("Gambar dan angka sama seperti tadi. Lembar A dan B bertukar."), TEST)
    if lessons:
        yield Stage(start, _("Lakukan sekarang"), lessons[0].action, ACTION)


def material_of(lesson: Lesson, kit: SessionKit) -> tuple[Link, ...]:
    """What this installation has for the lesson: a page that is not there has no link."""
    material = [
        (SLIDES, _("Paparan")),
        ("lesson-handout", _("Lembar bacaan")),
        ("lesson-flip-chart", _("Lembar balik")),
    ]
    found = ((words, _address(page, lesson), _this_evenings(page, kit)) for page, words in material)
    return tuple(Link(words, url + query) for words, url, query in found if url)


def _this_evenings(page: str, kit: SessionKit) -> str:
    """The slides show the code of this evening's test, the sheets name its village where the gazetteer knows it."""
    if page == SLIDES:
        return f"?kode={kit.code}"
    return f"?desa={kit.village_id}" if gazetteer().place(kit.village_id) else ""


def _address(page: str, lesson: Lesson) -> str:
    try:
        return reverse(page, args=[lesson.id])
    except NoReverseMatch:
        return ""
