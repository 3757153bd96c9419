"""Lists read from spreadsheets, and the villages in them that a person must choose."""

import uuid6
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.models.officers import Officer
from pimpasa.fieldwork.register.policies import IMPORT, RESOLVE_DOUBTS
from pimpasa.foundation.access import Person, villages_where
from pimpasa.regions.models import ImmigrationOffice, Region


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: Person) -> "ImportQuerySet":
        """A person's own, and those into the person's offices."""
        offices = villages_where(user, IMPORT).offices
        return self.filter(Q(by=user.pk) | Q(office__in=offices)) if offices else self.none()


class Import(models.Model):
    """One uploaded list as it was read. Nothing is created before a person confirms; its rows go once applied."""

    class Kind(models.TextChoices):
        OFFICERS = "officers", _("daftar Pimpasa")
        VILLAGES = "villages", _("daftar desa")

    class State(models.TextChoices):
        READ = "read", _("dibaca, menunggu keputusan")
        APPLYING = "applying", _("sedang diterapkan")
        APPLIED = "applied", _("diterapkan")
        DISCARDED = "discarded", _("dibuang")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    kind = models.CharField(_("isi"), max_length=10, choices=Kind.choices)
    office = models.ForeignKey(ImmigrationOffice, on_delete=models.PROTECT, related_name="+", verbose_name=_("kantor"))
    file_name = models.CharField(_("berkas"), max_length=120)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.READ)
    # Each row: its line, its cells by column, and what it was read as. Empty once applied or discarded.
    rows = models.JSONField(default=list)
    # Each error: line, column, message. Never the cell itself.
    errors = models.JSONField(default=list)
    # How many were read, are new, known, doubtful, wrong; after applying also what was created.
    counts = models.JSONField(default=dict)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("oleh"))
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    applied_at = models.DateTimeField(_("diterapkan"), null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("impor")
        verbose_name_plural = _("impor")
        ordering = ["-recorded_at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("import", kwargs={"pk": self.pk})


class ImportProgress(models.Model):
    """How far an import is that a person confirmed. A row of its own, so that it shows while the import is not yet
    kept: what is applied becomes visible all at once."""

    source = models.OneToOneField(Import, primary_key=True, on_delete=models.CASCADE, related_name="progress")
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # Why nothing was applied; empty while it runs and when it went well.
    refused = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("kemajuan impor")
        verbose_name_plural = _("kemajuan impor")

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"


class DoubtfulVillageQuerySet(models.QuerySet["DoubtfulVillage"]):
    def visible_to(self, user: Person) -> "DoubtfulVillageQuerySet":
        return self.filter(office__in=villages_where(user, RESOLVE_DOUBTS).offices)

    def waiting(self) -> "DoubtfulVillageQuerySet":
        return self.filter(resolved_at__isnull=True)


class DoubtfulVillage(models.Model):
    """A village of a list that could not be told for sure: a person chooses it or says that it is none."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    office = models.ForeignKey(ImmigrationOffice, on_delete=models.PROTECT, related_name="+", verbose_name=_("kantor"))
    source = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="doubtful_villages")
    line = models.PositiveIntegerField(_("baris"))
    # Whom the list assigns to this village, if it is a list of officers.
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    village = models.CharField(_("desa"), max_length=150)
    district = models.CharField(_("kecamatan"), max_length=150, blank=True)
    regency = models.CharField(_("kabupaten atau kota"), max_length=150, blank=True)
    province = models.CharField(_("provinsi"), max_length=150, blank=True)
    since = models.DateField(_("sejak"), null=True, blank=True)
    candidates = models.JSONField(default=list)
    reason = models.CharField(_("mengapa ragu"), max_length=400)
    # Empty in a resolved row: a person said that it is no village of ours.
    chosen = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = DoubtfulVillageQuerySet.as_manager()

    class Meta:
        verbose_name = _("desa yang meragukan")
        verbose_name_plural = _("desa yang meragukan")
        ordering = ["recorded_at", "line", "id"]
        constraints = [
            # The same line imported again asks nobody a second time.
            models.UniqueConstraint(
                fields=["office", "officer", "village", "district", "regency", "province"],
                nulls_distinct=False,
                name="doubtful_village_once",
            ),
        ]

    def __str__(self) -> str:
        return self.village
