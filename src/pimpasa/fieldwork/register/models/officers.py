"""Officers (Pimpasa) and their inaugurations. Protects officers: no service number, no private address is kept here."""

from datetime import date

import uuid6
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.fieldwork.register.codes import new_code
from pimpasa.fieldwork.register.models.decrees import Decree
from pimpasa.fieldwork.register.policies import SEE_INAUGURATIONS, SEE_OFFICERS
from pimpasa.foundation.access import Person, villages_where
from pimpasa.foundation.scope import Scope
from pimpasa.regions.models import ImmigrationOffice


class OfficerQuerySet(models.QuerySet["Officer"]):
    def visible_to(self, user: Person) -> "OfficerQuerySet":
        return self.within(villages_where(user, SEE_OFFICERS))

    def within(self, scope: Scope) -> "OfficerQuerySet":
        """Those of the scope's offices, and those ever assigned to a village inside it."""
        if scope.everywhere:
            return self
        here = Officer.objects.filter(scope.condition("assignments__assisted_village__village__code")).values("pk")
        return self.filter(Q(office__in=scope.offices) | Q(pk__in=here))

    def serving(self) -> "OfficerQuerySet":
        """Those who still are officers: neither withdrawn nor with a closed account."""
        return self.filter(withdrawn_on__isnull=True, user__is_active=True)

    def inaugurated(self, on: date | None = None) -> "OfficerQuerySet":
        return self.filter(inaugurations__held_on__lte=on or timezone.localdate()).distinct()


class Officer(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="officer", verbose_name=_("orang"))
    printed_name = models.CharField(_("nama pada piagam"), max_length=150)
    rank = models.CharField(_("pangkat"), max_length=60, blank=True)
    office = models.ForeignKey(
        ImmigrationOffice, on_delete=models.PROTECT, related_name="officers", verbose_name=_("kantor")
    )
    short_code = models.CharField(_("kode periksa"), max_length=8, unique=True, default=new_code, editable=False)
    withdrawn_on = models.DateField(_("berhenti sebagai Pimpasa"), null=True, blank=True)
    withdrawal_reason = models.CharField(_("alasan berhenti"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(_("peragaan"), default=is_demonstration)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("Pimpasa")
        verbose_name_plural = _("Pimpasa")
        ordering = ["printed_name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(printed_name=""), name="officer_has_name"),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawal_reason=""), name="officer_withdrawal_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.printed_name

    def get_absolute_url(self) -> str:
        return reverse("officer", kwargs={"pk": self.pk})


class OfficerPhoto(models.Model):
    """The face on the certificate: re-encoded and small, without anything the camera wrote beside it."""

    officer = models.OneToOneField(Officer, primary_key=True, on_delete=models.CASCADE, related_name="photo")
    content = models.BinaryField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("foto Pimpasa")
        verbose_name_plural = _("foto Pimpasa")

    def __str__(self) -> str:
        return str(self.officer_id)


class InaugurationQuerySet(models.QuerySet["Inauguration"]):
    def visible_to(self, user: Person) -> "InaugurationQuerySet":
        """Those of the person's offices, and those of an officer within the same reach."""
        scope = villages_where(user, SEE_INAUGURATIONS)
        if scope.everywhere:
            return self
        here = Inauguration.objects.filter(officers__in=Officer.objects.within(scope)).values("pk")
        return self.filter(Q(office__in=scope.offices) | Q(pk__in=here))


class Inauguration(models.Model):
    """The day on which officers were inaugurated (pengukuhan)."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    held_on = models.DateField(_("tanggal pengukuhan"))
    place = models.CharField(_("tempat"), max_length=150, blank=True)
    office = models.ForeignKey(
        ImmigrationOffice,
        on_delete=models.PROTECT,
        related_name="inaugurations",
        verbose_name=_("kantor yang mengukuhkan"),
    )
    decree = models.ForeignKey(
        Decree, on_delete=models.PROTECT, related_name="inaugurations", verbose_name=_("SK pengukuhan")
    )
    officers = models.ManyToManyField(
        Officer, blank=True, related_name="inaugurations", verbose_name=_("Pimpasa yang dikukuhkan")
    )
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = InaugurationQuerySet.as_manager()

    class Meta:
        verbose_name = _("pengukuhan")
        verbose_name_plural = _("pengukuhan")
        ordering = ["-held_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decree", "held_on"],
                name="inauguration_once",
                violation_error_message=_("Pengukuhan dengan SK dan tanggal ini sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place or self.office_id}, {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("inauguration", kwargs={"pk": self.pk})


class CodeGuesses(models.Model):
    """Wrong codes within one part of all possible codes; nothing about who typed them is kept."""

    bucket = models.CharField(primary_key=True, max_length=4)
    failures = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("percobaan kode")
        verbose_name_plural = _("percobaan kode")

    def __str__(self) -> str:
        return f"{self.failures}"
