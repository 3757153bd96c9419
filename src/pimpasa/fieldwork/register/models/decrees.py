"""Decrees (SK): the paper on which villages, inaugurations and assignments rest."""

from datetime import date, timedelta

import uuid6
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.fieldwork.register.policies import SEE_DECREES
from pimpasa.foundation.access import Person, villages_where
from pimpasa.regions.models import ImmigrationOffice


class DecreeQuerySet(models.QuerySet["Decree"]):
    def visible_to(self, user: Person) -> "DecreeQuerySet":
        """Those of the person's offices, and those on which a village within their reach rests."""
        scope = villages_where(user, SEE_DECREES)
        if scope.everywhere:
            return self
        here = Decree.objects.filter(scope.condition("assisted_villages__village__code")).values("pk")
        return self.filter(Q(office__in=scope.offices) | Q(pk__in=here))

    def running_out(self, on: date, within_days: int = 60) -> "DecreeQuerySet":
        """Those whose last day lies in the days to come, the day itself included."""
        return self.filter(ends_on__gte=on, ends_on__lte=on + timedelta(days=within_days))

    def in_force(self, on: date) -> "DecreeQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), dated_on__lte=on)


class Decree(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    office = models.ForeignKey(
        ImmigrationOffice, on_delete=models.PROTECT, related_name="decrees", verbose_name=_("kantor yang menetapkan")
    )
    number = models.CharField(_("nomor SK"), max_length=100)
    dated_on = models.DateField(_("tanggal SK"))
    # The last day on which it holds; most decrees name none.
    ends_on = models.DateField(_("berlaku sampai"), null=True, blank=True)
    subject = models.CharField(_("tentang"), max_length=300)
    is_demonstration = models.BooleanField(_("peragaan"), default=is_demonstration)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = DecreeQuerySet.as_manager()

    class Meta:
        verbose_name = _("surat keputusan")
        verbose_name_plural = _("surat keputusan")
        ordering = ["-dated_on", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "number"],
                name="decree_number_once",
                violation_error_message=_("Nomor SK ini sudah tercatat untuk kantor itu."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("dated_on")),
                name="decree_ends_after_date",
                violation_error_message=_("Hari terakhir mendahului tanggal SK."),
            ),
            models.CheckConstraint(condition=~Q(number="") & ~Q(subject=""), name="decree_number_and_subject"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("decree", kwargs={"pk": self.pk})


class DecreeFile(models.Model):
    """The scanned decree. It lies in the database, so no web server can give it out and each backup holds it."""

    decree = models.OneToOneField(Decree, primary_key=True, on_delete=models.PROTECT, related_name="file")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("berkas SK")
        verbose_name_plural = _("berkas SK")

    def __str__(self) -> str:
        return self.name
