"""What people fill in to plan, count and close an evening; the actions check everything again."""

from datetime import time
from typing import Any
from uuid import UUID

import uuid6
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import may_in
from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.forms import COUNTS, CountField, DayInput, VillageField
from pimpasa.fieldwork.activities.kinds import AgeBand, Sex
from pimpasa.fieldwork.activities.policies import LOG_ACTIVITY
from pimpasa.fieldwork.activities.ticks import LISTS, load_ticks
from pimpasa.fieldwork.reach import villages_within
from pimpasa.foundation.ui.action_form import ActionForm
from pimpasa.foundation.ui.words import say
from pimpasa.learning import library
from pimpasa.learning.sessions.actions.closing import Ending
from pimpasa.learning.sessions.actions.kits import Plan
from pimpasa.learning.sessions.models import MOST_LESSONS, RoomCount, SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION
from pimpasa.learning.sessions.topics import topics_of
from pimpasa.regions.models import Region

EVENING = time(19, 0)
HOUR = "%H:%M"


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format=HOUR)


class PlanForm(ActionForm):
    """An evening to come: the village and the day are chosen already, so that only the lesson is left."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    lessons = forms.MultipleChoiceField(
        label=_("Materi"), widget=forms.CheckboxSelectMultiple, help_text=_("Satu sampai tiga. Satu biasanya cukup.")
    )
    village = VillageField(Region.objects.none(), label=_("Desa"), empty_label=None)
    held_on = forms.DateField(label=_("Tanggal"), widget=DayInput())
    begins_at = forms.TimeField(label=_("Mulai pukul"), widget=HourInput(), input_formats=[HOUR, "%H.%M"])

    def __init__(self, data: Any = None, *, user: User, initial: dict[str, Any] | None = None) -> None:
        given = {"id": uuid6.uuid7(), "held_on": timezone.localdate(), "begins_at": EVENING, **(initial or {})}
        super().__init__(data, initial=given)
        self.fields["village"].queryset = villages_within(user, RUN_SESSION)  # type: ignore[attr-defined]  # the stubs know only Field here
        offered = [(one.id, f"{one.title} ({one.minutes} menit)") for one in library.lessons().values()]
        self.fields["lessons"].choices = offered  # type: ignore[attr-defined]  # as above

    @property
    def has_no_village(self) -> bool:
        return not self.fields["village"].queryset.exists()  # type: ignore[attr-defined]  # as above

    def clean_lessons(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["lessons"]
        if len(chosen) > MOST_LESSONS:
            raise ValidationError(_("Pilih satu sampai tiga materi."))
        return chosen

    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(data["village"], data["held_on"], data["begins_at"], tuple(data["lessons"]))


def as_planned(kit: SessionKit) -> dict[str, Any]:
    return {
        "id": kit.pk,
        "lessons": kit.lessons,
        "village": kit.village_id,
        "held_on": kit.held_on,
        "begins_at": kit.begins_at,
    }


class RoomForm(ActionForm):
    key = forms.UUIDField(widget=forms.HiddenInput)
    people = forms.IntegerField(label=_("Orang di ruangan"), min_value=1, max_value=RoomCount.MOST)
    did_it = forms.IntegerField(
        label=_("Sudah melakukannya malam ini"), min_value=0, max_value=RoomCount.MOST, required=False
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"key": uuid6.uuid7(), **(initial or {})})


class ClosingForm(ActionForm):
    """How the evening went. Topics are ticked already from the lessons."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    did_it = forms.IntegerField(label=_("Sudah melakukannya malam ini"), min_value=0, required=False)
    topics = forms.MultipleChoiceField(label=_("Materi"), required=False, widget=forms.CheckboxSelectMultiple)
    materials = forms.MultipleChoiceField(
        label=_("Bahan yang dibagikan atau dipakai"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tags = forms.MultipleChoiceField(label=_("Program"), required=False, widget=forms.CheckboxSelectMultiple)
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("Ringkasan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tanpa nama warga dan tanpa nomor."),
    )

    def __init__(self, data: Any = None, *, kit: SessionKit, user: User, key: UUID | None = None) -> None:
        counted = kit.counts.last()
        given = {"id": key or uuid6.uuid7(), "topics": topics_of(kit.lessons)}
        super().__init__(data, initial={**given, "did_it": counted.did_it if counted else None})
        self._offer_ticks()
        self.fields["did_it"].widget.attrs["inputmode"] = "numeric"
        for name, (sex, band) in COUNTS.items():
            self.fields[name] = CountField(f"{sex.label}, {band.label}" if band is not AgeBand.UNKNOWN else sex.label)
        if not may_in(user, LOG_ACTIVITY, kit.village_id):
            # These words belong to the activity, which an officer writes.
            del self.fields["place"], self.fields["summary"]

    def _offer_ticks(self) -> None:
        today, language = timezone.localdate(), "en" if get_language() == "en" else "id"
        for name in LISTS:
            offered = [tick for tick in load_ticks()[name] if tick.is_offered(today)]
            self.fields[name].choices = [(tick.id, say(tick.name, language)) for tick in offered]  # type: ignore[attr-defined]  # the stubs know only Field here

    @property
    def quick_counts(self) -> list[forms.BoundField]:
        return [self[f"{sex.value}_{AgeBand.UNKNOWN.value}"] for sex in Sex]

    @property
    def age_counts(self) -> list[forms.BoundField]:
        return [self[name] for name, (_sex, band) in COUNTS.items() if band is not AgeBand.UNKNOWN]

    @property
    def ticks(self) -> list[forms.BoundField]:
        return [self[name] for name in LISTS]

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in ("place", "summary") if name in self.fields]

    def ending(self) -> Ending:
        data = self.cleaned_data
        counts = {(sex.value, band.value): data[name] or 0 for name, (sex, band) in COUNTS.items()}
        given: dict[str, Any] = {name: tuple(data[name]) for name in LISTS}
        given |= {name: data.get(name, "") for name in ("place", "summary")}
        return Ending(data["id"], counts, data["did_it"], **given)
