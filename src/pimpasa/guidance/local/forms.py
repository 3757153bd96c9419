"""The form of a local answer. What was typed always comes back, also when another person saved first."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

import uuid6
from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pimpasa.accounts.models import User
from pimpasa.foundation.access import villages_where
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.local.actions import Draft
from pimpasa.guidance.local.models import LONGEST_ANSWER, LONGEST_QUESTION, LONGEST_SOURCE, LocalAnswer
from pimpasa.guidance.local.policies import PROPOSE_LOCAL_ANSWER
from pimpasa.guidance.told import known_facts, worded
from pimpasa.regions.models import ImmigrationOffice, Region

OUTSIDE = "luar_topik"
USUAL_LIFE = timedelta(days=180)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        # Browsers read and send this one format, whatever the page's language.
        super().__init__(format="%Y-%m-%d")


class LocalAnswerForm(forms.Form):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid6.uuid7)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    question = forms.CharField(
        label=gettext_lazy("Pertanyaan, dalam kata-kata umum"),
        help_text=gettext_lazy("Tulis seperti orang biasa bertanya. Jangan salin kata penanya, tanpa nama dan nomor."),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    answer = forms.CharField(
        label=gettext_lazy("Jawaban"),
        help_text=gettext_lazy("Kalimat pendek. Harga hanya dari fakta yang dipilih di bawah."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    source = forms.CharField(label=gettext_lazy("Sumber"), max_length=LONGEST_SOURCE)
    source_date = forms.DateField(label=gettext_lazy("Tanggal sumber"), widget=DayInput())
    reach = forms.ChoiceField(label=gettext_lazy("Untuk siapa"))
    topic = forms.ChoiceField(label=gettext_lazy("Topik"), required=False)
    facts = forms.MultipleChoiceField(
        label=gettext_lazy("Fakta yang dipakai"), required=False, widget=forms.CheckboxSelectMultiple
    )
    valid_until = forms.DateField(label=gettext_lazy("Berlaku sampai"), widget=DayInput())
    review_by = forms.DateField(label=gettext_lazy("Periksa lagi paling lambat"), widget=DayInput())

    def __init__(self, data: Any, *, user: User, initial: Mapping[str, Any], facts: Iterable[str] = ()) -> None:
        today = localdate()
        dates = {"valid_until": today + USUAL_LIFE, "review_by": today + USUAL_LIFE, "source_date": today}
        super().__init__(data, initial={**dates, **initial})
        self.fields["reach"].choices = reach_choices(user, str(initial.get("reach", "")))  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["topic"].choices = topic_choices()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["facts"].choices = fact_choices(self._fact_ids(facts))  # type: ignore[attr-defined]  # a ChoiceField

    def _fact_ids(self, given: Iterable[str]) -> list[str]:
        """The topic's facts, those given, and those already ticked."""
        topic = str(self["topic"].value() or "")
        of_topic = load_asker().topics[topic].facts if topic in load_asker().topics else ()
        return list(dict.fromkeys([*given, *(self["facts"].value() or ()), *of_topic]))

    def draft(self) -> Draft:
        data = self.cleaned_data
        kind, _sep, code = data["reach"].partition(":")
        named = ("question", "answer", "source", "source_date", "valid_until", "review_by", "topic")
        return Draft(
            **{name: data[name] for name in named},
            facts=tuple(data["facts"]),
            place=Region.objects.filter(pk=code).first() if kind == "place" else None,
            office=ImmigrationOffice.objects.filter(pk=code).first() if kind == "office" else None,
        )

    def take_errors(self, refused: ValidationError) -> None:
        by_field = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, texts in by_field.items():
            self.add_error(name if name in self.fields else None, texts)

    def show_conflict(self, current: LocalAnswer) -> None:
        self.data = {**self.data.dict(), "facts": self.data.getlist("facts"), "version": str(current.version)}  # type: ignore[attr-defined]  # a bound form's data is a QueryDict
        words = _("Orang lain baru saja mengubahnya menjadi: “%(answer)s” Ketikan Anda masih ada di bawah.")
        self.add_error(None, words % {"answer": current.answer})


def values_of(answer: LocalAnswer) -> dict[str, Any]:
    names = ("question", "answer", "source", "source_date", "valid_until", "review_by", "topic", "facts", "version")
    reach = f"office:{answer.office_id}" if answer.office_id else f"place:{answer.place_id}"
    return {**{name: getattr(answer, name) for name in names}, "reach": reach}


def topic_choices() -> list[tuple[str, str]]:
    topics = sorted((say(one.title), one.id) for one in load_asker().topics.values() if one.id != OUTSIDE)
    return [("", _("tanpa topik")), *((name, title) for title, name in topics)]


def fact_choices(ids: Iterable[str]) -> list[tuple[str, str]]:
    known = known_facts()
    return [(name, worded(known[name])) for name in ids if name in known]


def reach_choices(user: User, given: str = "") -> list[tuple[str, str]]:
    """The person's villages, the regencies around them, the offices that serve those, and what was given."""
    scope = villages_where(user, PROPOSE_LOCAL_ANSWER)
    around = {".".join(area.split(".")[:size]) for area in scope.areas for size in (2, 4) if "." in area}
    kind, _sep, code = given.partition(":")
    wanted = around | ({code} if kind == "place" else set())
    places = [(f"place:{row.pk}", row.name) for row in Region.objects.filter(pk__in=wanted).order_by("-code")]
    serving = ImmigrationOffice.objects.filter(
        jurisdictions__regency__in=around, jurisdictions__confidence="confirmed", ended=False
    )
    offices = ImmigrationOffice.objects.filter(pk__in={*scope.offices, *serving.values_list("pk", flat=True)})
    return [*places, *((f"office:{row.pk}", _("Semua desa di wilayah %(o)s") % {"o": row.name}) for row in offices)]
