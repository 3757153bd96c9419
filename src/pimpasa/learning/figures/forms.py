from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.foundation.ui import words
from pimpasa.learning import library
from pimpasa.learning.figures.areas import Area, choices_for

# The month in which the programme began; nothing can have been recorded before.
FIRST = (2024, 11)
USUAL_MONTHS = 12


class FiguresForm(forms.Form):
    """Where, of which lesson, from which month to which. Nothing chosen: all of the last year."""

    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False)
    materi = forms.ChoiceField(label=_("Materi"), required=False)
    dari = forms.ChoiceField(label=_("Dari bulan"))
    sampai = forms.ChoiceField(label=_("Sampai bulan"))

    def __init__(self, asked: QueryDict, user: User, area: Area) -> None:
        months = months_until(timezone.localdate())
        usual = {"dari": _key(months[:USUAL_MONTHS][-1]), "sampai": _key(months[0])}
        super().__init__({**usual, **{name: asked[name] for name in self.base_fields if name in asked}})
        self._offer("wilayah", choices_for(user, area))
        lessons = [(one.id, f"{one.number}. {one.title}") for one in library.lessons().values()]
        self._offer("materi", [("", _("Semua materi")), *lessons])
        language = "en" if get_language() == "en" else "id"
        for name in ("dari", "sampai"):
            self._offer(name, [(_key(one), words.month(one, language)) for one in months])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # the stubs know only Field here

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("dari", "") > data.get("sampai", "9"):
            self.add_error("sampai", _("Pilih bulan yang sama atau sesudahnya."))
        return data

    @property
    def lesson_words(self) -> str:
        return str(dict(self.fields["materi"].choices)[self.cleaned_data["materi"]])  # type: ignore[attr-defined]  # as above

    @property
    def months_words(self) -> str:
        names = dict(self.fields["dari"].choices)  # type: ignore[attr-defined]  # as above
        first, last = names[self.cleaned_data["dari"]], names[self.cleaned_data["sampai"]]
        return first if first == last else gettext("%(first)s sampai %(last)s") % {"first": first, "last": last}

    @property
    def first_day(self) -> date:
        return date.fromisoformat(self.cleaned_data["dari"] + "-01")

    @property
    def day_after(self) -> date:
        """The first day that no longer belongs to it."""
        return _after(date.fromisoformat(self.cleaned_data["sampai"] + "-01"))


def months_until(today: date) -> list[date]:
    """The first of each, the latest first."""
    found, month = [], date(*FIRST, 1)
    while month <= today:
        found.append(month)
        month = _after(month)
    return found[::-1]


def _after(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _key(month: date) -> str:
    return f"{month:%Y-%m}"
