import uuid6
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.secrecy import unsealed

ADDRESS = "consultations/notice-address"


class NoticeChoice(models.Model):
    """How one person wants to hear that something waits. No row means not at all."""

    class Channel(models.TextChoices):
        EMAIL = "email", _("surel")
        TELEGRAM = "telegram", "Telegram"
        WHATSAPP = "whatsapp", "WhatsApp"

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(_("lewat"), max_length=10, choices=Channel.choices)
    # Sealed; only for e-mail. A network's address stays with its contact.
    address = models.BinaryField(default=b"")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    code_key = models.BinaryField(max_length=32, null=True, unique=True)
    code_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    quiet_from = models.PositiveSmallIntegerField(_("jam tenang mulai"), default=20)
    quiet_until = models.PositiveSmallIntegerField(_("sampai"), default=6)
    last_sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("pilihan pemberitahuan")
        verbose_name_plural = _("pilihan pemberitahuan")
        constraints = [
            models.CheckConstraint(condition=Q(quiet_from__lt=24, quiet_until__lt=24), name="notice_quiet_hours")
        ]

    def __str__(self) -> str:
        return self.channel

    @property
    def email(self) -> str:
        return unsealed(bytes(self.address), ADDRESS) if self.address else ""

    def is_quiet_at(self, hour: int) -> bool:
        """The hours may run over midnight; the same hour twice is none at all."""
        start, end = self.quiet_from, self.quiet_until
        return start <= hour < end if start <= end else hour >= start or hour < end
