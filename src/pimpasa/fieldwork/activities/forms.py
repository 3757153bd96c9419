from typing import Any

import uuid6
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.actions import NewActivity
from pimpasa.fieldwork.activities.kinds import AgeBand, Kind, Sex
from pimpasa.fieldwork.activities.models import Activity, Draft, ParticipantCount, PhotoRemoval
from pimpasa.fieldwork.activities.policies import LOG_ACTIVITY
from pimpasa.fieldwork.activities.ticks import LISTS, load_ticks
from pimpasa.fieldwork.reach import officers_of, villages_within
from pimpasa.foundation.ui.words import say
from pimpasa.regions.models import Region

COUNTS = {f"{sex.value}_{band.value}": (sex, band) for band in AgeBand for sex in Sex}
WORDS = ("place", "summary", "follow_up", "due_on")
MOMENT = "%Y-%m-%dT%H:%M"
REASONS_OF_PEOPLE = [(key, label) for key, label in PhotoRemoval.Reason.choices if key != PhotoRemoval.Reason.EXPIRED]


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        # Browsers read and send this one format, whatever the page's language.
        super().__init__(format=MOMENT)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class VillageField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no subscript at run time
    def label_from_instance(self, obj: Region) -> str:
        return f"{obj.name}, {obj.parent.name}" if obj.parent else obj.name


class CountField(forms.IntegerField):
    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, min_value=0, max_value=ParticipantCount.MOST)
        self.widget.attrs["inputmode"] = "numeric"


