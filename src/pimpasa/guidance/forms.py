from django import forms
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.content import load_library


class ReportForm(forms.Form):
    """The facts, version and day come from hidden fields of the answer page and may be forged."""

    guide = forms.CharField(max_length=40)
    version = forms.CharField(max_length=16, required=False)
    day = forms.DateField(input_formats=["%Y-%m-%d"])
    facts = forms.CharField(max_length=20_000, required=False)
    text = forms.CharField(
        label=_("Apa yang salah?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis dulu apa yang salah."), "max_length": _("Paling banyak 1.000 huruf.")},
    )

    def clean_guide(self) -> str:
        guide: str = self.cleaned_data["guide"]
        if guide not in {*load_library().guides, *load_library().lessons}:
            raise forms.ValidationError(_("Panduan itu tidak ada."))
        return guide


class ResolveForm(forms.Form):
    resolution = forms.CharField(
        label=_("Hasil pemeriksaan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Tulis apa hasilnya.")},
    )
