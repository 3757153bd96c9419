"""The answer as a message to copy, and as a code that opens it on a phone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from pimpasa.foundation.content import load_library
from pimpasa.foundation.printing import qr_svg
from pimpasa.foundation.rules import Guide
from pimpasa.foundation.ui.context import in_other_language
from pimpasa.guidance.answered import read_answered
from pimpasa.guidance.sharing import LONGEST_CODE, full_text, share_of

from .guide import guide_page


# Reading by POST changes nothing; it only keeps sensitive answers out of the address. No cookie is needed for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, guide_id: str) -> HttpResponse:
    guide = _guide(guide_id)
    answered = read_answered(guide, request.POST if request.method == "POST" else request.GET)
    if answered is None:
        return ask_on(request, guide_id)
    language = get_language() or "id"
    context = {
        "guide": guide,
        "text": full_text(request, answered, language),
        "share": share_of(request, answered, language),
        "fields": list(answered.journey.fields()),
        "method": "post" if answered.journey.is_sensitive else "get",
        "other_language_url": in_other_language(answered.journey.address(request.path)),
    }
    response = render(request, "guidance/message.html", context)
    if request.method == "POST" or answered.journey.is_sensitive:
        response["Cache-Control"] = "private, no-store"
    return response


def ask_on(request: HttpRequest, guide_id: str) -> HttpResponse:
    """Only complete answers leave the page: the open question comes first."""
    if request.method == "POST":
        return guide_page(request, guide_id)
    query = request.GET.urlencode()
    return redirect(reverse("guide", args=[guide_id]) + (f"?{query}" if query else ""))


@require_safe
def qr(request: HttpRequest, guide_id: str) -> HttpResponse:
    """404 where an answer is sensitive or the address too long to be read from a screen."""
    answered = read_answered(_guide(guide_id), request.GET)
    if answered is None:
        return ask_on(request, guide_id)
    address = answered.address(request)
    if answered.journey.is_sensitive or len(address) > LONGEST_CODE:
        raise Http404
    response = HttpResponse(qr_svg(address), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _guide(guide_id: str) -> Guide:
    guide = load_library().guides.get(guide_id)
    if guide is None:
        raise Http404
    return guide
