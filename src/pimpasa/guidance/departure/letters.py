"""Drafts of letters that a village signs, filled from a form and forgotten again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import Fact
from pimpasa.foundation.rules.model import Text
from pimpasa.foundation.ui.words import day as day_words
from pimpasa.guidance.paper.places import village
from pimpasa.guidance.paper.shown import Data
from pimpasa.regions.gazetteer import Place

from .typed import DayField, TypedForm, TypedLine, TypedLines
from .wording import wording

EMPTY = ("", _("Ditulis tangan"))
# The keys are the words on the paper.
RELATIONS = [EMPTY, ("suami", _("Suami")), ("istri", _("Istri")), ("orang tua", _("Orang tua")), ("wali", _("Wali"))]
STATUSES = [
    EMPTY,
    ("belum menikah", _("Belum menikah")),
    ("menikah", _("Menikah")),
    ("cerai", _("Cerai")),
    ("suami atau istri sudah meninggal", _("Suami atau istri sudah meninggal")),
]
EVENTS = [
    EMPTY,
    ("banjir", _("Banjir")),
    ("gempa bumi", _("Gempa bumi")),
    ("kebakaran", _("Kebakaran")),
    ("kerusuhan", _("Kerusuhan")),
    ("bencana lain yang dinyatakan pemerintah", _("Bencana lain yang dinyatakan pemerintah")),
]
HARMS = [EMPTY, ("hilang", _("Hilang")), ("rusak", _("Rusak"))]


class PermissionForm(TypedForm):
    giver_name = TypedLine(label=_("Nama yang memberi izin"))
    giver_address = TypedLines(label=_("Alamat yang memberi izin"))
    relation = forms.ChoiceField(label=_("Hubungan dengan yang berangkat"), choices=RELATIONS, required=False)
    worker_name = TypedLine(label=_("Nama yang berangkat"))
    worker_address = TypedLines(label=_("Alamat yang berangkat"))
    country = TypedLine(label=_("Negara tujuan"))
    job = TypedLine(label=_("Pekerjaan"))
    employer = TypedLine(label=_("Majikan atau perusahaan"), max_length=120)
    day = DayField(label=_("Tanggal surat"))


class StatusForm(TypedForm):
    worker_name = TypedLine(label=_("Nama yang bersangkutan"))
    worker_address = TypedLines(label=_("Alamat"))
    status = forms.ChoiceField(label=_("Status perkawinan"), choices=STATUSES, required=False)
    day = DayField(label=_("Tanggal surat"))


class DisasterForm(TypedForm):
    worker_name = TypedLine(label=_("Nama pemilik paspor"))
    worker_address = TypedLines(label=_("Alamat"))
    event = forms.ChoiceField(label=_("Jenis bencana"), choices=EVENTS, required=False)
    event_day = DayField(label=_("Tanggal bencana"))
    event_place = TypedLines(label=_("Tempat bencana"), most_lines=2, max_length=160)
    harm = forms.ChoiceField(label=_("Keadaan paspor"), choices=HARMS, required=False)
    day = DayField(label=_("Tanggal surat"))

    def clean_event_day(self) -> date | None:
        found: date | None = self.cleaned_data["event_day"]
        if found and found > localdate():
            raise ValidationError(_("Tanggal bencana belum terjadi. Periksa lagi."))
        return found


FORMS: dict[str, type[TypedForm]] = {"izin": PermissionForm, "status": StatusForm, "bencana": DisasterForm}


@dataclass(frozen=True)
class Letter:
    """One kind of letter as `letters.yaml` describes it."""

    id: str
    name: Text
    about: Text
    caution: Text | None
    words: Mapping[str, Any]

    @property
    def form(self) -> type[TypedForm]:
        return FORMS[self.id]

    def facts_on(self, day: date) -> list[Fact]:
        """What the guides say of this letter today."""
        known = load_library().guides[self.words["facts"]["guide"]].by_id
        return [known[name] for name in self.words["facts"]["ids"] if known[name].period.covers(day)]


def letters() -> list[Letter]:
    return [Letter(w["id"], w["name"], w["about"], w.get("caution"), w) for w in wording("letters")["letters"]]


def letter_of(name: str) -> Letter | None:
    return next((letter for letter in letters() if letter.id == name), None)


def letter_data(letter: Letter, typed: Mapping[str, Any], place: Place | None) -> Data:
    """The draft as the sheet sets it: values as lines, empty where a hand will write."""
    return {
        "title": letter.words["title"],
        "is_village_letter": letter.words["signed_by"] == "village",
        "body": [_part(part, typed) for part in letter.words["body"]],
        "signers": [{"role": one["role"], "name": _lines(typed.get(one["name"]))} for one in letter.words["signers"]],
        "village_role": letter.words["village_role"],
        "village": village(place) if place else None,
        "head": head_of(place),
        "dated": day_words(typed["day"]) if typed.get("day") else "",
    }


def head_of(place: Place | None) -> str:
    """Who signs for the village; other titles are written by the village itself."""
    if place is None:
        return "Kepala Desa atau Lurah"
    return "Lurah" if place.kind == "kelurahan" else "Kepala Desa"


def _part(part: Mapping[str, Any], typed: Mapping[str, Any]) -> Data:
    rows = [_row(row, typed) for row in part.get("rows", ())]
    return {"text": part.get("text", ""), "rows": rows}


def _row(row: Mapping[str, str], typed: Mapping[str, Any]) -> Data:
    return {"label": row["label"], "lines": _lines(typed.get(row.get("value", ""))), "hand": row.get("hand", "")}


def _lines(value: object) -> list[str]:
    if isinstance(value, date):
        return [day_words(value)]
    return str(value or "").splitlines()
