"""Replies that offices keep for common questions. The facts in them stand as {ids}, so that each is filled anew."""

import re

import uuid6
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.consultations.policies import ANSWER
from pimpasa.foundation.access import Person
from pimpasa.guidance.told import known_facts, seal_of
from pimpasa.regions.models import ImmigrationOffice, OfficeJurisdiction

LONGEST_TITLE, LONGEST_BODY = 80, 1500
PLACEHOLDER = re.compile(r"\{([a-z0-9][a-z0-9-]*)\}")


class SavedReplyQuerySet(models.QuerySet["SavedReply"]):
    def visible_to(self, user: Person) -> "SavedReplyQuerySet":
        """The shared ones, one's own office's, and those of the offices that serve one's villages."""
        scope = villages_where(user, ANSWER)
        regencies = {".".join(area.split(".")[:2]) for area in scope.areas if "." in area}
        confirmed = OfficeJurisdiction.objects.filter(confidence=OfficeJurisdiction.Confidence.CONFIRMED)
        serving = confirmed.filter(regency__in=regencies, office__ended=False).values("office")
        if scope.everywhere:
            return self
        return self.filter(Q(office__isnull=True) | Q(office__in=scope.offices) | Q(office__in=serving))

    def in_use(self) -> "SavedReplyQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class SavedReply(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    # Without an office it is shared by all.
    office = models.ForeignKey(
        ImmigrationOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kantor")
    )
    topic = models.CharField(_("topik"), max_length=60, blank=True)
    title = models.CharField(_("judul"), max_length=LONGEST_TITLE)
    body = models.TextField(_("isi"), max_length=LONGEST_BODY)
    facts = ArrayField(models.CharField(max_length=80), default=list, blank=True, editable=False)
    # What the facts said when somebody last looked at the reply, in the order of `facts`.
    seals = ArrayField(models.CharField(max_length=16), default=list, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("tidak dipakai sejak"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SavedReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban siap pakai")
        verbose_name_plural = _("jawaban siap pakai")
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def changed_facts(self) -> list[str]:
        """The facts that read differently than when somebody last looked at the reply, or are gone."""
        known = known_facts()
        pairs = zip(self.facts, self.seals, strict=True)
        return [name for name, seal in pairs if name not in known or seal_of(known[name]) != seal]


class SavedReplyEdition(models.Model):
    """A saved reply as it stood once. The database refuses to change it."""

    reply = models.ForeignKey(SavedReply, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    body = models.TextField(max_length=LONGEST_BODY)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("riwayat jawaban siap pakai")
        verbose_name_plural = _("riwayat jawaban siap pakai")
        ordering = ["reply", "number"]
        constraints = [models.UniqueConstraint(fields=["reply", "number"], name="saved_reply_edition_once")]

    def __str__(self) -> str:
        return f"{self.reply_id} {self.number}"
