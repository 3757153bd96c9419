from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.audit_log.wording import deed_words, kind_words
from pimpasa.accounts.models import User
from pimpasa.foundation.audit.models import AuditEntry

EVERYTHING = ("", _("semua"))
NOBODY = "-"


class SearchForm(forms.Form):
    """Which entries; an empty field asks for all."""

    orang = forms.CharField(
        label=_("Orang (nama atau nama pengguna)"),
        help_text=_("Tulis - untuk perbuatan sistem dan pengelola mesin."),
        max_length=100,
        required=False,
    )
    perbuatan = forms.ChoiceField(label=_("Perbuatan"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis data"), required=False)
    nomor = forms.CharField(label=_("Nomor data"), max_length=100, required=False)
    dari = forms.DateField(label=_("Dari tanggal"), required=False, widget=forms.DateInput({"type": "date"}))
    sampai = forms.DateField(label=_("Sampai tanggal"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["perbuatan"].choices = [EVERYTHING, *deed_words().items()]  # type: ignore[attr-defined]  # a choice
        self.fields["jenis"].choices = [EVERYTHING, *_kinds()]  # type: ignore[attr-defined]  # a choice

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())

    def keep(self, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """The entries asked for."""
        asked = self.cleaned_data
        if asked.get("orang"):
            entries = entries.filter(_by(asked["orang"].strip()))
        exact = {"verb": asked.get("perbuatan"), "object_kind": asked.get("jenis"), "object_id": asked.get("nomor")}
        entries = entries.filter(**{field: value for field, value in exact.items() if value})
        return entries.filter(_between(asked.get("dari"), asked.get("sampai")))

    def as_details(self) -> dict[str, str]:
        """What was asked, for the log itself: codes and days alone, a name never."""
        asked = self.cleaned_data
        codes = {"deed": asked.get("perbuatan"), "kind": asked.get("jenis")}
        days = {"since": asked.get("dari"), "until": asked.get("sampai")}
        people = {"person": "asked" if asked.get("orang") else "", "object": "asked" if asked.get("nomor") else ""}
        return {name: str(value) for name, value in {**codes, **days, **people}.items() if value}


def _by(words: str) -> Q:
    if words == NOBODY:
        return Q(actor=None)
    people = User.objects.filter(Q(username__icontains=words) | Q(display_name__icontains=words))
    return Q(actor__in=people)


def _between(first: Any, last: Any) -> Q:
    asked = Q()
    if first:
        asked &= Q(recorded_at__gte=timezone.make_aware(datetime.combine(first, time.min)))
    if last:
        asked &= Q(recorded_at__lt=timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min)))
    return asked


def _kinds() -> list[tuple[str, str]]:
    """The kinds of the product's own tables; asking the log itself would read all of it."""
    labels = [model._meta.label_lower for model in apps.get_models() if model.__module__.startswith("pimpasa.")]
    return sorted(((label, kind_words(label)) for label in labels), key=lambda pair: pair[1])
