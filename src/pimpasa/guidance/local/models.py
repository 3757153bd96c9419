"""Answers that an office has approved for a place: its own words, its own day, and an end.

Protects people from an answer that outlives its facts, that nobody but its author has read, or that speaks for a place
its office does not serve. The history of each is append-only.
"""

from datetime import date
from typing import Any

import uuid6
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.access import Person, villages_where
from pimpasa.foundation.scope import Scope
from pimpasa.guidance.local.policies import SEE_LOCAL_ANSWERS
from pimpasa.guidance.told import known_facts, seal_of
from pimpasa.regions.models import ImmigrationOffice, OfficeJurisdiction, Region

LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_SOURCE = 200, 2000, 300


class LocalAnswerQuerySet(models.QuerySet["LocalAnswer"]):
    def visible_to(self, user: Person) -> "LocalAnswerQuerySet":
        """Those for places and offices of the person, and those that reach the person's villages."""
        scope = villages_where(user, SEE_LOCAL_ANSWERS)
        return self if scope.everywhere else self.filter(within(scope))

    def published(self, day: date) -> "LocalAnswerQuerySet":
        """Those that may speak on the day, as far as the database knows; their facts are looked at besides."""
        return self.filter(state=LocalAnswer.State.PUBLISHED, valid_until__gte=day)

    def reaching(self, code: str) -> "LocalAnswerQuerySet":
        """Those for the place, for what holds it, and for the offices confirmed to serve it."""
        parts = code.split(".")
        around = [".".join(parts[:size]) for size in range(1, len(parts) + 1)]
        serving = OfficeJurisdiction.objects.filter(
            confidence=OfficeJurisdiction.Confidence.CONFIRMED, regency__in=around, office__ended=False
        )
        return self.filter(Q(place__in=around) | Q(office__in=serving.values("office")))

    def waiting(self) -> "LocalAnswerQuerySet":
        return self.filter(state=LocalAnswer.State.PROPOSED)

    def to_look_at_again(self, day: date) -> "LocalAnswerQuerySet":
        return self.filter(state=LocalAnswer.State.PUBLISHED, review_by__lte=day)


def within(scope: Scope) -> Q:
    above = {".".join(area.split(".")[:size]) for area in scope.areas for size in range(1, area.count(".") + 1)}
    regencies = {".".join(area.split(".")[:2]) for area in scope.areas if "." in area}
    serving = OfficeJurisdiction.objects.filter(
        confidence=OfficeJurisdiction.Confidence.CONFIRMED, regency__in=regencies, office__ended=False
    )
    reaching = Q(place__in=above) | Q(office__in=serving.values("office"))
    return scope.condition("place__code") & Q(place__isnull=False) | Q(office__in=scope.offices) | reaching


class LocalAnswer(models.Model):
    class State(models.TextChoices):
        PROPOSED = "proposed", _("menunggu diperiksa")
        PUBLISHED = "published", _("terbit")
        REJECTED = "rejected", _("dikembalikan")
        WITHDRAWN = "withdrawn", _("ditarik")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    topic = models.CharField(_("topik"), max_length=60, blank=True)
    question = models.CharField(_("pertanyaan"), max_length=LONGEST_QUESTION)
    answer = models.TextField(_("jawaban"), max_length=LONGEST_ANSWER)
    facts = ArrayField(models.CharField(max_length=80), default=list, blank=True, verbose_name=_("fakta"))
    # What the facts said when it was written, in the order of `facts`.
    seals = ArrayField(models.CharField(max_length=16), default=list, blank=True, editable=False)
    source = models.CharField(_("sumber"), max_length=LONGEST_SOURCE)
    source_date = models.DateField(_("tanggal sumber"))
    # One of the two: a place, or the whole working area of an office.
    place = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("untuk wilayah")
    )
    office = models.ForeignKey(
        ImmigrationOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kantor")
    )
    valid_until = models.DateField(_("berlaku sampai"))
    review_by = models.DateField(_("periksa lagi paling lambat"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    reviewed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    published_on = models.DateField(_("terbit"), null=True, blank=True)
    # The office in whose name it is published.
    published_for = models.CharField(max_length=150, blank=True)
    is_demonstration = models.BooleanField(_("peragaan"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = LocalAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban setempat")
        verbose_name_plural = _("jawaban setempat")
        ordering = ["-recorded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=True) ^ Q(office__isnull=True), name="local_answer_one_reach"
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(reviewed_by__isnull=False, published_on__isnull=False),
                name="local_answer_published_is_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=models.F("proposed_by")),
                name="local_answer_reviewed_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "state"], name="local_answer_by_place"),
            models.Index(fields=["office", "state"], name="local_answer_by_office"),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("local-answer", kwargs={"pk": self.pk})

    @property
    def reach(self) -> str:
        """For whom it speaks, in words."""
        if self.place:
            return self.place.name
        return _("wilayah kerja %(office)s") % {"office": self.office.name if self.office else ""}

    @property
    def changed_facts(self) -> list[str]:
        """The facts it leans on that read differently now, or are gone."""
        known = known_facts()
        return [
            name
            for name, seal in zip(self.facts, self.seals, strict=True)
            if name not in known or seal_of(known[name]) != seal or not known[name].period.covers(localdate())
        ]

    @property
    def is_over(self) -> bool:
        return self.valid_until < localdate()


class LocalAnswerEdition(models.Model):
    """One deed in the life of a local answer with what it said then. The database refuses to change it."""

    class Deed(models.TextChoices):
        PROPOSED = "proposed", _("diusulkan")
        CHANGED = "changed", _("diubah")
        PUBLISHED = "published", _("diterbitkan")
        REJECTED = "rejected", _("dikembalikan")
        WITHDRAWN = "withdrawn", _("ditarik")

    local_answer = models.ForeignKey(LocalAnswer, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    deed = models.CharField(max_length=10, choices=Deed.choices)
    question = models.CharField(max_length=LONGEST_QUESTION)
    answer = models.TextField(max_length=LONGEST_ANSWER)
    facts = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    valid_until = models.DateField()
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    recorded_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("riwayat jawaban setempat")
        verbose_name_plural = _("riwayat jawaban setempat")
        ordering = ["local_answer", "number"]
        constraints = [models.UniqueConstraint(fields=["local_answer", "number"], name="local_answer_edition_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.deed}"


def edition_values(row: LocalAnswer) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("question", "answer", "facts", "valid_until")}
