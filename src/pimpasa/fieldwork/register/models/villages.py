"""Assisted villages (Desa Binaan Imigrasi): why a village was chosen, and its way from proposed to independent."""

from typing import ClassVar

import uuid6
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.fieldwork.register.models.decrees import Decree
from pimpasa.fieldwork.register.policies import SEE_VILLAGES
from pimpasa.foundation.access import Person, villages_where
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import ImmigrationOffice, Region


class OtherProgramme(models.Model):
    """Another programme that works through the same village desk; the list is the offices' own to keep."""

    name = models.CharField(_("nama program"), max_length=100, unique=True)
    ended = models.BooleanField(_("tidak dipakai lagi"), default=False)

    class Meta:
        verbose_name = _("program lain")
        verbose_name_plural = _("program lain")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    PROPOSED = "proposed", _("diusulkan")
    AGREED = "agreed", _("disepakati")
    ACTIVE = "active", _("aktif")
    INDEPENDENT = "independent", _("mandiri")
    ENDED = "ended", _("berakhir")


class AssistedVillageQuerySet(models.QuerySet["AssistedVillage"]):
    def visible_to(self, user: Person) -> "AssistedVillageQuerySet":
        return self.filter(villages_where(user, SEE_VILLAGES).condition("village__code"))

    def open(self) -> "AssistedVillageQuerySet":
        """Those that have not ended."""
        return self.exclude(state=State.ENDED)

    def at_work(self) -> "AssistedVillageQuerySet":
        """Those that need an officer: active, or independent and still visited."""
        return self.filter(state__in=(State.ACTIVE, State.INDEPENDENT))


class AssistedVillage(models.Model):
    State = State

    class Signal(models.TextChoices):
        NONE = "none", _("tidak ada sinyal")
        CALLS = "calls", _("hanya telepon dan SMS")
        SLOW = "slow", _("internet lambat atau sering putus")
        GOOD = "good", _("internet lancar")

    # From each state, those that may follow. What ended begins anew as another record.
    NEXT: ClassVar[dict[str, tuple[str, ...]]] = {
        State.PROPOSED: (State.AGREED, State.ENDED),
        State.AGREED: (State.ACTIVE, State.ENDED),
        State.ACTIVE: (State.INDEPENDENT, State.ENDED),
        State.INDEPENDENT: (State.ENDED,),
        State.ENDED: (),
    }

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    village = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="assisted_villages", verbose_name=_("desa")
    )
    office = models.ForeignKey(
        ImmigrationOffice, on_delete=models.PROTECT, related_name="assisted_villages", verbose_name=_("kantor pembina")
    )
    state = models.CharField(_("keadaan"), max_length=12, choices=State.choices, default=State.PROPOSED)
    decree = models.ForeignKey(
        Decree,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="assisted_villages",
        verbose_name=_("SK penetapan"),
    )
    launched_on = models.DateField(_("tanggal peluncuran"), null=True, blank=True)
    certificate_number = models.CharField(_("nomor piagam"), max_length=100, blank=True)
    signal = models.CharField(_("sinyal"), max_length=10, choices=Signal.choices, blank=True)
    # As the reference data knew them on the day of the proposal; empty where it knows none.
    population = models.PositiveIntegerField(_("penduduk"), null=True, blank=True)
    population_as_of = models.CharField(_("penduduk per"), max_length=10, blank=True)
    programmes = models.ManyToManyField(
        OtherProgramme, blank=True, related_name="assisted_villages", verbose_name=_("program lain di desa ini")
    )
    is_demonstration = models.BooleanField(_("peragaan"), default=is_demonstration)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = AssistedVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("desa binaan")
        verbose_name_plural = _("desa binaan")
        ordering = ["village_id", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["village"],
                condition=~Q(state="ended"),
                name="assisted_village_once",
                violation_error_message=_("Desa ini sudah tercatat sebagai desa binaan atau usulan."),
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="assisted_village_known_state"),
            models.CheckConstraint(
                condition=~Q(state__in=["active", "independent"]) | Q(decree__isnull=False, launched_on__isnull=False),
                name="assisted_village_active_by_decree",
            ),
        ]
        indexes = [models.Index(fields=["state", "office"], name="assisted_village_by_state")]

    def __str__(self) -> str:
        return self.village.name

    def get_absolute_url(self) -> str:
        return reverse("assisted-village", kwargs={"pk": self.pk})

    def agents(self) -> "models.QuerySet[Posting]":
        """The village agents' postings in force today."""
        in_force = Posting.objects.in_force().filter(area=self.village_id, role=Role.VILLAGE_AGENT)
        return in_force.select_related("user")


class Criterion(models.Model):
    """One reason to choose the village, with what shows it."""

    class Kind(models.TextChoices):
        BORDER = "border", _("dekat perbatasan laut atau darat")
        LOW_SCHOOLING = "low_schooling", _("pendidikan warga rendah")
        POVERTY = "poverty", _("banyak warga miskin")
        YOUNG = "young", _("banyak warga usia muda")
        UNEMPLOYMENT = "unemployment", _("banyak pengangguran")
        MIGRANTS = "migrants", _("banyak warga bekerja di luar negeri")
        REMOTE = "remote", _("jauh dari kantor imigrasi")
        PASSPORT_DEMAND = "passport_demand", _("permohonan paspor tinggi")
        MIGRANT_GROUP = "migrant_group", _("ada kelompok pekerja migran")
        NOMINATED = "nominated", _("diusulkan dinas tenaga kerja")
        FOREIGN_WORKERS = "foreign_workers", _("dekat perusahaan dengan pekerja asing")
        OTHER = "other", _("alasan lain")

    assisted_village = models.ForeignKey(AssistedVillage, on_delete=models.CASCADE, related_name="criteria")
    kind = models.CharField(_("kriteria"), max_length=20, choices=Kind.choices)
    evidence = models.CharField(_("bukti"), max_length=300)

    class Meta:
        verbose_name = _("kriteria desa binaan")
        verbose_name_plural = _("kriteria desa binaan")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assisted_village", "kind"], name="criterion_once"),
            models.CheckConstraint(condition=~Q(evidence=""), name="criterion_has_evidence"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class StateChange(models.Model):
    """Who moved the village between two states, when and why; never edited, and the audit holds the same deed."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    assisted_village = models.ForeignKey(AssistedVillage, on_delete=models.PROTECT, related_name="state_changes")
    # Empty before the first.
    from_state = models.CharField(_("dari"), max_length=12, choices=State.choices, blank=True)
    to_state = models.CharField(_("menjadi"), max_length=12, choices=State.choices)
    happened_on = models.DateField(_("terjadi pada"))
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    # Empty: the operator at the machine.
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("oleh"))
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("perubahan keadaan")
        verbose_name_plural = _("perubahan keadaan")
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"
