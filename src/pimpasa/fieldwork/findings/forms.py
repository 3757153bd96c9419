from typing import Any

import uuid6
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.forms import MOMENT, MomentInput, VillageField
from pimpasa.fieldwork.findings.actions import NewFinding
from pimpasa.fieldwork.findings.kinds import Category, Check, Intervention, Section
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.policies import SEND_FINDING
from pimpasa.fieldwork.findings.states import CLOSED, FINDING_STATES, HANDLED, REJECTED, RETURNED, VERIFIED
from pimpasa.fieldwork.reach import villages_within
from pimpasa.regions.models import Region


class FindingForm(forms.Form):
    """One finding of an ordinary kind, or of signs of trafficking: that one has no field to tell about people."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    village = VillageField(Region.objects.none(), label=_("Desa"), empty_label=None)
    occurred_at = forms.DateTimeField(label=_("Kapan"), widget=MomentInput(), input_formats=[MOMENT])
    place = forms.CharField(label=_("Di mana, sampai RT dan RW"), max_length=200)
    what = forms.CharField(
        label=_("Apa yang terjadi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Urutan kejadian. Tanpa nama warga dan tanpa nomor."),
    )
    recruiter = forms.CharField(
        label=_("Perekrut atau calo"),
        max_length=200,
        required=False,
        help_text=_("Nama, sebutan, atau nomor perekrut. Jangan tulis nama orang yang mungkin korban."),
    )
    people = forms.IntegerField(label=_("Berapa orang"), required=False, min_value=1, max_value=10_000)
    names_officials = forms.BooleanField(label=_("Menyangkut perangkat desa ini"), required=False)
    past_officer = forms.BooleanField(label=_("Langsung ke kantor, jangan lewat Pimpasa desa ini"), required=False)

    def __init__(self, data: Any = None, *, user: User, category: str, initial: dict[str, Any] | None = None) -> None:
        given = {"id": uuid6.uuid7(), "occurred_at": timezone.localtime(), **(initial or {})}
        super().__init__(data, initial=given)
        self.category = category
        self.fields["village"].queryset = villages_within(user, SEND_FINDING)  # type: ignore[attr-defined]  # the stubs know only Field here
        del self.fields["what" if category == Category.TRAFFICKING else "recruiter"]

    @property
    def category_label(self) -> str:
        return str(Category(self.category).label)

    def new_finding(self) -> NewFinding:
        names = ("id", "village", "occurred_at", "place", "people", "names_officials", "past_officer")
        words = {name: self.cleaned_data.get(name, "") for name in ("what", "recruiter")}
        return NewFinding(category=self.category, **{name: self.cleaned_data[name] for name in names}, **words)

    def take_errors(self, refused: ValidationError) -> None:
        """Puts what the action refused beside its field, or at the top when the form has no such field."""
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, texts)


def as_sent(finding: Finding) -> dict[str, Any]:
    """What was sent, to be completed; what was written about a recruiter is not shown again."""
    names = ("place", "what", "people", "names_officials", "past_officer")
    moment = timezone.localtime(finding.occurred_at)
    return {
        **{name: getattr(finding, name) for name in names},
        "id": finding.pk,
        "occurred_at": moment,
        "village": finding.village_id,
    }


class StepForm(forms.Form):
    """One step by whoever handles it; `version` is what the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    checks = forms.MultipleChoiceField(
        label=_("Sudah diperiksa"), choices=Check.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    section = forms.ChoiceField(label=_("Seksi yang menangani"), choices=Section.choices)
    intervention = forms.ChoiceField(label=_("Bentuk tindakan"), choices=Intervention.choices)
    note = forms.CharField(
        label=_("Catatan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    document = forms.FileField(label=_("Dokumen penutup (foto atau PDF)"), required=False)

    FIELDS = {VERIFIED: {"checks"}, HANDLED: {"section", "intervention"}, CLOSED: {"document"}}
    NOTES = {RETURNED: _("Apa yang perlu dilengkapi"), REJECTED: _("Alasan"), CLOSED: _("Hasil penanganan")}

    def __init__(self, data: Any = None, files: Any = None, *, state: str, version: int) -> None:
        super().__init__(data, files, initial={"version": version})
        for name in {"checks", "section", "intervention", "document"} - self.FIELDS.get(state, set()):
            del self.fields[name]
        if state in self.NOTES:
            self.fields["note"].label = str(self.NOTES[state])
            self.fields["note"].required = True

    def show_version(self, version: int) -> None:
        """The form as typed, now against what the person has been told."""
        typed = {name: self.data.getlist(name) for name in self.data}  # type: ignore[attr-defined]  # a QueryDict
        self.data = MultiValueDict({**typed, "version": [str(version)]})

    def take_errors(self, refused: ValidationError) -> None:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, texts)


class FileForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid6.uuid7)
    photo = forms.FileField(
        label=_("Foto atau PDF"), widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"})
    )


class FilterForm(forms.Form):
    """Narrows the list of findings; a wrong value narrows nothing."""

    STATES = [("", _("Semua")), ("open", _("Belum selesai")), ("late", _("Lewat waktu")), *FINDING_STATES.choices]

    desa = VillageField(Region.objects.none(), label=_("Desa"), required=False, empty_label=_("Semua desa"))
    jenis = forms.ChoiceField(label=_("Jenis"), choices=[("", _("Semua jenis")), *Category.choices], required=False)
    keadaan = forms.ChoiceField(label=_("Keadaan"), choices=STATES, required=False)

    def __init__(self, data: Any, villages: QuerySet[Region]) -> None:
        super().__init__(data)
        self.fields["desa"].queryset = villages  # type: ignore[attr-defined]  # the stubs know only Field here
