from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.fieldwork.register.actions.officers import NamePlate
from pimpasa.fieldwork.register.forms.base import ChangeForm, DayField, NewForm, own_office_field
from pimpasa.fieldwork.register.models import Decree, Officer
from pimpasa.fieldwork.register.uploads import LARGEST_PHOTO, portrait, read_upload
from pimpasa.regions.models import ImmigrationOffice


class PlateFields(forms.Form):
    printed_name = forms.CharField(label=_("Nama pada piagam"), max_length=150)
    rank = forms.CharField(label=_("Pangkat"), max_length=60, required=False, help_text=_("Boleh kosong. Tanpa NIP."))
    photo = forms.FileField(
        label=_("Foto"),
        required=False,
        help_text=_("JPEG, PNG, atau WebP, paling besar 10 MB. Tempat dan waktu foto dibuang."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_photo(self) -> bytes | None:
        upload = self.cleaned_data.get("photo")
        if not upload:
            return None
        content = read_upload(upload, LARGEST_PHOTO)
        portrait(content)
        return content

    def plate(self) -> NamePlate:
        return NamePlate(self.cleaned_data["printed_name"], self.cleaned_data["rank"])


class OfficerAddForm(PlateFields, NewForm):
    email = forms.EmailField(label=_("Surel"), max_length=150, help_text=_("Menjadi nama pengguna. Tidak tampil umum."))

    def __init__(self, data: Any, files: Any, *, offices: "QuerySet[ImmigrationOffice]") -> None:
        super().__init__(data, files)
        self.fields = {"office": own_office_field(offices, str(_("Kantor"))), **self.fields}


class OfficerChangeForm(PlateFields, ChangeForm):
    @staticmethod
    def values_of(row: Officer) -> Mapping[str, Any]:
        return {"printed_name": row.printed_name, "rank": row.rank}


class RenewCodeForm(ChangeForm):
    """Nothing to fill in."""


class WithdrawForm(ChangeForm):
    last_day = DayField(label=_("Hari terakhir bertugas"), initial=timezone.localdate)
    reason = forms.CharField(label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def show_conflict(self, current: Any) -> None:
        super().show_conflict(current)
        self.conflict = [(str(_("Nama pada piagam")), current.printed_name)]


class InaugurationForm(NewForm):
    held_on = DayField(label=_("Tanggal pengukuhan"))
    place = forms.CharField(label=_("Tempat"), max_length=150, required=False)

    def __init__(self, data: Any, *, offices: "QuerySet[ImmigrationOffice]", decrees: "QuerySet[Decree]") -> None:
        super().__init__(data)
        office = own_office_field(offices, str(_("Kantor yang mengukuhkan")))
        decree = forms.ModelChoiceField(decrees, label=_("SK pengukuhan"), help_text=_("SK harus sudah tercatat."))
        self.fields = {"office": office, "decree": decree, **self.fields}


class InaugurateForm(forms.Form):
    def __init__(self, data: Any, *, officers: "QuerySet[Officer]") -> None:
        super().__init__(data)
        self.fields["officers"] = forms.ModelMultipleChoiceField(
            officers, label=_("Pimpasa yang dikukuhkan"), widget=forms.CheckboxSelectMultiple
        )
