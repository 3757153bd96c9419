"""What readers tell us is wrong. Without an account, a name or an address: asking is never being reported."""

import uuid6
from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class FactReportQuerySet(models.QuerySet["FactReport"]):
    def waiting(self) -> "FactReportQuerySet":
        return self.filter(resolved_at=None)

    def waiting_first(self) -> "FactReportQuerySet":
        return self.order_by(F("resolved_at").desc(nulls_first=True), "-recorded_at")


class FactReport(models.Model):
    """Somebody says that an answer is wrong. `facts` are the ids shown on that page."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    occurred_at = models.DateTimeField(_("ditulis"), null=True)
    recorded_at = models.DateTimeField(_("diterima"), db_default=Now(), editable=False)
    guide = models.CharField(_("panduan"), max_length=40)
    content_version = models.CharField(_("versi isi"), max_length=16)
    answer_day = models.DateField(_("hari jawaban"))
    facts = models.JSONField(_("fakta"), default=list)
    text = models.TextField(_("yang salah"), max_length=1000)
    resolved_at = models.DateTimeField(_("selesai"), null=True)
    resolution = models.CharField(_("hasil"), max_length=500, blank=True)

    objects = FactReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan kesalahan")
        verbose_name_plural = _("laporan kesalahan")
        ordering = ["resolved_at", "-recorded_at"]
        indexes = [models.Index(fields=["resolved_at", "-recorded_at"], name="report_by_state")]

    def __str__(self) -> str:
        return f"{self.guide} {self.recorded_at:%Y-%m-%d}"


from pimpasa.guidance.local.models import LocalAnswer, LocalAnswerEdition  # noqa: E402 - stand with the rest for Django

__all__ = ["FactReport", "FactReportQuerySet", "LocalAnswer", "LocalAnswerEdition"]
