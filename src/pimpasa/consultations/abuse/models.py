"""Who floods or abuses is kept out for a while, once somebody with office has looked at it.

Protects those who answer, and askers from being shut out by one person's word: a report alone blocks nobody.
"""

from datetime import datetime

import uuid6
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.consultations.models import Consultation
from pimpasa.foundation.access import Person


class AbuseReportQuerySet(models.QuerySet["AbuseReport"]):
    def visible_to(self, user: Person) -> "AbuseReportQuerySet":
        """Those about threads that the person may read."""
        return self.filter(consultation__in=Consultation.objects.visible_to(user))

    def waiting(self) -> "AbuseReportQuerySet":
        return self.filter(verdict="")


class AbuseReport(models.Model):
    class Kind(models.TextChoices):
        SPAM = "spam", _("iklan atau kiriman massal")
        INSULT = "insult", _("hinaan atau ancaman kepada petugas")
        FALSE = "false", _("cerita yang dibuat-buat")

    class Verdict(models.TextChoices):
        BLOCKED = "blocked", _("diblokir sementara")
        REJECTED = "rejected", _("tidak diblokir")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="abuse_report")
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind.choices)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("keputusan"), max_length=10, choices=Verdict.choices, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = AbuseReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan penyalahgunaan")
        verbose_name_plural = _("laporan penyalahgunaan")
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return self.kind


class BlockQuerySet(models.QuerySet["Block"]):
    def in_force(self, now: datetime) -> "BlockQuerySet":
        return self.filter(until__gt=now, lifted_at__isnull=True)


class Block(models.Model):
    """One contact, or one receipt, may not write until the moment given. Nobody is blocked for ever."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    report = models.ForeignKey(AbuseReport, on_delete=models.PROTECT, related_name="blocks")
    contact = models.UUIDField(null=True, blank=True, editable=False)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="blocks")
    until = models.DateTimeField(_("sampai"))
    lifted_at = models.DateTimeField(_("dicabut"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("blokir")
        verbose_name_plural = _("blokir")
        ordering = ["-recorded_at"]
        indexes = [models.Index(fields=["contact"], name="block_by_contact", condition=Q(contact__isnull=False))]

    def __str__(self) -> str:
        return str(self.pk)
