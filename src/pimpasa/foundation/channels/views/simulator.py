"""Phones to try every channel on the running product, without an account at any provider.

What is typed becomes the provider's own signed webhook, and what is sent goes through the sender to the stand-in, so
that nothing here is a second way. Simulated addresses belong to nobody, and no provider is ever asked for them.
"""

import secrets
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pimpasa.foundation import installation
from pimpasa.foundation.access import may
from pimpasa.foundation.channels import sender
from pimpasa.foundation.channels.addresses import address_key
from pimpasa.foundation.channels.messages import Choice
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.channels.network import network
from pimpasa.foundation.channels.phone import Bubble, Own, bubbles, is_nonce, new_nonce, read_own, write_own
from pimpasa.foundation.channels.policies import SIMULATE
from pimpasa.foundation.channels.standin import webhooks
from pimpasa.foundation.channels.standin.webhooks import own_id_of
from pimpasa.foundation.channels.webhook import channel_webhook

COOKIE = "simulator"
CHANNELS = ("whatsapp", "telegram", "sms")
MOST_ROUNDS = 6
Words = dict[str, str]
PHOTO = {"whatsapp": "image", "telegram": "photo"}


@dataclass(frozen=True)
class Phone:
    channel: str
    label: str | Promise
    bubbles: list[Bubble]
    mine: str
    takes_photos: bool
    typed: str = ""


@never_cache
def simulator(request: HttpRequest) -> HttpResponse:
    if refusal := refused(request):
        return refusal
    if request.method == "POST":
        return _used(request)
    return _page(request, person_in(request) or new_person(), {name: [] for name in CHANNELS})


def refused(request: HttpRequest) -> HttpResponse | None:
    """For administrators; for everyone as long as no office runs this installation."""
    if not settings.CHANNEL_SIMULATOR:
        raise Http404
    if not installation.current().is_set_up or may(request.user, SIMULATE):
        return None
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect_to_login(request.get_full_path())


def _used(request: HttpRequest) -> HttpResponse:
    person = person_in(request) or new_person()
    own = {name: read_own(request.POST.get(f"mine-{name}", "")) for name in CHANNELS}
    channel, nonce = request.POST.get("channel", ""), request.POST.get("nonce", "")
    if channel not in CHANNELS or not is_nonce(nonce):
        return _page(request, person, own)
    address = addresses(person)[channel]
    contact = contact_at(channel, address)
    said, call = _call(request, channel, address, contact)
    if call is None:
        return _page(request, person, own, error=_("Tulis pesan dulu, atau tekan salah satu pilihan."))
    status = deliver(call)
    if status != HttpResponse.status_code:
        return _page(request, person, own, typed={channel: said}, error=_trouble(status))
    own[channel].append(Own(contact.last_number if contact else 0, said))
    send_all(channel, address)
    return _page(request, person, own)


def _call(
    request: HttpRequest, channel: str, address: str, contact: Contact | None
) -> tuple[str, webhooks.Call | None]:
    """What the phone shows as said, and what its provider would tell us."""
    nonce, text = request.POST.get("nonce", ""), request.POST.get("text", "").strip()[:4000]
    number = str(int(nonce[:13], 16)) if channel == "telegram" else f"wamid.{nonce}"
    if "photo" in request.POST and channel in PHOTO:
        call = webhooks.message(channel, address, number, text, attachment=PHOTO[channel])
        return _("[foto] %(caption)s") % {"caption": text}, call
    if pressed := request.POST.get("choice", "")[:100]:
        choice, listed = offered(contact, pressed)
        return choice.label, webhooks.press(channel, address, number, choice, listed=listed)
    return text, webhooks.message(channel, address, number, text) if text else None


def offered(contact: Contact | None, pressed: str) -> tuple[Choice, bool]:
    said = bubbles(contact, []) if contact else []
    found = ((one, bool(bubble.opens)) for bubble in reversed(said) for one in bubble.choices if one.id == pressed)
    return next(found, (Choice(pressed, pressed), False))


def deliver(call: webhooks.Call) -> int:
    """Calls our webhook as the provider would, inside this process; gives the status of the answer."""
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in call.headers.items()}
    about = {"REQUEST_METHOD": "POST", "PATH_INFO": reverse("channel-webhook", args=[call.channel])}
    body = {"wsgi.input": BytesIO(call.body), "CONTENT_LENGTH": str(len(call.body)), "CONTENT_TYPE": "application/json"}
    return channel_webhook(WSGIRequest({**about, **body, **headers}), call.channel).status_code


def send_all(channel: str, address: str) -> None:
    """At once, so that the answer stands on the page; if the sender is at work, it does it."""
    contact = contact_at(channel, address)
    for _round in range(MOST_ROUNDS):
        if contact is None or sender.send_batch(channel, contact=contact.pk).is_empty:
            return


def _trouble(status: int) -> str:
    return _("Pesan tidak diterima (kode %(status)d). Penyedia akan mengirimnya lagi; kirim lagi di sini.") % {
        "status": status
    }


def _page(
    request: HttpRequest,
    person: str,
    own: dict[str, list[Own]],
    *,
    typed: dict[str, str] | None = None,
    error: str = "",
) -> HttpResponse:
    phones = [
        Phone(
            name,
            network(name).label,
            bubbles(contact_at(name, address), own[name]),
            write_own(own[name]),
            name in PHOTO,
            (typed or {}).get(name, ""),
        )
        for name, address in addresses(person).items()
    ]
    told = {"phones": phones, "error": error, "nonce": new_nonce(), "has_number": has_number(person)}
    response = render(request, "channels/simulator.html", told)
    response.set_signed_cookie(COOKIE, person, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response


def new_person(*, with_number: bool = True) -> str:
    return f"{secrets.randbelow(10**6):06}{'' if with_number else '-id'}"


def has_number(person: str) -> bool:
    return not person.endswith("-id")


def addresses(person: str) -> dict[str, str]:
    """Where the simulated person is found: with prefixes that no country and no provider gives."""
    digits = person.removesuffix("-id")
    whatsapp = f"99900{digits}" if has_number(person) else f"ZZ.SIMULASI{digits}"
    return {"whatsapp": whatsapp, "telegram": f"999000000000{digits}", "sms": f"99900{digits}"}


def person_in(request: HttpRequest) -> str:
    try:
        return str(request.get_signed_cookie(COOKIE, default=""))
    except BadSignature:
        return ""


def contact_at(channel: str, address: str) -> Contact | None:
    # Known by the id that rides along, once there is one.
    keys = [address_key(channel, one) for one in (address, own_id_of(address))]
    return Contact.objects.filter(channel=channel, address_key__in=keys).first()


@require_POST
def simulator_new(request: HttpRequest) -> HttpResponse:
    """Another person takes the phones, with or without a number on WhatsApp."""
    if refusal := refused(request):
        return refusal
    response = redirect("simulator")
    person = new_person(with_number="without-number" not in request.POST)
    response.set_signed_cookie(COOKIE, person, httponly=True, samesite="Lax", secure=settings.HTTPS)
    return response
