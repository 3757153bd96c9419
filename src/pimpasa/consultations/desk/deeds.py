"""What staff do with a thread, as small forms. What was typed always comes back, also when somebody else was faster."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.consultations.abuse.models import AbuseReport
from pimpasa.consultations.actions import abuse, answering
from pimpasa.consultations.actions.stepping import LONGEST, Said
from pimpasa.consultations.desk.presence import Target, other_offices, targets_of
from pimpasa.consultations.desk.worklist import topic_words
from pimpasa.consultations.models import Consultation, Entry
from pimpasa.consultations.states import ANSWERED, READING
from pimpasa.fieldwork.register.forms.base import NewForm

CloseReason = Consultation.CloseReason
CLOSING = (CloseReason.THANKED, CloseReason.ELSEWHERE, CloseReason.NOT_OURS, CloseReason.ABUSE)
MOST_DUPLICATES, LOOKED_AT = 8, 50


class DeedForm(NewForm):
    """Nothing to fill in: the button says it all. The key and the version travel along."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, *, consultation: Consultation, by: User) -> None:
        super().__init__(data, initial={"version": consultation.version})
        self.consultation, self.by = consultation, by
        self.prepare()

    def prepare(self) -> None:
        """Fills in what may be chosen."""

    def show_version(self, version: int) -> None:
        """Sending again then knowingly goes on from what is there now."""
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a bound form's data is a QueryDict
        self.data["version"] = str(version)  # type: ignore[index]  # its copy may be changed

    @property
    def key(self) -> UUID:
        key: UUID = self.cleaned_data["id"]
        return key


class SayForm(DeedForm):
    text = forms.CharField(label=_("Pesan"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))

    def said(self) -> Said:
        return Said(self.key, self.cleaned_data["text"])


