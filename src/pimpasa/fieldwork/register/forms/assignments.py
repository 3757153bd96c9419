from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.fieldwork.register.forms.base import ChangeForm, DayField, NewForm
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Officer
from pimpasa.foundation.ui.words import day


class VillageChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, obj: AssistedVillage) -> str:
        return f"{obj.village.name} ({obj.village_id})"


class CoverChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, obj: Assignment) -> str:
        return f"{obj.officer.printed_name}, {obj.assisted_village.village.name}"


class AssignForm(NewForm):
    starts_on = DayField(label=_("Mulai"), initial=timezone.localdate)
    ends_on = DayField(label=_("Hari terakhir"), required=False, help_text=_("Kosongkan jika belum ditentukan."))

    def __init__(
        self,
        data: Any,
        *,
        officers: "QuerySet[Officer]",
        villages: "QuerySet[AssistedVillage]",
        decrees: "QuerySet[Decree]",
        running: "QuerySet[Assignment]",
        initial: Any = None,
    ) -> None:
        super().__init__(data, initial=initial)
        officer = forms.ModelChoiceField(officers, label=_("Pimpasa"))
        village = VillageChoice(villages, label=_("Desa binaan"))
        self.fields = {"officer": officer, "assisted_village": village, **self.fields}
        self.fields["decree"] = forms.ModelChoiceField(decrees, label=_("SK"), required=False)
        self.fields["cover_for"] = CoverChoice(
            running, label=_("Menggantikan selama cuti"), required=False, help_text=_("Isi juga hari terakhirnya.")
        )


class EndForm(ChangeForm):
    last_day = DayField(
        label=_("Hari terakhir"), required=False, help_text=_("Kosongkan untuk mengakhirinya sekarang juga.")
    )

    def show_conflict(self, current: Any) -> None:
        super().show_conflict(current)
        last = current.revoked_on or current.ends_on
        self.conflict = [(str(_("Hari terakhir sekarang")), day(last) if last else "-")]
