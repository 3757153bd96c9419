"""Who did what, when. Protects people from a silent change by whoever runs the machine.

The database itself refuses to change or erase a row (see the migration). A person's words never come here.
"""

from uuid import UUID

import uuid6
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    # The one foreign key that points up: who acted. Empty: the operator at the machine, or the product itself.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("pelaku")
    )
    verb = models.SlugField(_("perbuatan"), max_length=60, db_index=False)
    object_kind = models.CharField(_("jenis"), max_length=100)
    object_id = models.CharField(_("nomor"), max_length=100)
    details = models.JSONField(_("rincian"), default=dict)

    class Meta:
        verbose_name = _("catatan perbuatan")
        verbose_name_plural = _("catatan perbuatan")
        ordering = ["recorded_at", "id"]
        indexes = [
            models.Index(fields=["object_kind", "object_id"], name="audit_by_object"),
            models.Index(fields=["recorded_at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_kind} {self.object_id}"


class UnsealedEntry(models.Model):
    """An entry that no seal holds yet; the database itself adds the line when the entry is written (see 0002)."""

    entry_id = models.UUIDField(primary_key=True)

    class Meta:
        verbose_name = _("catatan belum disegel")
        verbose_name_plural = _("catatan belum disegel")

    def __str__(self) -> str:
        return str(self.entry_id)


class AuditSeal(models.Model):
    """The hash of the entries that came since the last seal, chained to it; append-only."""

    # Consecutive, so that a second sealer who overtook the first would meet its key.
    number = models.PositiveBigIntegerField(_("nomor"), primary_key=True)
    minute = models.DateTimeField(_("menit"))
    # Each entry is in one seal: which one is told here, because entries themselves never change.
    entries = ArrayField(models.UUIDField(), verbose_name=_("catatan"))
    minute_hash = models.CharField(_("sidik menit"), max_length=64)
    chain_hash = models.CharField(_("sidik rantai"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("segel")
        verbose_name_plural = _("segel")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}: {self.chain_hash}"

    @property
    def count(self) -> int:
        return len(self.entries)

    @property
    def first(self) -> UUID:
        return self.entries[0]

    @property
    def last(self) -> UUID:
        return self.entries[-1]


class AuditCheck(models.Model):
    """That the whole chain was computed anew, and what was found."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    checked_at = models.DateTimeField(_("diperiksa"), db_default=Now(), editable=False)
    seals = models.PositiveBigIntegerField(_("jumlah segel"))
    head = models.CharField(_("kepala rantai"), max_length=64, blank=True)
    # The code of the first trouble, and the minute it was found in; empty: the chain holds.
    trouble = models.CharField(_("masalah"), max_length=40, blank=True)
    trouble_minute = models.DateTimeField(_("menit masalah"), null=True)

    class Meta:
        verbose_name = _("pemeriksaan rantai")
        verbose_name_plural = _("pemeriksaan rantai")
        ordering = ["-checked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.checked_at}: {self.trouble or 'ok'}"
