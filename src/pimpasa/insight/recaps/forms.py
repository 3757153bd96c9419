from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.insight.recaps.periods import JAKARTA, Period
from pimpasa.insight.recaps.units import Level, officers_of_offices, reach_of
from pimpasa.regions.models import COUNTRY, ImmigrationOffice

# The programme began on 4 November 2024; nothing can have been recorded before.
FIRST_YEAR = 2024
Choices = list[tuple[Any, Any]]


class RecapForm(forms.Form):
    """Whose recap, of which time. Only what the person may read is offered."""

    unit = forms.ChoiceField(label=_("Rekap siapa"))
    tahun = forms.ChoiceField(label=_("Tahun"))
    masa = forms.ChoiceField(label=_("Masa"))

    def __init__(self, data: Any, user: User) -> None:
        today = timezone.localdate(timezone=JAKARTA)
        first = {"unit": None, "tahun": str(today.year), "masa": f"-{today.month:02}"}
        super().__init__(data, initial=first)
        for name, choices in (("unit", units_for(user)), ("tahun", _years(today.year)), ("masa", _parts())):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # the stubs know only Field here

    @property
    def level_and_code(self) -> list[str]:
        return str(self.cleaned_data["unit"]).split(":", maxsplit=1)

    @property
    def period(self) -> str:
        return f"{self.cleaned_data['tahun']}{self.cleaned_data['masa']}"


def units_for(user: User) -> Choices:
    """In groups, the person's own first."""
    reach = reach_of(user)
    groups: list[tuple[Any, Choices]] = []
    if reach.is_officer:
        groups.append((_("Saya"), [_unit(Level.OFFICER, str(user.pk), user.display_name)]))
    if reach.sees_nation:
        groups.append((_("Nasional"), [_unit(Level.NATION, COUNTRY, _("Seluruh Indonesia"))]))
    provinces = [_unit(Level.PROVINCE, one.pk, one.name) for one in reach.provinces().order_by("name")]
    offices = ImmigrationOffice.objects.filter(pk__in=reach.offices).order_by("name")
    people = officers_of_offices(reach.own.offices).exclude(pk=user.pk)
    groups.append((_("Kantor imigrasi"), [_unit(Level.OFFICE, one.pk, one.name) for one in offices]))
    groups.append((_("Provinsi"), provinces))
    groups.append((_("Pimpasa"), [_unit(Level.OFFICER, str(one.pk), one.display_name) for one in people]))
    return [(name, choices) for name, choices in groups if choices]


def _unit(level: Level, code: str, name: Any) -> tuple[str, Any]:
    return f"{level}:{code}", name


def _years(now: int) -> Choices:
    return [(str(year), str(year)) for year in range(now, FIRST_YEAR - 1, -1)]


def _parts() -> Choices:
    language = "en" if get_language() == "en" else "id"
    months = [Period(FIRST_YEAR, number, 1).name(language).rpartition(" ")[0] for number in range(1, 13)]
    quarters = [(f"-Q{number}", _("Triwulan %(number)d") % {"number": number}) for number in range(1, 5)]
    return [
        (_("Bulan"), [(f"-{number:02}", name) for number, name in enumerate(months, start=1)]),
        (_("Triwulan"), quarters),
        (_("Tahun"), [("", _("setahun penuh"))]),
    ]
