"""The pocket card: whom to call over there, and the family at home. Empty places become lines to fill by hand."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.rules import Fact, Kind
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.paper.poster import helplines
from pimpasa.guidance.paper.shown import Data, all_shown, plain_fact

from .checklist import checklist, chosen_scheme
from .facts import about, adult_answer, question
from .typed import PhoneLine, TypedForm, TypedLine, TypedLines

ANYWHERE, UNKNOWN = "other", "unknown"
CITIZENS, BY_SMS, OWN_PAPERS = "help-citizens-abroad", "help-mission-sms", "ready-hold-papers"


def _choices(name: str) -> list[tuple[str, str]]:
    """The options of a question of the guide, in the reader's language, after an empty one."""
    options = [(option.id, say(option.text, get_language() or "id")) for option in question(name).options]
    return [("", str(_("Pilih, atau biarkan kosong"))), *options]


class CardForm(TypedForm):
    destination = forms.ChoiceField(label=_("Negara tujuan"), required=False)
    scheme = forms.ChoiceField(label=_("Berangkat lewat jalur apa?"), required=False)
    family_name = TypedLine(label=_("Nama keluarga yang bisa dihubungi"))
    family_phone = PhoneLine(label=_("Nomor telepon keluarga"))
    employer_name = TypedLine(label=_("Nama majikan atau perusahaan"), max_length=100)
    employer_address = TypedLines(label=_("Alamat majikan atau tempat kerja"))
    agency = TypedLines(label=_("P3MI atau agen: nama, alamat, dan nomor telepon"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("destination", "scheme"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = _choices(name)


def card_data(typed: dict[str, str], day: date) -> Data:
    """Everything on the paper; `typed` may be empty."""
    destination = typed.get("destination", "")
    answer = adult_answer(day, stage="leaving", destination=destination or UNKNOWN)
    missions = mission_contacts(destination, day)
    option = question("destination").option(destination) if destination not in (ANYWHERE, UNKNOWN) else None
    return {
        "typed": {name: typed.get(name, "").splitlines() for name in CardForm.base_fields},
        "destination": say(option.text) if option else "",
        "missions": [plain_fact(fact) for fact in missions],
        "by_sms": [plain_fact(fact) for fact in about(answer, BY_SMS)] if not missions else [],
        "citizens": [plain_fact(fact) for fact in about(answer, CITIZENS)],
        "own_papers": [plain_fact(fact) for fact in about(answer, OWN_PAPERS)],
        "abroad": [line for line in helplines() if _is_dialled_abroad(line)],
        "at_home": [line for line in helplines() if not _is_dialled_abroad(line)],
        "checklist": checklist_data(typed.get("scheme", ""), day),
    }


def _is_dialled_abroad(line: Data) -> bool:
    return str(line["number"]).startswith("+")


def mission_contacts(destination: str, day: date) -> list[Fact]:
    """Numbers that the content holds for this country alone."""
    here = _contacts(destination or UNKNOWN, day)
    elsewhere = _contacts(ANYWHERE, day)
    return [fact for fact in here if fact not in elsewhere]


def _contacts(destination: str, day: date) -> list[Fact]:
    return about(adult_answer(day, stage="leaving", destination=destination), "help-", kind=Kind.CONTACT)


def checklist_data(scheme: str, day: date) -> Data:
    """The list for the back of the card and for a sheet of its own."""
    option = chosen_scheme(scheme or UNKNOWN)
    assert option is not None, scheme
    found = checklist(option, day)
    return {
        "scheme": "" if option.id == UNKNOWN else say(option.text),
        "papers": all_shown(found.papers),
        "steps": all_shown(found.steps),
        "copies": all_shown(found.copies),
        "sources": "; ".join(source.name for _number, source in found.sources),
    }
