import uuid6
from django.db import models
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.offers.recruiters.kinds import Kind

from .labels import label_of


class RecruiterObjection(models.Model):
    """Somebody says that a number, account or name is wrongly connected. Whether anything is connected is not told."""

    class Reason(models.TextChoices):
        BORROWED = "borrowed", _("Nama atau nomor kami dipakai orang lain")
        CHANGED_HANDS = "changed_hands", _("Nomor itu baru menjadi milik saya")
        NOT_RECRUITING = "not_recruiting", _("Kami tidak merekrut siapa pun")
        LAWFUL = "lawful", _("Kami merekrut dengan izin dan bisa menunjukkannya")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    fingerprint = models.BinaryField(max_length=32)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    filed_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    upheld = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("keberatan tentang perekrut")
        verbose_name_plural = _("keberatan tentang perekrut")
        ordering = ["filed_on", "pk"]
        indexes = [models.Index(fields=["fingerprint"], name="recruiter_objection_finger")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def label(self) -> str:
        return label_of(self.pk)
