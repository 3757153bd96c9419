"""The part that the bridge cannot read: between the asker and the officer or the office only.

Protects the asker from the village agent. It is no part of the thread: nothing in the thread counts it, points to it
or changes with it, so that an agent cannot even tell that it exists. It opens with a receipt of its own.
"""

from datetime import datetime

import uuid6
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import postings_of
from pimpasa.accounts.models import User
from pimpasa.consultations.levels import Level
from pimpasa.consultations.models import Consultation, at_place, within
from pimpasa.foundation.access import Person
from pimpasa.foundation.clocks import Clock
from pimpasa.foundation.secrecy import unsealed
from pimpasa.foundation.sync.changes import CurrentTransaction

PLACE = "consultation__place__code"


class PrivatePartQuerySet(models.QuerySet["PrivatePart"]):
    def visible_to(self, user: Person) -> "PrivatePartQuerySet":
        """Those addressed to a level at which the person reads; never where the person is also the village's agent."""
        postings = postings_of(user)
        office, region = within(postings, Level.OFFICE), within(postings, Level.REGION)
        found = Q(level=Level.OFFICER) & at_place(within(postings, Level.OFFICER), PLACE)
        at_office = at_place(office, PLACE) | Q(consultation__offices__overlap=sorted(office.offices))
        found |= Q(level=Level.OFFICE) & at_office
        found |= Q(level=Level.REGION) & at_place(region, PLACE)
        agent_of = within(postings, Level.AGENT).areas
        return self.filter(found).exclude(consultation__place__in=agent_of)

    def waiting(self) -> "PrivatePartQuerySet":
        return self.filter(due_at__isnull=False)

    def overdue(self, now: datetime) -> "PrivatePartQuerySet":
        return self.filter(due_at__lt=now)


class PrivatePart(models.Model):
    PURPOSE = "consultations/private-receipt"

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="private_part")
    level = models.CharField(_("dibaca oleh"), max_length=10, choices=Level.choices)
    fingerprint = models.BinaryField(max_length=32, unique=True)
    # Set while a reply is waited for.
    due_at = models.DateTimeField(_("paling lambat"), null=True, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = PrivatePartQuerySet.as_manager()

    class Meta:
        verbose_name = _("bagian pribadi")
        verbose_name_plural = _("bagian pribadi")
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(level__in=["", Level.AGENT]), name="private_part_never_the_agent")
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and Clock(self.due_at).is_over(timezone.now())


class PrivateEntry(models.Model):
    """Something said in private. The database refuses to change it; the words lie in `PrivateWords`."""

    PURPOSE = "consultations/private-words"

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    part = models.ForeignKey(PrivatePart, on_delete=models.PROTECT, related_name="entries")
    is_reply = models.BooleanField()
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("isi bagian pribadi")
        verbose_name_plural = _("isi bagian pribadi")
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def words(self) -> str:
        """What was said; empty once it has been erased."""
        kept = getattr(self, "kept_words", None)
        return unsealed(bytes(kept.sealed), self.PURPOSE) if kept else ""


class PrivateWords(models.Model):
    entry = models.OneToOneField(PrivateEntry, on_delete=models.PROTECT, primary_key=True, related_name="kept_words")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)