class PassOnForm(DeedForm):
    target = forms.ChoiceField(label=_("Kepada siapa"), widget=forms.RadioSelect, required=False)
    elsewhere = forms.ChoiceField(label=_("Atau kantor lain"), required=False)
    note = forms.CharField(
        label=_("Catatan untuk yang membaca berikutnya"),
        help_text=_("Penanya tidak melihatnya."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        self.targets = targets_of(self.consultation)
        self.fields["target"].choices = [(one.value, one.label) for one in self.targets]  # type: ignore[attr-defined]  # a ChoiceField
        known = {one.value for one in self.targets}
        others = [(value, name) for value, name in other_offices(self.consultation) if value not in known]
        self.fields["elsewhere"].choices = [("", _("tidak, pakai pilihan di atas")), *others]  # type: ignore[attr-defined]  # a ChoiceField

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("target")) == bool(data.get("elsewhere")) and not self.errors:
            self.add_error("target", _("Pilih satu: siapa yang membaca berikutnya."))
        return data

    @property
    def chosen(self) -> tuple[str, str]:
        level, _sep, office = (self.cleaned_data["target"] or self.cleaned_data["elsewhere"]).partition(":")
        return level, office

    def shown_targets(self) -> list[tuple[Any, Target]]:
        """Each radio button with who will see it."""
        return list(zip(self["target"], self.targets, strict=True))


class MergeForm(DeedForm):
    into = forms.ChoiceField(label=_("Digabung ke"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        self.threads = duplicates_of(self.consultation, self.by)
        self.fields["into"].choices = duplicate_choices(self.threads)  # type: ignore[attr-defined]  # a ChoiceField

    def kept(self) -> Consultation:
        return next(one for one in self.threads if str(one.pk) == self.cleaned_data["into"])


class CloseForm(DeedForm):
    reason = forms.ChoiceField(
        label=_("Alasan"), choices=[(one.value, one.label) for one in CLOSING], widget=forms.RadioSelect
    )


class ReportForm(DeedForm):
    kind = forms.ChoiceField(label=_("Jenis"), choices=AbuseReport.Kind.choices, widget=forms.RadioSelect)


def duplicates_of(consultation: Consultation, by: User) -> list[Consultation]:
    """Of the same place and waiting for the same people; the same topic and the newest first."""
    rows = Consultation.objects.for_acting(by).filter(place=consultation.place_id, state__in=(*READING, ANSWERED))
    newest = rows.exclude(pk=consultation.pk)[:LOOKED_AT]
    return sorted(newest, key=lambda one: one.topic != consultation.topic)[:MOST_DUPLICATES]


def duplicate_choices(threads: list[Consultation]) -> list[tuple[str, str]]:
    """Each with the beginning of what was asked, unless it speaks of danger or of people; one query."""
    first = Entry.objects.filter(pk__in=[one.pk for one in threads]).select_related("kept_words")
    words = {entry.pk: Truncator(entry.words).chars(90) for entry in first}
    hidden = {one.pk for one in threads if one.urgent or one.past_village}
    said = {pk: "" if pk in hidden else f": {text}" for pk, text in words.items()}
    return [(str(one.pk), f"{topic_words(one.topic)}, {_day(one)}{said.get(one.pk, '')}") for one in threads]


def _day(one: Consultation) -> str:
    return date_format(localtime(one.waiting_since), "j F")


@dataclass(frozen=True)
class Deed:
    """The words around a form, and what it does once it is filled in."""

    title: str | Promise
    button: str | Promise
    done: str | Promise
    form: type[DeedForm]
    act: Callable[[Any], object]
    about: str | Promise = ""


def _pass_on(form: PassOnForm) -> object:
    """The note first, so that whoever gets it finds it there."""
    level, office = form.chosen
    with transaction.atomic():
        if note := form.cleaned_data["note"].strip():
            answering.add_note(form.consultation, Said(form.key, note), by=form.by)
        return answering.pass_on(form.consultation, level, office=office, version=_version(form), by=form.by)


def _version(form: DeedForm) -> int:
    version: int = form.cleaned_data["version"]
    return version


DEEDS: dict[str, Deed] = {
    "tanya-balik": Deed(
        _("Tanya balik"),
        _("Kirim pertanyaan balik"),
        _("Terkirim. Sekarang menunggu penanya."),
        SayForm,
        lambda form: answering.ask_back(form.consultation, form.said(), version=_version(form), by=form.by),
        _("Tanyakan hanya yang perlu untuk menjawab. Jangan minta nama, NIK, atau foto."),
    ),
    "catatan": Deed(
        _("Catatan antarpetugas"),
        _("Simpan catatan"),
        _("Catatan tersimpan. Penanya tidak melihatnya."),
        SayForm,
        lambda form: answering.add_note(form.consultation, form.said(), by=form.by),
        _("Dibaca semua petugas yang membaca pertanyaan ini, juga agen desa bila lewat desa."),
    ),
    "teruskan": Deed(
        _("Teruskan"),
        _("Teruskan"),
        _("Diteruskan. Selama belum dibaca di sana, bisa Anda ambil kembali."),
        PassOnForm,
        _pass_on,
        _("Yang sudah membaca tetap bisa membaca. Penanya melihat langkah ini."),
    ),
    "ambil-kembali": Deed(
        _("Ambil kembali"),
        _("Ambil kembali"),
        _("Diambil kembali. Giliran Anda lagi."),
        DeedForm,
        lambda form: answering.take_back(form.consultation, version=_version(form), by=form.by),
        _("Bisa selama belum ada yang membacanya di sana."),
    ),
    "gabung": Deed(
        _("Gabungkan"),
        _("Gabungkan"),
        _("Digabung. Penanya membaca jawaban pertanyaan yang satunya."),
        MergeForm,
        lambda form: answering.merge(form.consultation, form.kept(), version=_version(form), by=form.by),
        _("Untuk pertanyaan yang sama, dari desa yang sama. Tidak bisa dibatalkan."),
    ),
    "tutup": Deed(
        _("Tutup"),
        _("Tutup pertanyaan"),
        _("Ditutup. Penanya bisa membukanya lagi."),
        CloseForm,
        lambda form: answering.close(
            form.consultation, form.cleaned_data["reason"], version=_version(form), by=form.by
        ),
    ),
    "buka": Deed(
        _("Buka lagi"),
        _("Buka lagi"),
        _("Dibuka lagi. Giliran Anda menjawab."),
        DeedForm,
        lambda form: answering.reopen(form.consultation, version=_version(form), by=form.by),
    ),
    "lapor": Deed(
        _("Laporkan penyalahgunaan"),
        _("Laporkan"),
        _("Terkirim. Orang lain dari kantor yang memutuskan."),
        ReportForm,
        lambda form: abuse.report_abuse(form.consultation, form.cleaned_data["kind"], by=form.by),
        _("Laporan saja tidak memblokir siapa pun."),
    ),
}
