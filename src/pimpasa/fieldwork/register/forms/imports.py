from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pimpasa.fieldwork.register.forms.base import NewForm, own_office_field
from pimpasa.fieldwork.register.imports.actions import Upload
from pimpasa.fieldwork.register.imports.reading import LARGEST_LIST
from pimpasa.fieldwork.register.models import DoubtfulVillage, Import
from pimpasa.fieldwork.register.uploads import read_upload
from pimpasa.regions.gazetteer import gazetteer

NONE_OF_OURS = "-"


class ImportForm(NewForm):
    kind = forms.ChoiceField(label=_("Isi daftar"), choices=Import.Kind.choices, widget=forms.RadioSelect)
    file = forms.FileField(label=_("Berkas XLSX atau CSV"), help_text=_("Paling banyak 10.000 baris, 10 MB."))
    decree = forms.CharField(
        label=_("Nomor SK untuk semua baris"),
        max_length=100,
        required=False,
        help_text=_("Dipakai jika kolom SK kosong. SK harus sudah tercatat."),
    )
    day = forms.CharField(
        label=_("Tanggal untuk semua baris"),
        max_length=30,
        required=False,
        help_text=_("Tanggal pengukuhan atau peluncuran, jika kolomnya kosong. Contoh: 4/11/2024."),
    )

    def __init__(self, data: Any, files: Any, *, offices: "QuerySet[Any]") -> None:
        super().__init__(data, files)
        self.fields = {"office": own_office_field(offices, str(_("Kantor"))), **self.fields}

    def clean_file(self) -> tuple[str, bytes]:
        upload = self.cleaned_data["file"]
        return upload.name, read_upload(upload, LARGEST_LIST)

    def upload(self) -> Upload:
        data = self.cleaned_data
        name, content = data["file"]
        day = "inaugurated_on" if data["kind"] == Import.Kind.OFFICERS else "since"
        return Upload(data["kind"], name, content, {"decree": data["decree"], day: data["day"]})


class ResolveForm(forms.Form):
    def __init__(self, data: Any, *, doubt: DoubtfulVillage) -> None:
        super().__init__(data)
        found = [place for code in doubt.candidates if (place := gazetteer().place(code))]
        choices = [(p.code, f"{p.village}, Kec. {p.district}, {p.regency}, {p.province}") for p in found]
        self.fields["chosen"] = forms.ChoiceField(
            label=_("Desa yang dimaksud"),
            choices=[*choices, (NONE_OF_OURS, _("Bukan desa binaan; abaikan baris ini"))],
            widget=forms.RadioSelect,
            required=False,
        )
        self.fields["code"] = forms.CharField(
            label=_("Kode desa, jika tidak ada di atas"),
            required=False,
            max_length=13,
            help_text=_("Contoh: 33.01.01.2001. Cari kodenya di halaman Desa."),
        )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not (data.get("code") or data.get("chosen")):
            raise forms.ValidationError(_("Pilih satu desa, atau tulis kodenya."))
        return data

    def code(self) -> str:
        """The village's code, or nothing if it is no village of ours."""
        typed: str = self.cleaned_data["code"].strip() or self.cleaned_data["chosen"]
        return "" if typed == NONE_OF_OURS else typed
