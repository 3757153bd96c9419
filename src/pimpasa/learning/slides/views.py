"""The slides of a lesson as one file to download: it opens from a disk or a stick, and asks no network for anything."""

from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pimpasa.foundation.content.lessons import Lesson
from pimpasa.foundation.printing import qr_svg
from pimpasa.guidance.paper.imprint import shown_address
from pimpasa.learning.lessons.presenting import Presenter
from pimpasa.learning.library import lesson_or_404
from pimpasa.learning.sessions.codes import LENGTH, as_code

from .deck import deck

HERE = Path(__file__).parent


@require_safe
@cache_control(public=True, max_age=300)
def slides(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """`?kode=` prints the code of an evening on the slides of its tests."""
    lesson = lesson_or_404(lesson_id)
    code = as_code(request.GET.get("kode", ""))[:LENGTH]
    response = HttpResponse(slide_file(request, lesson, code))
    response["Content-Disposition"] = f'attachment; filename="pimpasa-{lesson.number:02}-{lesson.id}.html"'
    return response


def slide_file(request: HttpRequest, lesson: Lesson, code: str) -> str:
    context = {
        "lesson": lesson,
        "shown": Presenter(lesson, localdate()),
        "slides": deck(lesson, localdate()),
        "style": inline("slides.css"),
        "script": inline("slides.js"),
        "day": localdate(),
        "code": code,
        **test_place(request, code),
    }
    return render_to_string("learning/slides.html", context, request)


def inline(name: str) -> SafeString:
    return mark_safe((HERE / name).read_text(encoding="utf-8"))  # noqa: S308 # our own file


def test_place(request: HttpRequest, code: str) -> dict[str, str]:
    """Where phones find the test: as people type it, and as a code to scan."""
    if not code:
        return {}
    address = shown_address(address_of(request, reverse("test-code")))
    return {"address": address, "qr": qr_svg(address_of(request, reverse("test-answer", args=[code])))}


def address_of(request: HttpRequest, path: str) -> str:
    return settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)
