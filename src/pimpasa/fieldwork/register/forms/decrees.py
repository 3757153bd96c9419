from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pimpasa.fieldwork.register.actions.decrees import DecreeText, Scan
from pimpasa.fieldwork.register.forms.base import ChangeForm, DayField, NewForm, own_office_field
from pimpasa.fieldwork.register.models import Decree
from pimpasa.fieldwork.register.uploads import LARGEST_PDF, check_pdf, read_upload
from pimpasa.regions.models import ImmigrationOffice


class DecreeFields(forms.Form):
    number = forms.CharField(label=_("Nomor SK"), max_length=100)
    dated_on = DayField(label=_("Tanggal SK"))
    subject = forms.CharField(label=_("Tentang"), max_length=300)
    ends_on = DayField(label=_("Berlaku sampai"), required=False, help_text=_("Kosongkan jika SK tidak menyebutnya."))
    file = forms.FileField(
        label=_("Berkas PDF"),
        required=False,
        help_text=_("Paling besar 5 MB. Hanya orang dengan wewenang yang dapat membukanya."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )

    def clean_file(self) -> Scan | None:
        upload = self.cleaned_data.get("file")
        if not upload:
            return None
        content = read_upload(upload, LARGEST_PDF)
        check_pdf(content)
        return Scan(upload.name, content)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("ends_on") and data.get("dated_on") and data["ends_on"] < data["dated_on"]:
            raise ValidationError({"ends_on": _("Hari terakhir mendahului tanggal SK.")})
        return data

    def text(self) -> DecreeText:
        data = self.cleaned_data
        return DecreeText(data["number"], data["dated_on"], data["subject"], data["ends_on"])


class DecreeAddForm(DecreeFields, NewForm):
    def __init__(self, data: Any, files: Any, *, offices: "QuerySet[ImmigrationOffice]") -> None:
        super().__init__(data, files)
        office = own_office_field(offices, str(_("Kantor yang menetapkan")))
        self.fields = {"office": office, **self.fields}


class DecreeChangeForm(DecreeFields, ChangeForm):
    @staticmethod
    def values_of(row: Decree) -> Mapping[str, Any]:
        return {"number": row.number, "dated_on": row.dated_on, "subject": row.subject, "ends_on": row.ends_on}
