"""Sheets of lessons, of today's content; nothing about a person is asked or kept."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from pimpasa.foundation.content.lessons import Lesson
from pimpasa.foundation.printing import Paper
from pimpasa.guidance.paper.shown import Data
from pimpasa.guidance.paper.views import in_indonesian
from pimpasa.learning.lessons.presenting import Presenter
from pimpasa.learning.library import lesson_or_404
from pimpasa.regions.gazetteer import Place

from .cues import cues, fallen
from .head import asked_village, head
from .keeping import kept_pdf
from .message import key_message, message_data
from .words import full_sources, steps

SHEETS = Path(__file__).with_name("sheets")


@require_safe
@in_indonesian
def handout(request: HttpRequest, lesson_id: str) -> HttpResponse:
    """Two pages of A4, or one sheet that is folded once into a booklet of A5."""
    shown, place = Presenter(lesson_or_404(lesson_id), localdate()), asked_village(request)
    paper = _paper(request, Paper.A4, Paper.A5)
    data = {"steps": steps(shown), "full_sources": full_sources(shown)} | head(request, shown, place)
    return pdf("booklet" if paper is Paper.A5 else "handout", data, _name("lembar", shown, paper))


@require_safe
@in_indonesian
def flip_chart(request: HttpRequest, lesson_id: str) -> HttpResponse:
    shown, place = Presenter(lesson_or_404(lesson_id), localdate()), asked_village(request)
    paper = _paper(request, Paper.A4, Paper.A3)
    words = {"steps": steps(shown), "cues": cues(shown), "fallen": fallen(shown), "minutes": shown.lesson.minutes}
    data = words | {"paper": paper.value} | head(request, shown, place)
    return pdf("flip_chart", data, _name("lembar-balik", shown, paper))


@require_safe
@in_indonesian
def notice(request: HttpRequest, lesson_id: str) -> HttpResponse:
    shown, place = Presenter(lesson_or_404(lesson_id), localdate()), asked_village(request)
    if not key_message(shown).may_be_shared:
        return redirect(share_address(shown.lesson, place))
    paper = _paper(request, Paper.A4, Paper.A3)
    data = message_data(shown) | {"paper": paper.value} | head(request, shown, place)
    return pdf("notice", data, _name("papan", shown, paper))


def share_address(lesson: Lesson, place: Place | None) -> str:
    """The page that says why a message is not given out."""
    return reverse("lesson-share", args=[lesson.id]) + (f"?desa={place.code}" if place else "")


def _paper(request: HttpRequest, *offered: Paper) -> Paper:
    """The size asked for, or the first on offer."""
    return next((paper for paper in offered if paper == request.GET.get("ukuran")), offered[0])


def _name(sheet: str, shown: Presenter, paper: Paper) -> str:
    return f"{sheet}-{shown.lesson.number:02}-{shown.lesson.id}-{paper.value}-{shown.standing.on}.pdf"


def pdf(sheet: str, data: Data, name: str) -> HttpResponse:
    response = HttpResponse(kept_pdf(SHEETS / f"{sheet}.typ", data), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, max-age=3600"
    # Browsers show a PDF in a page of their own, which our policy for HTML may break; a PDF of ours runs nothing.
    response._csp_exempt = True  # type: ignore[attr-defined] # this is how django-csp is told
    return response
