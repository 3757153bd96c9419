import uuid6
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from pimpasa.consultations.models import Consultation


class Receipt(models.Model):
    """What opens a thread; the words themselves are kept nowhere."""

    PURPOSE = "consultations/receipt"

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="receipt")
    fingerprint = models.BinaryField(max_length=32, unique=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("tanda terima")
        verbose_name_plural = _("tanda terima")

    def __str__(self) -> str:
        return str(self.pk)
