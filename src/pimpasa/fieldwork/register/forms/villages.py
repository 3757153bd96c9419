from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.fieldwork.register.actions.villages import Description
from pimpasa.fieldwork.register.forms.base import ChangeForm, DayField, NewForm, own_office_field
from pimpasa.fieldwork.register.models import AssistedVillage, Criterion, Decree, OtherProgramme
from pimpasa.regions.models import ImmigrationOffice

PREFIX = "criterion_"


class DescriptionFields(forms.Form):
    """One line of evidence per criterion; an empty line is no criterion."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for kind in Criterion.Kind:
            self.fields[PREFIX + kind] = forms.CharField(label=kind.label.capitalize(), max_length=300, required=False)
        signals = [("", _("belum diketahui")), *AssistedVillage.Signal.choices]
        self.fields["signal"] = forms.ChoiceField(label=_("Sinyal di desa"), choices=signals, required=False)
        self.fields["programmes"] = forms.ModelMultipleChoiceField(
            OtherProgramme.objects.filter(ended=False),
            label=_("Program lain di desa ini"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def description(self) -> Description:
        data = self.cleaned_data
        criteria = {kind.value: data[PREFIX + kind] for kind in Criterion.Kind if data[PREFIX + kind]}
        number = data.get("certificate_number", "")
        return Description(criteria, data["signal"], list(data["programmes"]), number)


class ProposeForm(DescriptionFields, NewForm):
    def __init__(self, data: Any, *, offices: "QuerySet[ImmigrationOffice]") -> None:
        super().__init__(data)
        self.fields = {"office": own_office_field(offices, str(_("Kantor pembina"))), **self.fields}


class DescribeForm(DescriptionFields, ChangeForm):
    certificate_number = forms.CharField(label=_("Nomor piagam"), max_length=100, required=False)

    @staticmethod
    def values_of(row: AssistedVillage) -> Mapping[str, Any]:
        evidence = {PREFIX + one.kind: one.evidence for one in row.criteria.all()}
        given = {"signal": row.signal, "programmes": list(row.programmes.all())}
        return {**evidence, **given, "certificate_number": row.certificate_number}


class MoveForm(ChangeForm):
    """One step on the village's way; which it is, its page says."""

    happened_on = DayField(label=_("Terjadi pada"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, needs_reason: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = needs_reason

    @staticmethod
    def values_of(row: AssistedVillage) -> Mapping[str, Any]:
        return {}

    def show_conflict(self, current: Any) -> None:
        super().show_conflict(current)
        self.conflict = [(str(_("Keadaan desa sekarang")), current.get_state_display())]


class ActivateForm(MoveForm):
    launched_on = DayField(label=_("Tanggal peluncuran"))
    certificate_number = forms.CharField(label=_("Nomor piagam"), max_length=100, required=False)

    def __init__(self, *args: Any, decrees: "QuerySet[Decree]", **options: Any) -> None:
        super().__init__(*args, needs_reason=False, **options)
        del self.fields["happened_on"]
        help_text = _("SK harus sudah tercatat.")
        decree = forms.ModelChoiceField(decrees, label=_("SK penetapan"), help_text=help_text)
        self.fields = {"decree": decree, **self.fields}


class ProgrammeForm(forms.Form):
    name = forms.CharField(label=_("Nama program"), max_length=100)
