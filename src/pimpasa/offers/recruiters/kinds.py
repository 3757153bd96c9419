from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """By what a recruiter is known again."""

    PHONE = "phone", _("nomor telepon")
    ACCOUNT = "account", _("rekening bank")
    SOCIAL = "social", _("akun atau tautan")
    AGENCY = "agency", _("nama perusahaan yang dipakai")
