"""Filings on recruiters and the fingerprints in them.

Protects whoever showed a message: nothing here says who that was, what it said, or any number in it.
"""

import uuid6
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.foundation.access import Person
from pimpasa.offers.recruiters import policies
from pimpasa.offers.recruiters.kinds import Kind
from pimpasa.regions.models import Region

from .labels import label_of


class FilingQuerySet(models.QuerySet["RecruiterFiling"]):
    def visible_to(self, user: Person) -> "FilingQuerySet":
        """Those of the area, for whoever confirms; an agent sees what he filed himself today, to cut a mistake."""
        area = villages_where(user, policies.CONFIRM_FILING).condition("village__code")
        mine = villages_where(user, policies.FILE_RECRUITER).condition("village__code")
        return self.filter(area | (mine & Q(filed_by=user.pk, filed_on=timezone.localdate())))

    def for_confirming(self, user: Person) -> "FilingQuerySet":
        return self.filter(villages_where(user, policies.CONFIRM_FILING).condition("village__code"))

    def waiting(self) -> "FilingQuerySet":
        return self.filter(confirmed_by=None, cut_at=None)

    def counting(self) -> "FilingQuerySet":
        return self.filter(confirmed_by__isnull=False, cut_at=None)


class RecruiterFiling(models.Model):
    """One message shown by somebody in one village. From the public page it has a day and no moment."""

    class Channel(models.TextChoices):
        WEB = "web", _("dari halaman cek tawaran")
        DESK = "desk", _("dicatat petugas atau agen desa")

    class Basis(models.TextChoices):
        SEEN = "seen", _("Saya melihat sendiri pesannya")
        TOLD = "told", _("Orangnya bercerita langsung kepada saya")
        KNOWN = "known", _("Perekrut itu memang datang ke desa ini, saya tahu dari sumber lain")

    class CutReason(models.TextChoices):
        MISTAKE = "mistake", _("salah ketik atau salah desa")
        REPEATED = "repeated", _("sudah pernah dicatat")
        NOT_A_RECRUITER = "not_a_recruiter", _("bukan tentang perekrut")
        ASKED = "asked", _("diminta orang yang menitip")

    # A key of version 7 tells the moment it was made; that of a public filing is drawn at random.
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("desa"))
    channel = models.CharField(_("lewat"), max_length=10, choices=Channel.choices)
    filed_on = models.DateField(_("tanggal"))
    filed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    occurred_at = models.DateTimeField(_("waktu"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("dicatat"), null=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    basis = models.CharField(_("dasar"), max_length=10, choices=Basis.choices, blank=True)
    cut_at = models.DateTimeField(null=True, blank=True)
    cut_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    cut_reason = models.CharField(_("alasan"), max_length=20, choices=CutReason.choices, blank=True)
    # The number of a change is a moment as well; a public filing has none.
    xid = models.BigIntegerField(null=True, editable=False)

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = _("kiriman tentang perekrut")
        verbose_name_plural = _("kiriman tentang perekrut")
        ordering = ["-filed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(channel="desk", filed_by__isnull=False)
                | Q(
                    channel="web",
                    filed_by__isnull=True,
                    recorded_at__isnull=True,
                    occurred_at__isnull=True,
                    xid__isnull=True,
                ),
                name="recruiter_filing_public_tells_no_moment",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, basis="") | (Q(confirmed_by__isnull=False) & ~Q(basis="")),
                name="recruiter_filing_confirmed_on_a_basis",
            ),
        ]
        indexes = [models.Index(fields=["village", "-filed_on"], name="recruiter_filing_village")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """What the person may write down and the officer finds it by; it says nothing else."""
        return label_of(self.pk)

    @property
    def kinds(self) -> list[str]:
        """What sorts of things it holds, each once: enough to find it again, nothing to find anybody by."""
        return [str(Kind(kind).label) for kind in sorted({mark.kind for mark in self.marks.all()})]

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_by_id is None and self.cut_at is None


class RecruiterMark(models.Model):
    """A fingerprint in a filing. It goes when its time is over; the filing stays as village and day."""

    class CutReason(models.TextChoices):
        SHARED = "shared", _("nomor atau nama umum, bukan milik perekrut")
        OTHER_PERSON = "other_person", _("milik orang lain, misalnya keluarga atau korban")
        BORROWED = "borrowed", _("namanya dicatut")
        OBJECTION = "objection", _("keberatan diterima")

    filing = models.ForeignKey(RecruiterFiling, on_delete=models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    fingerprint = models.BinaryField(max_length=32)
    cut_at = models.DateTimeField(null=True, blank=True)
    cut_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    cut_reason = models.CharField(max_length=20, choices=CutReason.choices, blank=True)

    class Meta:
        verbose_name = _("sidik pengenal perekrut")
        verbose_name_plural = _("sidik pengenal perekrut")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["filing", "fingerprint"], name="recruiter_mark_once")]
        indexes = [models.Index(fields=["fingerprint"], name="recruiter_mark_finger")]

    def __str__(self) -> str:
        return str(self.kind)
