"""The chat on our own page: a form and its answer; a script only looks for what comes later.

Protects people on a shared device: the chat is known by a cookie that ends with the browser, can be erased by a button,
and no word of it stands in an address.
"""

import secrets

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from pimpasa.foundation.channels.addresses import address_key
from pimpasa.foundation.channels.contacts import erase
from pimpasa.foundation.channels.intake import LONGEST_TEXT, IntakeError, receive
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.channels.network import Received, network
from pimpasa.foundation.channels.phone import Bubble, Own, bubbles, is_nonce, new_nonce, read_own, write_own

COOKIE, CHANNEL = "obrolan", "webchat"


@never_cache
def webchat(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _said(request)
    return _page(request, address_in(request), [])


def _said(request: HttpRequest) -> HttpResponse:
    address = address_in(request) or secrets.token_urlsafe(24)
    own, typed = read_own(request.POST.get("mine", "")), request.POST.get("text", "").strip()
    pressed = request.POST.get("choice", "")[:100]
    contact = contact_at(address)
    text = label_of(contact, pressed) if pressed else typed
    nonce = request.POST.get("nonce", "")
    if not (text or pressed) or not is_nonce(nonce) or len(text) > LONGEST_TEXT:
        error = _("Pesan terlalu panjang. Pendekkan dulu.") if text else _("Tulis pertanyaan Anda dulu.")
        return _page(request, address_in(request), own, typed=typed, error=error)
    own.append(Own(contact.last_number if contact else 0, text))
    try:
        receive(network(CHANNEL), Received(nonce, address, text, pressed, language=get_language() or ""))
    except IntakeError:
        error = _("Maaf, ada gangguan. Tekan Kirim sekali lagi.")
        return _page(request, address, own[:-1], typed=typed, error=error)
    return _page(request, address, own)


def _page(request: HttpRequest, address: str, own: list[Own], *, typed: str = "", error: str = "") -> HttpResponse:
    contact = contact_at(address)
    shown = bubbles(contact, own)
    told = {
        "bubbles": shown,
        "choices": last_choices(shown),
        "last": contact.last_number if contact else 0,
        "mine": write_own(own),
        "nonce": new_nonce(),
        "typed": typed,
        "error": error,
        "longest": LONGEST_TEXT,
        "is_begun": contact is not None,
    }
    response = render(request, "channels/webchat.html", told)
    if contact:
        response.set_signed_cookie(COOKIE, address, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def last_choices(shown: list[Bubble]) -> tuple[Bubble, ...]:
    """The choices of our last message stand; those above it are answered."""
    said = [bubble for bubble in shown if not bubble.is_mine]
    return tuple(said[-1:]) if said and said[-1].choices else ()


def address_in(request: HttpRequest) -> str:
    try:
        return str(request.get_signed_cookie(COOKIE, default=""))
    except BadSignature:
        return ""


def contact_at(address: str) -> Contact | None:
    if not address:
        return None
    return Contact.objects.filter(channel=CHANNEL, address_key=address_key(CHANNEL, address)).first()


def label_of(contact: Contact | None, pressed: str) -> str:
    said = bubbles(contact, []) if contact else []
    return next((one.label for bubble in reversed(said) for one in bubble.choices if one.id == pressed), "")


@never_cache
@require_GET
def webchat_new(request: HttpRequest) -> HttpResponse:
    """What was said after one of our messages, as a piece of the page; 204 for nothing."""
    after = request.GET.get("after", "")
    contact = contact_at(address_in(request))
    if contact is None or not after.isdecimal() or contact.last_number <= int(after[:18]):
        return HttpResponse(status=204)
    shown = bubbles(contact, [], int(after[:18]))
    told = {"bubbles": shown, "choices": last_choices(shown), "last": contact.last_number}
    return render(request, "channels/_said.html", told)


@require_POST
def webchat_forget(request: HttpRequest) -> HttpResponse:
    if contact := contact_at(address_in(request)):
        erase(contact)
    response = redirect("webchat")
    response.delete_cookie(COOKIE)
    return response