class ActivityForm(forms.Form):
    """One activity. What is most common is already chosen; the action checks everything again."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Jenis kegiatan"), choices=Kind.choices, widget=forms.RadioSelect)
    village = VillageField(Region.objects.none(), label=_("Desa"), empty_label=None)
    occurred_at = forms.DateTimeField(label=_("Waktu"), widget=MomentInput(), input_formats=[MOMENT])
    topics = forms.MultipleChoiceField(label=_("Materi"), required=False, widget=forms.CheckboxSelectMultiple)
    materials = forms.MultipleChoiceField(label=_("Bahan yang dibagikan atau dipakai"), required=False)
    tags = forms.MultipleChoiceField(label=_("Program"), required=False, widget=forms.CheckboxSelectMultiple)
    place = forms.CharField(label=_("Tempat"), max_length=200, required=False)
    summary = forms.CharField(
        label=_("Ringkasan"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tanpa nama warga dan tanpa nomor."),
    )
    officers = forms.ModelMultipleChoiceField(
        User.objects.none(), label=_("Petugas yang ikut"), required=False, widget=forms.CheckboxSelectMultiple
    )
    follow_up = forms.CharField(label=_("Tindak lanjut"), max_length=200, required=False)
    due_on = forms.DateField(label=_("Paling lambat"), required=False, widget=DayInput())

    def __init__(self, data: Any = None, *, user: User, initial: dict[str, Any] | None = None) -> None:
        given = {
            "id": uuid6.uuid7(),
            "kind": Kind.VILLAGE_VISIT,
            "occurred_at": timezone.localtime(),
            **(initial or {}),
        }
        super().__init__(data, initial=given)
        self.user = user
        self._offer_places()
        self._offer_ticks()
        for name, (sex, band) in COUNTS.items():
            self.fields[name] = CountField(f"{sex.label}, {band.label}" if band is not AgeBand.UNKNOWN else sex.label)

    def _offer_places(self) -> None:
        villages = villages_within(self.user, LOG_ACTIVITY)
        village, officers = self.fields["village"], self.fields["officers"]
        village.queryset = villages  # type: ignore[attr-defined]  # the stubs know only Field here
        here = officers_of(villages) | User.objects.filter(pk=self.user.pk)
        officers.queryset = here.distinct()  # type: ignore[attr-defined]  # as above
        officers.label_from_instance = lambda person: person.display_name  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("officers", [self.user.pk])

    def _offer_ticks(self) -> None:
        today, language = timezone.localdate(), "en" if get_language() == "en" else "id"
        self.fields["materials"].widget = forms.CheckboxSelectMultiple()
        for name in LISTS:
            kept = set(self.initial.get(name, ()))
            offered = [tick for tick in load_ticks()[name] if tick.is_offered(today) or tick.id in kept]
            self.fields[name].choices = [(tick.id, say(tick.name, language)) for tick in offered]  # type: ignore[attr-defined]  # as above

    @property
    def quick_counts(self) -> list[forms.BoundField]:
        return [self[f"{sex.value}_{AgeBand.UNKNOWN.value}"] for sex in Sex]

    @property
    def age_counts(self) -> list[forms.BoundField]:
        return [self[name] for name, (_sex, band) in COUNTS.items() if band is not AgeBand.UNKNOWN]

    @property
    def has_no_village(self) -> bool:
        return not len(self.fields["village"].queryset)  # type: ignore[attr-defined]  # as above

    def new_activity(self) -> NewActivity:
        data = self.cleaned_data
        given: dict[str, Any] = {name: data[name] for name in ("id", "kind", "village", "occurred_at", *WORDS)}
        given |= {name: tuple(data[name]) for name in (*LISTS, "officers")}
        counts = {(sex.value, band.value): data[name] or 0 for name, (sex, band) in COUNTS.items()}
        return NewActivity(**given, participants=counts)

    def take_errors(self, refused: ValidationError) -> None:
        """Puts what the action refused beside its field, or at the top when the form has no such field."""
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, texts)


def as_before(earlier: Activity) -> dict[str, Any]:
    """What usually stays the same from one time to the next: not the day, not the words, not how many came."""
    same = {name: getattr(earlier, name) for name in ("kind", *LISTS)}
    officers = [officer.pk for officer in earlier.officers.all()]
    return {**same, "village": earlier.village_id, "place": earlier.words.place, "officers": officers}


def as_written(earlier: Activity) -> dict[str, Any]:
    """Everything of an entry, to be corrected."""
    counts = {f"{count.sex}_{count.age_band}": count.number for count in earlier.participants.all()}
    moment = timezone.localtime(earlier.occurred_at)
    return {**as_before(earlier), **counts, "occurred_at": moment, "summary": earlier.words.summary}


def as_drafted(draft: Draft) -> dict[str, Any]:
    """The fields as they were typed; a field that the form no longer has is passed over."""
    many = {"topics", "materials", "tags", "officers"}
    return {name: texts if name in many else texts[-1] for name, texts in draft.fields.items() if texts}


class PhotoForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid6.uuid7)
    photo = forms.FileField(label=_("Foto"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))
    is_sign_up_sheet = forms.BooleanField(label=_("Ini foto daftar hadir"), required=False)


class RemovalForm(forms.Form):
    reason = forms.ChoiceField(label=_("Alasan"), choices=REASONS_OF_PEOPLE)


class FollowUpForm(forms.Form):
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid6.uuid7)
    what = forms.CharField(label=_("Tindak lanjut"), max_length=200)
    due_on = forms.DateField(label=_("Paling lambat"), widget=DayInput())


class FilterForm(forms.Form):
    """Narrows the list of activities; a wrong value narrows nothing."""

    q = forms.CharField(
        label=_("Cari"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    desa = VillageField(Region.objects.none(), label=_("Desa"), required=False, empty_label=_("Semua desa"))
    jenis = forms.ChoiceField(label=_("Jenis"), choices=[("", _("Semua jenis")), *Kind.choices], required=False)
    bulan = forms.DateField(
        label=_("Bulan"),
        required=False,
        input_formats=["%Y-%m"],
        widget=forms.DateInput(format="%Y-%m", attrs={"type": "month"}),
    )

    def __init__(self, data: Any, villages: QuerySet[Region]) -> None:
        super().__init__(data)
        self.fields["desa"].queryset = villages  # type: ignore[attr-defined]  # the stubs know only Field here
