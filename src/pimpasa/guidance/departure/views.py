"""Pages for a person about to leave and the village desk beside her. What is typed lives as long as the response."""

from datetime import date
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from pimpasa.foundation.printing import print_pdf
from pimpasa.guidance.paper.imprint import imprint
from pimpasa.guidance.paper.shown import Data
from pimpasa.regions.gazetteer import Place, gazetteer

from .card import UNKNOWN, CardForm, card_data, checklist_data
from .checklist import checklist, chosen_scheme
from .contract import CHOICES, read_contract
from .facts import Shower, about, adult_answer, question
from .letters import Letter, letter_data, letter_of, letters
from .privacy import keeps_nothing
from .typed import TypedForm

SHEETS = Path(__file__).with_name("sheets")


@require_safe
def departure(request: HttpRequest) -> HttpResponse:
    """Holds no personal word: the way of leaving may stand in the address, so that a village can print it."""
    day, scheme = localdate(), chosen_scheme(request.GET.get("jalur", ""))
    if scheme and request.GET.get("bentuk") == "pdf":
        with translation.override("id"):
            return _pdf(request, "checklist", {"checklist": checklist_data(scheme.id, day)}, "departure", day)
    context = {
        "schemes": question("scheme").options,
        "list": checklist(scheme, day) if scheme else None,
        "day": day,
    }
    return render(request, "guidance/departure/departure.html", context)


@keeps_nothing
def contract_aid(request: HttpRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    scheme = chosen_scheme(given.get("jalur", "")) or chosen_scheme(UNKNOWN)
    assert scheme is not None
    reading = read_contract(request.POST.dict(), scheme.id, localdate())
    is_empty = request.method == "POST" and reading.is_untouched
    is_result = request.method == "POST" and not is_empty and "ubah" not in request.POST
    context = {"reading": reading, "scheme": scheme, "choices": CHOICES, "is_empty": is_empty, "day": localdate()}
    page = "contract_result" if is_result else "contract"
    return render(request, f"guidance/departure/{page}.html", context, status=400 if is_empty else 200)


@keeps_nothing
def departure_card(request: HttpRequest) -> HttpResponse:
    if request.GET.get("kosong") == "1":
        return _card(request, {}, "pdf", None)
    form = CardForm(request.POST if request.method == "POST" else None)
    if not form.is_valid() or "ubah" in request.POST:
        return _form_page(request, "card_form", form, {})
    return _card(request, form.cleaned_data, request.POST.get("bentuk", ""), form)


def _card(request: HttpRequest, typed: dict[str, Any], kind: str, form: TypedForm | None) -> HttpResponse:
    day = localdate()
    with translation.override("id"):
        data = card_data(typed, day)
        if kind == "pdf":
            return _pdf(request, "card", data, "departure-card", day)
    context = {"card": data, "kept": form.hidden_copy() if form else [], "day": day}
    return render(request, "guidance/departure/card.html", context)


@keeps_nothing
def village_letter(request: HttpRequest) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    letter, code = letter_of(given.get("jenis", "")), given.get("desa", "")
    place = gazetteer().place(code) if code else None
    if letter is None:
        return _letter_list(request, place)
    form = letter.form(request.POST) if request.method == "POST" else letter.form(initial={"day": localdate()})
    if not form.is_valid() or "ubah" in request.POST:
        return _form_page(
            request, "letter_form", form, _around(letter, place) | {"unknown_village": code and not place}
        )
    return _letter(request, letter, form, place)


def _letter_list(request: HttpRequest, place: Place | None) -> HttpResponse:
    """The letters there are, with what a village owes people and that nobody needs to stand in between."""
    answer = adult_answer(localdate(), stage="registered")
    duties = about(answer, "village-papers", "village-verify", "go-direct")
    shower = Shower(answer, duties)
    context = {
        "letters": letters(),
        "village": place,
        "facts": shower.show(duties),
        "sources": shower.sources,
    }
    return render(request, "guidance/departure/letters.html", context, status=_wrong(request.method == "POST"))


def _letter(request: HttpRequest, letter: Letter, form: TypedForm, place: Place | None) -> HttpResponse:
    with translation.override("id"):
        data = letter_data(letter, form.cleaned_data, place)
        if request.POST.get("bentuk") == "pdf":
            return _pdf(request, "letter", data, "village-letter", localdate())
    context = {"data": data, "letter": letter, "kept": form.hidden_copy(), "village": place}
    return render(request, "guidance/departure/letter.html", context)


def _around(letter: Letter, place: Place | None) -> dict[str, Any]:
    """What stands beside a letter's form: the village, and what the guides say of such a letter."""
    day = localdate()
    facts = letter.facts_on(day)
    shower = Shower(adult_answer(day), facts)
    back = f"{reverse('village-letter')}?jenis={letter.id}"
    return {"letter": letter, "village": place, "facts": shower.show(facts), "sources": shower.sources, "back": back}


def _form_page(request: HttpRequest, page: str, form: TypedForm, context: dict[str, Any]) -> HttpResponse:
    status = _wrong(bool(form.errors))
    return render(request, f"guidance/departure/{page}.html", context | {"form": form}, status=status)


def _wrong(is_wrong: bool) -> int:
    return 400 if is_wrong else 200


def _pdf(request: HttpRequest, sheet: str, data: Data, page: str, day: date) -> HttpResponse:
    """Named after the page alone: a file's name is kept by phones and shown to others."""
    origin = imprint(request, day, request.build_absolute_uri(reverse(page)))
    response = HttpResponse(print_pdf(SHEETS / f"{sheet}.typ", data | origin), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
