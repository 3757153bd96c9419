"""Findings (temuan) that people in the village send, and each step until they are closed.

Protects possible victims: signs of trafficking carry a place, a day, a recruiter and a number of people, nothing told
about anyone. Protects the sender from the village's own officials, one of whom may be the broker: a finding that names
them shows in no list of the village, and passes the officer where the sender wants it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

import uuid6
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import postings_of, scope_of
from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.fieldwork.findings import policies
from pimpasa.fieldwork.findings.kinds import Category, Check, Intervention, Section
from pimpasa.fieldwork.findings.states import FINDING_STATES, SUBMITTED
from pimpasa.foundation.access import Action, Person
from pimpasa.foundation.clocks import Clock
from pimpasa.foundation.clocks.standing import Standing
from pimpasa.foundation.sync.changes import CurrentTransaction
from pimpasa.regions.models import Region

TRAFFICKING = Q(category=Category.TRAFFICKING)


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, user: Person) -> "FindingQuerySet":
        """The person's own, and those that a posting of the right role reaches."""
        postings = postings_of(user)
        return self.filter(_sent_by(user, postings) | _reached_by(postings))

    def for_acting(self, user: Person) -> "FindingQuerySet":
        """Those on which the person may act; a sender as such may only complete."""
        return self.filter(_reached_by(postings_of(user)))

    def sent_by(self, user: Person) -> "FindingQuerySet":
        return self.filter(_sent_by(user, postings_of(user)))

    def open(self) -> "FindingQuerySet":
        return self.filter(state__in=FINDING_STATES.open_keys)

    def overdue(self, now: datetime) -> "FindingQuerySet":
        return self.filter(due_at__lt=now)


def _within(postings: Sequence[Posting], action: Action) -> Q:
    return scope_of([posting for posting in postings if posting.role in action.roles]).condition("village__code")


def _sent_by(user: Person, postings: Sequence[Posting]) -> Q:
    """Only while the posting that let the person send still holds."""
    return Q(recorded_by=user.pk) & _within(postings, policies.SEND_FINDING)


def _reached_by(postings: Sequence[Posting]) -> Q:
    """Heads and the assigned officer act on signs of trafficking; nobody else reads them."""
    officer = _within(postings, policies.READ_AS_OFFICER) & Q(past_officer=False)
    staff = _within(postings, policies.READ_AS_STAFF) & ~TRAFFICKING
    region = _within(postings, policies.READ_AS_REGION) & (~TRAFFICKING | Q(for_region=True))
    return _within(postings, policies.READ_AS_HEAD) | officer | staff | region


class Finding(Standing, models.Model):
    STATES = FINDING_STATES

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    category = models.CharField(_("jenis temuan"), max_length=20, choices=Category.choices)
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("desa"))
    occurred_at = models.DateTimeField(_("waktu kejadian"))
    place = models.CharField(_("tempat, sampai RT/RW"), max_length=200)
    what = models.TextField(_("apa yang terjadi"), max_length=2000, blank=True)
    recruiter = models.CharField(_("perekrut"), max_length=200, blank=True)
    people = models.PositiveIntegerField(_("berapa orang"), null=True, blank=True)
    names_officials = models.BooleanField(_("menyangkut perangkat desa"), default=False)
    past_officer = models.BooleanField(_("jangan lewat Pimpasa desa ini"), default=False)
    # Nobody nearer may read it, so the regional office does.
    for_region = models.BooleanField(default=False, editable=False)
    state = models.CharField(_("keadaan"), max_length=20, choices=FINDING_STATES.choices, default=SUBMITTED)
    state_since = models.DateTimeField()
    sent_at = models.DateTimeField(_("dikirim"))
    due_at = models.DateTimeField(_("paling lambat"), null=True, blank=True)
    section = models.CharField(_("seksi"), max_length=20, choices=Section.choices, blank=True)
    intervention = models.CharField(_("tindakan"), max_length=20, choices=Intervention.choices, blank=True)
    is_demonstration = models.BooleanField(_("peragaan"), default=is_demonstration, editable=False)
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("pengirim"))
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("temuan")
        verbose_name_plural = _("temuan")
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(category__in=Category.values), name="finding_known_category"),
            models.CheckConstraint(
                condition=Q(state__in=[key for key, _label in FINDING_STATES.choices]), name="finding_known_state"
            ),
            # What is told about victims cannot even be stored.
            models.CheckConstraint(condition=~TRAFFICKING | Q(what=""), name="finding_trafficking_tells_no_story"),
            models.CheckConstraint(condition=TRAFFICKING | ~Q(what=""), name="finding_says_what"),
            models.CheckConstraint(
                condition=Q(past_officer=False) | Q(names_officials=True), name="finding_past_officer"
            ),
        ]
        indexes = [
            models.Index(fields=["village", "-sent_at"], name="finding_by_village"),
            models.Index(fields=["state", "due_at"], name="finding_by_due"),
            models.Index(fields=["xid"], name="finding_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.category}, {self.village_id}"

    @property
    def is_trafficking(self) -> bool:
        return self.category == Category.TRAFFICKING

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and Clock(self.due_at).is_over(timezone.now())


class FindingStep(models.Model):
    """One step of a finding's way, as the sender sees it."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="steps")
    from_state = models.CharField(max_length=20, choices=FINDING_STATES.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=FINDING_STATES.choices)
    note = models.TextField(_("catatan"), max_length=1000, blank=True)
    checks = ArrayField(models.CharField(max_length=20, choices=Check.choices), blank=True, default=list)
    section = models.CharField(max_length=20, choices=Section.choices, blank=True)
    intervention = models.CharField(max_length=20, choices=Intervention.choices, blank=True)
    version = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("langkah temuan")
        verbose_name_plural = _("langkah temuan")
        ordering = ["version"]
        constraints = [models.UniqueConstraint(fields=["finding", "version"], name="finding_step_once")]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"

    @property
    def label(self) -> str:
        return translation.gettext(FINDING_STATES.state(self.to_state).label)

    @property
    def check_labels(self) -> Iterator[str]:
        return (str(Check(check).label) for check in self.checks)


class FindingFile(models.Model):
    """A photo or PDF sent with the finding, or the document that closes it."""

    MOST = 5

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="files")
    file = models.CharField(max_length=64, editable=False)
    content_type = models.CharField(max_length=40, editable=False)
    closes = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("berkas temuan")
        verbose_name_plural = _("berkas temuan")
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)
