import uuid6
from django import forms
from django.utils.translation import gettext_lazy as _

from pimpasa.regions.models import JurisdictionDecision


class DecisionForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid6.uuid7)
    verdict = forms.ChoiceField(
        label=_("Keputusan"),
        choices=[
            (JurisdictionDecision.Verdict.CONFIRMED, _("Ya, kantor ini melayani wilayah itu")),
            (JurisdictionDecision.Verdict.REJECTED, _("Tidak, kantor ini tidak melayani wilayah itu")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Alasan atau dasar"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Misalnya nomor keputusan tentang wilayah kerja. Tanpa nama orang."),
    )
