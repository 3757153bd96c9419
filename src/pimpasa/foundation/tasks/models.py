"""When each task last ran well, and when it last failed: what `pimpasa doctor` tells. Holds no person's words."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskRun(models.Model):
    """One line per task, written anew at each run."""

    name = models.CharField(_("tugas"), primary_key=True, max_length=100)
    succeeded_at = models.DateTimeField(_("terakhir berhasil"), null=True)
    failed_at = models.DateTimeField(_("terakhir gagal"), null=True)
    # The class of the error alone: its message may quote a person.
    error = models.CharField(_("galat"), max_length=100, default="", blank=True)

    class Meta:
        verbose_name = _("jalannya tugas")
        verbose_name_plural = _("jalannya tugas")

    def __str__(self) -> str:
        return self.name
