"""Lessons for everybody: the list, one lesson, a recorded voice. No account, no cookie."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pimpasa.foundation.content.lessons import Lesson
from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.learning.library import after, before, lesson_or_404, lessons

from .audiences import AUDIENCE_WORDS, IN_ADDRESS
from .clips import TYPES, clip_path
from .links import ways_of
from .presenting import Presenter


@require_safe
@same_for_everybody
def lesson_list(request: HttpRequest) -> HttpResponse:
    asked = request.GET.get("untuk", "")
    audience = IN_ADDRESS.get(asked)
    shown = [lesson for lesson in lessons().values() if audience is None or audience in lesson.audiences]
    context = {
        "lessons": [(lesson, audience_words(lesson)) for lesson in shown],
        "filters": [(slug, AUDIENCE_WORDS[name], slug == asked) for slug, name in IN_ADDRESS.items()],
        "is_filtered": audience is not None,
        "is_foreign": is_foreign(),
    }
    return render(request, "learning/lessons.html", context)


@require_safe
@same_for_everybody
def lesson_page(request: HttpRequest, lesson_id: str) -> HttpResponse:
    lesson = lesson_or_404(lesson_id)
    context = {
        "lesson": lesson,
        "shown": Presenter(lesson, localdate()),
        "audiences": audience_words(lesson),
        "ways": ways_of(lesson),
        "next": after(lesson),
        "previous": before(lesson),
        "count": len(lessons()),
        "is_foreign": is_foreign(),
        "fact_ids": " ".join(lesson.facts),
        "version": lesson.version,
        "day": localdate(),
    }
    return render(request, "learning/lesson.html", context)


def audience_words(lesson: Lesson) -> str:
    return ", ".join(str(AUDIENCE_WORDS[name]) for name in lesson.audiences)


def is_foreign() -> bool:
    """The page speaks another language than the lessons."""
    return get_language() != "id"


@require_safe
@cache_control(public=True, max_age=3600)
def clip(request: HttpRequest, lesson_id: str, name: str) -> HttpResponseBase:
    path = clip_path(lesson_or_404(lesson_id), name)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type=TYPES[path.suffix])
