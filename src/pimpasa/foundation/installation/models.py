from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

THE_ONE = 1
valid_phone = RegexValidator(
    r"\A\+?[0-9][0-9 ()./-]{4,28}[0-9]\Z", _("Tulis nomor dengan angka, misalnya +62 21 555 0100.")
)


class Installation(models.Model):
    """The one row about this site. No row, or no `set_up_at`: nobody has set it up."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_ONE, editable=False)
    operator = models.CharField(_("kantor yang mengelola"), max_length=150, blank=True)
    # Plain text: what lies below regions cannot point up to an office.
    office_code = models.CharField(_("kode kantor"), max_length=40, blank=True)
    contact_name = models.CharField(_("nama atau jabatan"), max_length=150, blank=True)
    contact_email = models.EmailField(_("surel"), blank=True)
    contact_phone = models.CharField(_("telepon"), max_length=30, blank=True, validators=[valid_phone])
    contact_address = models.CharField(_("alamat"), max_length=300, blank=True)
    # Days by subject, only where they differ from what the parts declare.
    retention = models.JSONField(_("masa simpan"), default=dict, blank=True)
    set_up_at = models.DateTimeField(_("disiapkan"), null=True, editable=False)
    is_demonstration = models.BooleanField(_("peragaan"), default=False, editable=False)
    # Nothing written yet; the first set-up makes it 1.
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("pemasangan")
        verbose_name_plural = _("pemasangan")
        constraints = [
            models.CheckConstraint(condition=Q(id=THE_ONE), name="installation_is_one"),
            models.CheckConstraint(
                condition=Q(set_up_at__isnull=True) | ~Q(operator=""), name="installation_set_up_names_operator"
            ),
            # What is invented never stands under the name of a real office.
            models.CheckConstraint(
                condition=Q(is_demonstration=False) | Q(set_up_at__isnull=True),
                name="installation_demonstration_is_nobodys",
            ),
        ]

    def __str__(self) -> str:
        return self.operator
