from django.db import models
from django.utils.translation import gettext_lazy as _

from pimpasa.regions.models import Region


class Helped(models.Model):
    """How often on one day an answer of the guides was said to help, and how often not. A count, of nobody."""

    day = models.DateField(_("hari"))
    topic = models.CharField(_("topik"), max_length=60, blank=True)
    place = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    helped = models.PositiveIntegerField(default=0)
    not_helped = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("hitungan terbantu")
        verbose_name_plural = _("hitungan terbantu")
        constraints = [
            models.UniqueConstraint(fields=["day", "topic", "place"], nulls_distinct=False, name="helped_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.topic}"
