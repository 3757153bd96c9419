"""Statements about an office. Both tables are append-only in the database: a correction is a new statement."""

from datetime import date

import uuid6
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from pimpasa.regions.sheets.subjects import Subject


class StatementQuerySet(models.QuerySet["OfficeStatement"]):
    def open(self) -> "StatementQuerySet":
        """Neither withdrawn nor replaced. A replaced one stays so, even when its correction is withdrawn."""
        return self.filter(withdrawal__isnull=True, replaced_by__isnull=True)

    def in_force(self, on: date) -> "StatementQuerySet":
        return self.open().filter(checked_on__lte=on, expires_on__gte=on)

    def expired(self, on: date) -> "StatementQuerySet":
        return self.open().filter(expires_on__lt=on)


class OfficeStatement(models.Model):
    """Who entered it stands in the audit: this part does not know accounts."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    office = models.ForeignKey(
        "regions.ImmigrationOffice", on_delete=models.PROTECT, related_name="statements", verbose_name=_("kantor")
    )
    subject = models.CharField(_("tentang"), max_length=30, choices=Subject.choices)
    value = models.TextField(_("keterangan"))
    source = models.CharField(_("sumber"), max_length=400)
    checked_on = models.DateField(_("diperiksa pada"))
    expires_on = models.DateField(_("berlaku sampai"))
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("menggantikan"),
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("keterangan kantor")
        verbose_name_plural = _("keterangan kantor")
        ordering = ["subject", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="statement_known_subject"),
            models.CheckConstraint(condition=Q(expires_on__gte=F("checked_on")), name="statement_days_in_order"),
            models.CheckConstraint(condition=~Q(value="") & ~Q(source=""), name="statement_value_and_source"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.subject}"


class StatementWithdrawal(models.Model):
    """That a statement was wrong and holds no longer."""

    statement = models.OneToOneField(
        OfficeStatement, primary_key=True, on_delete=models.PROTECT, related_name="withdrawal"
    )
    reason = models.CharField(_("alasan"), max_length=300)
    withdrawn_at = models.DateTimeField(_("dicabut"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("pencabutan keterangan")
        verbose_name_plural = _("pencabutan keterangan")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_reason")]

    def __str__(self) -> str:
        return str(self.statement_id)
