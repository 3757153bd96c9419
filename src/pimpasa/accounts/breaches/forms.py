from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pimpasa.accounts.breaches.actions import FIELDS
from pimpasa.accounts.breaches.models import BreachReport
from pimpasa.foundation.ui.action_form import ActionForm

MOMENT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A day and a time as browsers send them."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
        super().__init__(widget=widget, input_formats=[MOMENT], **options)


class BreachForm(ActionForm):
    what_happened = forms.CharField(
        label=gettext_lazy("Apa yang terjadi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Tanpa nama orang. Sebut alat, berkas, atau halaman."),
    )
    data_kinds = forms.CharField(
        label=gettext_lazy("Data apa"), max_length=300, help_text=gettext_lazy("Misalnya: nama, surel, foto.")
    )
    found_at = MomentField(label=gettext_lazy("Kapan ditemukan"))
    began_at = MomentField(label=gettext_lazy("Sejak kapan data bisa dibaca"))
    ended_at = MomentField(label=gettext_lazy("Sampai kapan"))
    reach = forms.ChoiceField(label=gettext_lazy("Mengenai siapa"), choices=BreachReport.Reach.choices)
    username = forms.CharField(
        label=gettext_lazy("Nama pengguna akun itu"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Hanya jika satu akun dikuasai orang lain."),
    )
    office_code = forms.CharField(
        label=gettext_lazy("Kode kantor itu"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Hanya jika mengenai satu kantor."),
    )
    remedy = forms.CharField(
        label=gettext_lazy("Apa yang sudah dilakukan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def told(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}

    def show_conflict(self, current: BreachReport) -> None:
        words = {"what": current.what_happened[:200], "state": current.state_label}
        said = _("Orang lain baru saja mengubahnya (%(state)s): %(what)s. Periksa, lalu simpan lagi.")
        self.take_version(current.version, said % words)


class NoticeForm(ActionForm):
    told = forms.CharField(
        label=gettext_lazy("Siapa yang diberi tahu"),
        max_length=200,
        help_text=gettext_lazy("Sebut jabatan atau kantor, misalnya: agen desa lewat kantor."),
    )
    how = forms.CharField(label=gettext_lazy("Lewat apa"), max_length=200)
    told_at = MomentField(label=gettext_lazy("Kapan"), initial=timezone.localtime)


def as_typed(report: BreachReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in (*FIELDS, "version")}
