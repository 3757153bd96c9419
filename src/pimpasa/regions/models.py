"""Administrative regions in one tree with the country as root, and the immigration offices that serve them.

A code that is gone from a later edition stays, marked ended, so that whatever points to it keeps its place.
"""

import uuid6
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

COUNTRY = "ID"


class RegionQuerySet(models.QuerySet["Region"]):
    def living(self) -> "RegionQuerySet":
        return self.filter(ended=False)

    def under(self, code: str) -> "RegionQuerySet":
        """The region and everything inside it; codes nest, so no walk through the tree is needed."""
        if code == COUNTRY:
            return self.all()
        return self.filter(Q(code=code) | Q(code__startswith=code + "."))

    def villages(self) -> "RegionQuerySet":
        return self.filter(kind__in=Region.VILLAGE_KINDS)


class Region(models.Model):
    class Kind(models.TextChoices):
        COUNTRY = "country", _("negara")
        PROVINCE = "province", _("provinsi")
        REGENCY = "regency", _("kabupaten")
        CITY = "city", _("kota")
        DISTRICT = "district", _("kecamatan")
        VILLAGE = "village", _("desa")
        URBAN_VILLAGE = "urban_village", _("kelurahan")
        CUSTOMARY_VILLAGE = "customary_village", _("desa adat")

    class PointMethod(models.TextChoices):
        CENTROID = "centroid", _("titik tengah wilayah")
        INTERIOR = "interior", _("titik di dalam wilayah")
        MEDOID = "medoid", _("titik desa di tengah")
        PARENT = "parent", _("titik kecamatan")

    VILLAGE_KINDS = (Kind.VILLAGE, Kind.URBAN_VILLAGE, Kind.CUSTOMARY_VILLAGE)

    # Text, always: 32.10 read as a number becomes 32.1. PostgreSQL gets a pattern index for prefixes with it.
    code = models.CharField(max_length=13, primary_key=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    point_method = models.CharField(max_length=10, choices=PointMethod.choices, blank=True)
    population = models.PositiveIntegerField(null=True)
    male = models.PositiveIntegerField(null=True)
    female = models.PositiveIntegerField(null=True)
    area_km2 = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    figures_as_of = models.CharField(max_length=10, blank=True)
    first_edition = models.CharField(max_length=100)
    last_edition = models.CharField(max_length=100)
    ended = models.BooleanField(default=False)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=False) | Q(code=COUNTRY), name="region_only_country_is_root"
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(ended=True), name="region_successor_only_if_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    @property
    def is_village(self) -> bool:
        return self.kind in self.VILLAGE_KINDS


class ImmigrationOffice(models.Model):
    class Kind(models.TextChoices):
        OFFICE = "kanim", _("kantor imigrasi")
        REGIONAL = "kanwil", _("kantor wilayah")

    code = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=150)
    office_class = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    regency = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="offices")
    address = models.TextField(blank=True)
    # Numbers pass to other people: never show one without `as_of` beside it.
    phone = models.CharField(max_length=60, blank=True)
    source_url = models.CharField(max_length=400, blank=True)
    as_of = models.CharField(max_length=20, blank=True)
    ended = models.BooleanField(default=False)

    class Meta:
        ordering = ["regency_id", "code"]

    def __str__(self) -> str:
        return self.name


class OfficeJurisdiction(models.Model):
    class Confidence(models.TextChoices):
        CONFIRMED = "confirmed", _("ada sumbernya")
        INFERRED = "inferred", _("perkiraan")
        REJECTED = "rejected", _("ditolak")

    office = models.ForeignKey(ImmigrationOffice, on_delete=models.PROTECT, related_name="jurisdictions")
    regency = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="jurisdictions")
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    is_primary = models.BooleanField()
    source_url = models.CharField(max_length=400, blank=True)
    as_of = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["regency_id", F("is_primary").desc(), "office_id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "regency"], name="jurisdiction_once"),
            models.UniqueConstraint(
                fields=["regency"], condition=Q(is_primary=True), name="jurisdiction_one_primary_per_regency"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} → {self.regency_id}"


class JurisdictionDecision(models.Model):
    """An accountable person said that an office serves a regency, or that it does not. The last one counts.

    It stands beside the data files, so that loading them anew does not undo it.
    """

    class Verdict(models.TextChoices):
        CONFIRMED = "confirmed", _("dipastikan")
        REJECTED = "rejected", _("ditolak")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    office = models.ForeignKey(ImmigrationOffice, on_delete=models.PROTECT, related_name="jurisdiction_decisions")
    regency = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(_("alasan atau dasar"), max_length=300)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-recorded_at", "-id"]
        indexes = [models.Index(fields=["office", "regency", "recorded_at"], name="jurisdiction_decided")]

    def __str__(self) -> str:
        return f"{self.office_id} → {self.regency_id}: {self.verdict}"


class ReferenceLoad(models.Model):
    """Which content of the data files the tables hold, so that an unchanged start loads nothing."""

    name = models.CharField(max_length=20, primary_key=True)
    digest = models.CharField(max_length=64)
    edition = models.CharField(max_length=100)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.edition}"


from pimpasa.regions.sheets.models import (  # noqa: E402 - Django finds models here; they point at the office above
    OfficeStatement,
    StatementWithdrawal,
)

__all__ = [
    "COUNTRY",
    "ImmigrationOffice",
    "JurisdictionDecision",
    "OfficeJurisdiction",
    "OfficeStatement",
    "ReferenceLoad",
    "Region",
    "StatementWithdrawal",
]
