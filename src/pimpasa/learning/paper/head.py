"""What every sheet of a lesson says besides the lesson's words: whose village, where to call, where to look again."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from pimpasa.foundation.content.lessons import Lesson
from pimpasa.foundation.ui.words import day as day_words
from pimpasa.guidance.paper.imprint import imprint
from pimpasa.guidance.paper.places import office, village
from pimpasa.guidance.paper.poster import helplines
from pimpasa.guidance.paper.shown import Data
from pimpasa.learning.lessons.presenting import Presenter
from pimpasa.regions.gazetteer import Place, gazetteer
from pimpasa.regions.queries import serving_office


def asked_village(request: HttpRequest) -> Place | None:
    """The village of `?desa=`; a code that nobody knows is not guessed at."""
    code = request.GET.get("desa", "")
    place = gazetteer().place(code) if code else None
    if code and place is None:
        raise Http404
    return place


def lesson_address(request: HttpRequest, lesson: Lesson) -> str:
    path = reverse("lesson", args=[lesson.id])
    return settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)


def head(request: HttpRequest, shown: Presenter, place: Place | None) -> Data:
    lesson, day = shown.lesson, shown.standing.on
    address = lesson_address(request, lesson)
    return {
        **imprint(request, day, address, address),
        **({"is_local": False} if settings.SITE_URL else {}),
        **where(place, day),
        "number": lesson.number,
        "title": lesson.title,
        "about": lesson.about,
        "action": lesson.action,
        "version": lesson.version,
        "draft": "" if lesson.is_reviewed else "draf, belum ditinjau",
        "reviewed": reviewed(lesson),
        "helplines": helplines(),
        "broken": len(shown.broken),
    }


def reviewed(lesson: Lesson) -> str:
    """Who approved the words that stand now."""
    valid = [one for one in lesson.reviews if one.outcome == "approved" and one.text_version == lesson.version]
    return "; ".join(f"Ditinjau {one.by} ({one.role}), {day_words(one.on)}" for one in valid)


def where(place: Place | None, day: date) -> Data:
    serving = serving_office(place.code) if place else None
    return {
        "village": village(place) if place else None,
        "office": office(serving.office, day, not serving.confirmed) if serving else None,
    }
