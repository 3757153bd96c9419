"""For anybody: agree that a recruiter's numbers are kept as fingerprints, or object to being connected.

Both answer with the same words whether or not anything was known before: nothing here looks.
"""

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pimpasa.foundation.flooding import AddressGate
from pimpasa.foundation.installation.queries import current
from pimpasa.foundation.ui.caching import same_for_everybody
from pimpasa.offers.recruiters import limits
from pimpasa.offers.recruiters.actions.filing import NewFiling, file_publicly
from pimpasa.offers.recruiters.actions.objecting import NewObjection, object_to
from pimpasa.offers.recruiters.identifiers import identifiers_in
from pimpasa.offers.recruiters.models import RecruiterObjection
from pimpasa.offers.views.gate import leaves_no_trace

from . import places
from .typed import SEND, Typed, read_typed

# A fingerprint is dear. An evening of forty people with three pages each, then one page in five seconds.
filing_publicly = AddressGate(burst=120, a_second=0.2)


@leaves_no_trace(filing_publicly)
def recruiter_report(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, Typed(uuid4()))
    typed = read_typed(request, uuid4())
    problem = _problem(typed)
    if typed.step != SEND or problem or typed.village is None:
        return _form(request, typed, problem)
    filing = file_publicly(NewFiling(typed.key, typed.village, typed.chosen))
    return render(request, "offers/recruiters/filed.html", {"filing": filing})


@leaves_no_trace(filing_publicly)
def recruiter_objection(request: HttpRequest) -> HttpResponse:
    text, chosen = request.POST.get("teks", "").strip()[:300], request.POST.get("alasan", "")
    objection, problem = _objection(request, text, chosen) if request.method == "POST" else (None, "")
    if objection:
        return render(request, "offers/recruiters/objected.html", {"objection": objection})
    given = {"reasons": RecruiterObjection.Reason.choices, "key": uuid4(), "text": text, "reason": chosen}
    status = 400 if problem else 200
    return render(request, "offers/recruiters/object.html", {**given, "problem": problem}, status=status)


@require_safe
@same_for_everybody
def recruiter_method(request: HttpRequest) -> HttpResponse:
    floor = {"villages": limits.FEWEST_VILLAGES, "staff": limits.FEWEST_STAFF}
    return render(request, "offers/recruiters/method.html", {**_kept_for(), **floor})


def _kept_for() -> dict[str, int]:
    """As this installation keeps them."""
    here = current()
    return {"months": here.retention("recruiter_marks") // 30, "report_days": here.retention("recruiter_reports")}


def _problem(typed: Typed) -> str:
    if not typed.found:
        return _("Di tulisan ini tidak ada nomor telepon, rekening, akun, atau nama perusahaan.")
    if typed.step != SEND:
        return ""
    if not typed.chosen:
        return _("Centang sedikitnya satu.")
    if typed.village is None:
        return _("Pilih desanya dulu.")
    return "" if typed.agreed else _("Centang bahwa Anda setuju.")


def _form(request: HttpRequest, typed: Typed, problem: str = "") -> HttpResponse:
    given = {"typed": typed, "problem": problem, "offered": places.found(typed.search), **_kept_for()}
    return render(request, "offers/recruiters/report.html", given, status=400 if problem else 200)


def _objection(request: HttpRequest, text: str, reason: str) -> tuple[RecruiterObjection | None, str]:
    about = identifiers_in(text)
    if len(about) != 1:
        return None, _("Tulis satu nomor, rekening dengan nama banknya, akun, atau nama perusahaan (PT ...).")
    try:
        return object_to(NewObjection(_random(request.POST.get("id", "")), about[0], reason)), ""
    except ValidationError as refused:
        return None, str(refused.messages[0])


def _random(sent: str) -> UUID:
    try:
        key = UUID(sent)
    except ValueError:
        return uuid4()
    return key if key.version == 4 else uuid4()
