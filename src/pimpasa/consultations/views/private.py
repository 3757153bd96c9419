"""The private part, on the asker's own device. In an agent's session nothing of it is shown, opened or begun."""

import base64

import uuid6
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.consultations import limits
from pimpasa.consultations.actions import private
from pimpasa.consultations.actions.stepping import LONGEST, Said
from pimpasa.consultations.levels import PRIVATE_CHOICES
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.private.models import PrivatePart
from pimpasa.consultations.queries import moment
from pimpasa.consultations.readers import NoReaderError
from pimpasa.consultations.receipts.making import SHORTEST_SECRET, new_secret
from pimpasa.consultations.receipts.opening import opened_by, private_part_opened_by
from pimpasa.consultations.views.gate import is_agents_session
from pimpasa.consultations.views.thread import not_found, receipt_typed
from pimpasa.consultations.views.typed import field, key_of
from pimpasa.foundation.flooding import address_of, public_page
from pimpasa.foundation.printing import qr_svg


@public_page(limits.opening)
def consultation_private(request: HttpRequest) -> HttpResponse:
    """Opens the part with the second receipt, or goes on in it."""
    if is_agents_session(request):
        return own_phone(request)
    typed = receipt_typed(request)
    if request.method != "POST" or not typed.strip():
        return _form(request, asked=request.method == "POST")
    part = private_part_opened_by(typed)
    if part is None:
        limits.note_wrong(address_of(request))
        return _form(request, typed=typed, status=404)
    error = _written(request, part) if request.POST.get("apa") == "lagi" else ""
    return _part_page(request, part, typed, error)


@public_page(limits.opening)
def consultation_private_begin(request: HttpRequest) -> HttpResponse:
    """Begins the part beside the thread that the first receipt opens."""
    if is_agents_session(request):
        return own_phone(request)
    typed = receipt_typed(request)
    if request.method != "POST" or not typed.strip():
        return _form(request)
    thread = opened_by(typed)
    if thread is None:
        return not_found(request, typed)
    if request.POST.get("apa") != "kirim":
        return _begin(request, typed)
    return _begun(request, thread, typed)


def own_phone(request: HttpRequest) -> HttpResponse:
    """Her own phone, by a code that carries nothing of hers."""
    address = request.build_absolute_uri(reverse("consultation-open"))
    code = "data:image/svg+xml;base64," + base64.b64encode(qr_svg(address).encode()).decode()
    page = {"address": address, "code": code}
    return render(request, "consultations/own_phone.html", page, status=403 if request.method == "POST" else 200)


def _form(request: HttpRequest, *, asked: bool = False, typed: str = "", status: int = 200) -> HttpResponse:
    page = {"asked": asked, "typed": typed, "unknown": bool(typed)}
    return render(request, "consultations/private_open.html", page, status=status)


def _begin(request: HttpRequest, typed: str, error: str = "") -> HttpResponse:
    page = {
        "receipt": typed,
        "key": key_of(request.POST),
        "secret": _secret(request),
        "readers": [(level.value, level.label) for level in PRIVATE_CHOICES],
        "kept_text": request.POST.get("q", "")[:LONGEST],
        "chosen": field(request.POST, "pembaca"),
        "error": error,
    }
    return render(request, "consultations/private_begin.html", page, status=400 if error else 200)


def _secret(request: HttpRequest) -> str:
    sent = field(request.POST, "kunci")
    return sent if len(sent) >= SHORTEST_SECRET else new_secret()


def _begun(request: HttpRequest, thread: Consultation, typed: str) -> HttpResponse:
    said = Said(key_of(request.POST), request.POST.get("q", ""))
    try:
        opened = private.open_private_part(thread, field(request.POST, "pembaca"), said, secret=_secret(request))
    except ValidationError as refused:
        return _begin(request, typed, " ".join(refused.messages))
    except NoReaderError:
        return _begin(request, typed, _("Belum ada petugas yang bisa membaca. Hubungi nomor bantuan di bawah."))
    except (limits.TooManyError, limits.BlockedError):
        return _begin(request, typed, _("Hari ini belum bisa. Coba lagi besok."))
    page = {"receipt": opened.receipt.split(), "part": opened.part, "due": _due(opened.part)}
    return render(request, "consultations/private_receipt.html", page)


def _written(request: HttpRequest, part: PrivatePart) -> str:
    try:
        private.write_privately(part, Said(key_of(request.POST), request.POST.get("q", "")))
    except ValidationError as refused:
        return " ".join(refused.messages)
    except (limits.TooManyError, limits.BlockedError):
        return _("Hari ini belum bisa. Coba lagi besok.")
    return ""


def _part_page(request: HttpRequest, part: PrivatePart, typed: str, error: str) -> HttpResponse:
    part.refresh_from_db(fields=["due_at"])
    page = {
        "part": part,
        "entries": list(part.entries.select_related("kept_words")),
        "due": _due(part),
        "receipt": typed,
        "key": uuid6.uuid7(),
        "kept_text": request.POST.get("q", "")[:LONGEST] if error else "",
        "error": error,
    }
    return render(request, "consultations/private.html", page, status=400 if error else 200)


def _due(part: PrivatePart) -> str:
    return moment(part.due_at) if part.due_at else ""
