"""Her thread, opened with the five words. They travel by POST with every form, and never stand in an address."""

from collections.abc import Callable
from dataclasses import dataclass

import uuid6
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from pimpasa.consultations import limits
from pimpasa.consultations.actions import asking
from pimpasa.consultations.actions.stepping import LONGEST, Said
from pimpasa.consultations.levels import CHOICES, Level
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.queries import thread_for
from pimpasa.consultations.readers import NoReaderError
from pimpasa.consultations.receipts.opening import opened_by
from pimpasa.consultations.views.gate import is_agents_session
from pimpasa.consultations.views.typed import field, key_of
from pimpasa.foundation.flooding import address_of, public_page

LONGEST_RECEIPT = 200


@dataclass(frozen=True)
class Deed:
    """Something the asker does with her thread, and what she is told when it is done."""

    act: Callable[[HttpRequest, Consultation], object]
    done: Callable[[], str]


@public_page(limits.opening)
def consultation_open(request: HttpRequest) -> HttpResponse:
    typed = receipt_typed(request)
    if request.method != "POST" or not typed.strip():
        return receipt_form(request, asked=request.method == "POST")
    found = opened_by(typed)
    if found is None:
        return not_found(request, typed)
    return thread_page(request, found, typed)


@public_page(limits.opening)
def consultation_deed(request: HttpRequest) -> HttpResponse:
    """One thing done with the thread that the receipt opens."""
    typed, deed = receipt_typed(request), DEEDS.get(field(request.POST, "apa"))
    if request.method != "POST" or deed is None:
        return receipt_form(request, asked=False)
    found = opened_by(typed)
    if found is None:
        return not_found(request, typed)
    error = _tried(lambda: deed.act(request, found))
    fresh = opened_by(typed)
    if fresh is None:
        raise Http404
    done = "" if error else deed.done()
    return thread_page(request, fresh, typed, error=error, done=done, status=400 if error else 200)


def _tried(act: Callable[[], object]) -> str:
    """Why it could not be done; empty when it was."""
    try:
        act()
    except ValidationError as refused:
        return " ".join(refused.messages)
    except limits.TooManyError:
        return _("Hari ini sudah banyak pesan dengan tanda terima ini. Kirim lagi besok.")
    except limits.BlockedError:
        return _("Tanda terima ini tidak bisa dipakai menulis untuk sementara. Hubungi nomor bantuan di bawah.")
    except NoReaderError:
        return _("Belum ada petugas yang bisa membaca. Hubungi nomor bantuan di bawah.")
    return ""


def receipt_typed(request: HttpRequest) -> str:
    return request.POST.get("tanda", "")[:LONGEST_RECEIPT]


def receipt_form(request: HttpRequest, *, asked: bool, typed: str = "", status: int = 200) -> HttpResponse:
    return render(request, "consultations/open.html", {"asked": asked, "typed": typed}, status=status)


def not_found(request: HttpRequest, typed: str) -> HttpResponse:
    """The same page for every receipt that opens nothing."""
    limits.note_wrong(address_of(request))
    return render(request, "consultations/open.html", {"unknown": True, "typed": typed}, status=404)


def thread_page(
    request: HttpRequest, found: Consultation, typed: str, *, error: str = "", done: str = "", status: int = 200
) -> HttpResponse:
    levels = [level for level in CHOICES if not (found.past_village and level == Level.AGENT)]
    is_at_village = bool(found.village)
    context = {
        "thread": thread_for(found, for_asker=True),
        "receipt": typed,
        "key": uuid6.uuid7(),
        "readers": [one for one in levels if one != found.chosen and (is_at_village or one == Level.OFFICE)],
        "agents_session": is_agents_session(request),
        "kept_text": request.POST.get("q", "")[:LONGEST] if error else "",
        "error": error,
        "done": done,
    }
    return render(request, "consultations/thread.html", context, status=status)


def _ask_on(request: HttpRequest, found: Consultation) -> object:
    return asking.ask_on(found, Said(key_of(request.POST), request.POST.get("q", "")))


def _choose(request: HttpRequest, found: Consultation) -> object:
    return asking.choose_reader(found, field(request.POST, "pembaca"))


def _contact(request: HttpRequest, found: Consultation) -> object:
    return asking.leave_contact(found, field(request.POST, "kontak"))


DEEDS = {
    "lagi": Deed(_ask_on, lambda: _("Pesan Anda terkirim.")),
    "selesai": Deed(lambda _r, found: asking.close_by_asker(found), lambda: _("Terima kasih. Pertanyaan ini selesai.")),
    "tarik": Deed(lambda _r, found: asking.close_by_asker(found, thanked=False), lambda: _("Pertanyaan ini ditarik.")),
    "pembaca": Deed(_choose, lambda: _("Pembacanya sudah diganti.")),
    "lewati": Deed(lambda _r, found: asking.go_past_village(found), lambda: _("Sejak sekarang tidak lewat desa.")),
    "kontak": Deed(_contact, lambda: _("Sudah disimpan. Kabar dikirim tanpa isi pertanyaan.")),
}
