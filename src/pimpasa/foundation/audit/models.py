"""Who did what, when. Protects people from a silent change by whoever runs the machine.

The database itself refuses to change or erase a row (see the migration). A person's words never come here.
"""

import uuid6
from django.conf import settings
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
