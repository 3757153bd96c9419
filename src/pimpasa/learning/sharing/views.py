"""Where a lesson's key message is taken along. Public: no account, nothing about a person is asked or kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.guidance.paper.views import in_indonesian
from pimpasa.learning.lessons.presenting import Presenter
from pimpasa.learning.library import lesson_or_404
from pimpasa.learning.paper.head import asked_village, head
from pimpasa.learning.paper.message import key_message, message_data
from pimpasa.learning.paper.views import share_address

from .picture import drawn
from .text import for_whom, share_text, whatsapp_link


@require_safe
@same_for_everybody
def share(request: HttpRequest, lesson_id: str) -> HttpResponse:
    shown, place = Presenter(lesson_or_404(lesson_id), localdate()), asked_village(request)
    may_be_shared = key_message(shown).may_be_shared
    text = share_text(shown, place) if may_be_shared else ""
    context = {
        "lesson": shown.lesson,
        "shown": shown,
        "whose": for_whom(place) if place else "",
        "query": f"?desa={place.code}" if place else "",
        "more": f"&desa={place.code}" if place else "",
        "text": text,
        "whatsapp": whatsapp_link(text) if text else "",
    }
    return render(request, "learning/share.html", context)


@require_safe
@in_indonesian
def picture(request: HttpRequest, lesson_id: str) -> HttpResponse:
    shown, place = Presenter(lesson_or_404(lesson_id), localdate()), asked_village(request)
    if not key_message(shown).may_be_shared:
        return redirect(share_address(shown.lesson, place))
    response = HttpResponse(drawn(message_data(shown) | head(request, shown, place)), content_type="image/png")
    name = f"pimpasa-{shown.lesson.number:02}-{shown.lesson.id}-{shown.standing.on}.png"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, max-age=3600"
    return response
