"""The signals that filings of several villages raise together, what was done with each, and who read it.

Protects whoever is named: a signal accuses nobody, one person alone raises none, and every reading is written down.
"""

from datetime import datetime

import uuid6
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.foundation.access import Action, Person
from pimpasa.foundation.clocks.standing import Standing
from pimpasa.offers.recruiters import policies
from pimpasa.offers.recruiters.states import NEW, SIGNAL_STATES

from .filings import RecruiterFiling
from .labels import label_of


class SignalQuerySet(models.QuerySet["RecruiterSignal"]):
    def visible_to(self, user: Person) -> "SignalQuerySet":
        """Heads and regional offices with a village in it, also one that was cut out since."""
        return self.filter(_touches(user, policies.SEE_SIGNALS))

    def for_passing(self, user: Person) -> "SignalQuerySet":
        return self.filter(_touches(user, policies.PASS_SIGNAL))

    def overdue(self, now: datetime) -> "SignalQuerySet":
        return self.filter(due_at__lt=now)


def _touches(user: Person, action: Action) -> Exists:
    inside = villages_where(user, action).condition("filing__village__code")
    return Exists(SignalFiling.objects.filter(inside, signal=OuterRef("pk")))


class RecruiterSignal(Standing, models.Model):
    """The same fingerprint in several villages. Everything it counts stands in its filings."""

    STATES = SIGNAL_STATES

    class CloseReason(models.TextChoices):
        HANDLED = "handled", _("sudah ditangani")
        NOTHING_WRONG = "nothing_wrong", _("sudah diperiksa, tidak ada yang perlu dilakukan")
        WRONG_LINK = "wrong_link", _("ternyata bukan perekrut yang sama")
        HANDED_OVER = "handed_over", _("ditangani yang menerima penerusan")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7, editable=False)
    state = models.CharField(_("keadaan"), max_length=20, choices=SIGNAL_STATES.choices, default=NEW)
    state_since = models.DateTimeField()
    raised_at = models.DateTimeField(_("muncul"))
    due_at = models.DateTimeField(_("paling lambat"), null=True, blank=True)
    close_reason = models.CharField(_("alasan"), max_length=20, choices=CloseReason.choices, blank=True)
    version = models.PositiveIntegerField(default=1)
    filings = models.ManyToManyField(RecruiterFiling, through="SignalFiling", related_name="signals")

    objects = SignalQuerySet.as_manager()

    class Meta:
        verbose_name = _("sinyal perekrut")
        verbose_name_plural = _("sinyal perekrut")
        ordering = ["-state_since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[key for key, _label in SIGNAL_STATES.choices]), name="recruiter_signal_state"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def label(self) -> str:
        return label_of(self.pk)

    @property
    def is_overdue(self) -> bool:
        return self.due_at is not None and self.due_at < timezone.now()


class SignalFiling(models.Model):
    """`counted` is false for what was cut out or has expired since: whoever saw the signal still sees what became."""

    signal = models.ForeignKey(RecruiterSignal, on_delete=models.PROTECT, related_name="members")
    filing = models.ForeignKey(RecruiterFiling, on_delete=models.PROTECT, related_name="memberships")
    counted = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signal", "filing"], name="recruiter_signal_filing_once"),
            models.UniqueConstraint(fields=["filing"], condition=Q(counted=True), name="recruiter_filing_one_signal"),
        ]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.filing_id}"


class SignalStep(Standing, models.Model):
    """What happened to a signal, by a person or (without one) by what came in."""

    STATES = SIGNAL_STATES

    class Deed(models.TextChoices):
        MOVED = "moved", _("keadaan berubah")
        NOTED = "noted", _("catatan")
        GREW = "grew", _("kiriman bertambah")
        SHRANK = "shrank", _("kiriman berkurang: dicabut atau lewat masa simpan")
        CUT = "cut", _("kaitan diputus")
        OBJECTED = "objected", _("keberatan diputuskan")
        MERGED = "merged", _("digabung dengan sinyal lain")

    signal = models.ForeignKey(RecruiterSignal, on_delete=models.PROTECT, related_name="steps")
    deed = models.CharField(max_length=10, choices=Deed.choices)
    state = models.CharField(max_length=20, choices=SIGNAL_STATES.choices)
    note = models.TextField(_("catatan"), max_length=1000, blank=True)
    version = models.PositiveIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("langkah sinyal perekrut")
        verbose_name_plural = _("langkah sinyal perekrut")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.deed} {self.state}"


class SignalReading(models.Model):
    """Who opened a signal; everybody who may open it sees this list."""

    signal = models.ForeignKey(RecruiterSignal, on_delete=models.PROTECT, related_name="readings")
    reader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(auto_now_add=True)
    last_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["first_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["signal", "reader"], name="recruiter_signal_reader_once")]

    def __str__(self) -> str:
        return f"{self.signal_id} {self.reader_id}"
