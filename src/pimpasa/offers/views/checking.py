"""The check on the web: a message or a few ticks in, the answer at the same address.

It protects a person whose phone others may look into. What she pasted is in no address, no cookie, no log and no
table; it goes back to her in the page's own form and is gone when she leaves.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from pimpasa.offers.answering import answer
from pimpasa.offers.check import LONGEST
from pimpasa.offers.checklist import load_checklist
from pimpasa.offers.recruiters.identifiers import identifiers_in
from pimpasa.offers.recruiters.ours import our_numbers

from .asked import Asked, read_asked
from .gate import checking, leaves_no_trace
from .shown import shown

# As many letters as a question to a person may have.
CARRIED = 2000


@leaves_no_trace(checking)
def offer_check(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, Asked())
    asked = read_asked(request)
    if problem := _problem(asked):
        return _form(request, asked, problem)
    today = localdate()
    found = answer(asked.text, today, signs=asked.signs, told=asked.told)
    # Nothing is kept by asking; whether anything in it is known is not looked up here or anywhere near.
    names_recruiter = bool(found.signs and identifiers_in(asked.text, our_numbers()))
    context = {"shown": shown(found, asked, today), "carried": asked.text[:CARRIED], "names_recruiter": names_recruiter}
    return _page(request, asked, "result", context | {"is_cut": len(asked.text) > CARRIED})


def _problem(asked: Asked) -> str:
    if asked.is_empty:
        return _("Tempel dulu pesannya, atau centang yang cocok.")
    if asked.is_too_long:
        return _("Tulisannya terlalu panjang: %(size)s huruf. Paling panjang %(most)s. Potong dulu, lalu cek lagi.") % {
            "size": len(asked.text),
            "most": LONGEST,
        }
    if asked.is_only_a_picture:
        return _("Yang ditempel hanya gambar. Kami tidak membuka gambar. Ketik kata-kata yang ada di gambar itu.")
    return ""


def _form(request: HttpRequest, asked: Asked, problem: str = "") -> HttpResponse:
    return _page(request, asked, "check", {"problem": problem}, 400 if problem else 200)


def _page(request: HttpRequest, asked: Asked, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    given = {"asked": asked, "groups": load_checklist()}
    return render(request, f"offers/{name}.html", given | context, status=status)
