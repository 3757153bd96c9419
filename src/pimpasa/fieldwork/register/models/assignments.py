"""Which officer serves which assisted village, and from when to when."""

from datetime import date

import uuid6
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import Posting
from pimpasa.fieldwork.register.models.decrees import Decree
from pimpasa.fieldwork.register.models.officers import Officer
from pimpasa.fieldwork.register.models.villages import AssistedVillage
from pimpasa.fieldwork.register.policies import SEE_ASSIGNMENTS
from pimpasa.foundation.access import Person, villages_where


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, user: Person) -> "AssignmentQuerySet":
        return self.filter(villages_where(user, SEE_ASSIGNMENTS).condition("assisted_village__village__code"))

    def in_force(self, on: date | None = None) -> "AssignmentQuerySet":
        on = on or timezone.localdate()
        return self.filter(starts_on__lte=on).not_over(on)

    def not_over(self, on: date) -> "AssignmentQuerySet":
        """Those that still hold on the day or will later."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), Q(revoked_on__isnull=True) | Q(revoked_on__gt=on)
        )

    def overlapping(self, starts_on: date, ends_on: date | None) -> "AssignmentQuerySet":
        found = self.not_over(starts_on)
        return found if ends_on is None else found.filter(starts_on__lte=ends_on)


class Assignment(models.Model):
    """The posting beside it gives the rights; both begin and end together."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("Pimpasa")
    )
    assisted_village = models.ForeignKey(
        AssistedVillage, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("desa binaan")
    )
    starts_on = models.DateField(_("mulai"))
    # The last day on which it holds, as in the posting.
    ends_on = models.DateField(_("hari terakhir"), null=True, blank=True)
    revoked_on = models.DateField(_("dicabut"), null=True, blank=True)
    decree = models.ForeignKey(
        Decree, on_delete=models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("SK")
    )
    cover_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="covers",
        verbose_name=_("menggantikan selama cuti"),
    )
    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, related_name="assignment", editable=False)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("penugasan Pimpasa")
        verbose_name_plural = _("penugasan Pimpasa")
        ordering = ["-starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="assignment_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(cover_for__isnull=True) | Q(ends_on__isnull=False), name="assignment_cover_has_end"
            ),
            # Whole periods are compared in the action under a lock, as for postings.
            models.UniqueConstraint(
                fields=["officer", "assisted_village"],
                condition=Q(ends_on__isnull=True, revoked_on__isnull=True),
                name="assignment_open_once",
            ),
        ]
        indexes = [models.Index(fields=["assisted_village", "starts_on"], name="assignment_by_village")]

    def __str__(self) -> str:
        return f"{self.officer_id} → {self.assisted_village_id}"

    def get_absolute_url(self) -> str:
        return reverse("assignment", kwargs={"pk": self.pk})
