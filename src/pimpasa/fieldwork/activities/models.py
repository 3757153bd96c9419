"""What officers did in the villages. The log is append-only in the database: a correction is a new entry.

Protects villagers: people are only counted, never named, and pictures lie outside of the tables in a private folder.
Free words stand in a row of their own, so that they can be erased without touching the log.
"""

from datetime import date
from uuid import UUID

import uuid6
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.kinds import AgeBand, Kind, Sex
from pimpasa.fieldwork.activities.policies import LOG_ACTIVITY, SEE_ACTIVITIES, SEE_PHOTOS
from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.foundation.access import Person
from pimpasa.foundation.sync.changes import CurrentTransaction
from pimpasa.regions.models import Region


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: Person) -> "ActivityQuerySet":
        return self.filter(villages_where(user, SEE_ACTIVITIES).condition("village__code"))

    def for_writing(self, user: Person) -> "ActivityQuerySet":
        """The current entries of the villages where the person keeps the log: to correct, and to add to."""
        return self.current().in_log_of(user)

    def in_log_of(self, user: Person) -> "ActivityQuerySet":
        """Every entry there, the corrected ones too."""
        return self.filter(villages_where(user, LOG_ACTIVITY).condition("village__code"))

    def speaking_for(self, first: UUID) -> "ActivityQuerySet":
        """The entry that now stands for the matter that this one began."""
        return self.current().filter(Q(pk=first) | Q(first=first))

    def current(self) -> "ActivityQuerySet":
        """Those that no later entry corrects: what recaps count."""
        return self.filter(replaced_by__isnull=True)

    def during(self, first: date, last: date) -> "ActivityQuerySet":
        return self.filter(occurred_at__date__gte=first, occurred_at__date__lte=last)

    def telling(self, words: str) -> "ActivityQuerySet":
        """Those whose village, place or summary holds the words."""
        return self.filter(
            Q(words__summary__icontains=words) | Q(words__place__icontains=words) | Q(village__name__icontains=words)
        )

    def with_total(self) -> "ActivityQuerySet":
        """Adds `total`, the number of participants."""
        here = ParticipantCount.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
        return self.annotate(total=Coalesce(Subquery(here.annotate(sum=Sum("number")).values("sum")), 0))


class Activity(models.Model):
    # The phone that writes it down chooses the key, so that sending it twice enters it once.
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    kind = models.CharField(_("jenis"), max_length=30, choices=Kind.choices)
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("desa"))
    occurred_at = models.DateTimeField(_("waktu kegiatan"))
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("pencatat"))
    officers = models.ManyToManyField(User, blank=True, related_name="activities", verbose_name=_("petugas"))
    topics = ArrayField(models.CharField(max_length=60), blank=True, default=list, verbose_name=_("materi"))
    materials = ArrayField(models.CharField(max_length=60), blank=True, default=list, verbose_name=_("bahan"))
    tags = ArrayField(models.CharField(max_length=60), blank=True, default=list, verbose_name=_("program"))
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("menggantikan"),
    )
    # The entry that began the matter; photos and follow-ups belong to it, whatever is corrected later.
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    is_demonstration = models.BooleanField(_("peragaan"), default=is_demonstration, editable=False)
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan")
        verbose_name_plural = _("kegiatan")
        ordering = ["-occurred_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="activity_known_kind"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, first__isnull=True) | Q(replaces__isnull=False, first__isnull=False),
                name="activity_correction_knows_first",
            ),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="activity_replaces_another"),
        ]
        indexes = [
            models.Index(fields=["village", "-occurred_at"], name="activity_by_village"),
            models.Index(fields=["recorded_by", "-recorded_at"], name="activity_by_writer"),
            models.Index(fields=["-occurred_at", "-id"], name="activity_by_time"),
            models.Index(fields=["xid"], name="activity_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.village_id}"

    @property
    def matter_id(self) -> UUID:
        """The key that photos and follow-ups point to."""
        return self.first_id or self.pk


class ActivityWords(models.Model):
    """The free words of an entry. They may be erased when somebody asks for it; the entry stays."""

    activity = models.OneToOneField(Activity, primary_key=True, on_delete=models.PROTECT, related_name="words")
    place = models.CharField(_("tempat"), max_length=200, blank=True)
    summary = models.TextField(_("ringkasan"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("uraian kegiatan")
        verbose_name_plural = _("uraian kegiatan")

    def __str__(self) -> str:
        return str(self.activity_id)


class ParticipantCount(models.Model):
    """How many people of one sex and age band took part."""

    MOST = 5000

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="participants")
    sex = models.CharField(_("jenis kelamin"), max_length=6, choices=Sex.choices)
    age_band = models.CharField(_("kelompok umur"), max_length=10, choices=AgeBand.choices)
    number = models.PositiveIntegerField(_("jumlah"))

    class Meta:
        verbose_name = _("jumlah peserta")
        verbose_name_plural = _("jumlah peserta")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "sex", "age_band"], name="participants_once"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=5000), name="participants_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.get_sex_display()} {self.get_age_band_display()}"


class PhotoQuerySet(models.QuerySet["ActivityPhoto"]):
    def visible_to(self, user: Person) -> "PhotoQuerySet":
        """Those of an activity that now stands in a village within the person's reach."""
        here = Activity.objects.filter(villages_where(user, SEE_PHOTOS).condition("village__code")).current()
        firsts = here.annotate(matter=Coalesce("first_id", "id")).values("matter")
        return self.filter(activity__in=firsts)

    def kept(self) -> "PhotoQuerySet":
        return self.filter(removal__isnull=True)


class ActivityPhoto(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="photos")
    # The file's name in the private folder; of a removed photo nothing else is left.
    file = models.CharField(max_length=64, editable=False)
    is_sign_up_sheet = models.BooleanField(_("daftar hadir"), default=False)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("foto kegiatan")
        verbose_name_plural = _("foto kegiatan")
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class PhotoRemoval(models.Model):
    """That the picture was erased for good, and why."""

    class Reason(models.TextChoices):
        COUNTED = "counted", _("daftar hadir sudah dihitung")
        MISTAKE = "mistake", _("salah foto")
        ASKED = "asked", _("diminta orang di dalam foto")
        # Never chosen by a person: the retention run.
        EXPIRED = "expired", _("masa simpan daftar hadir habis")

    photo = models.OneToOneField(ActivityPhoto, primary_key=True, on_delete=models.PROTECT, related_name="removal")
    reason = models.CharField(_("alasan"), max_length=10, choices=Reason.choices)
    removed_at = models.DateTimeField(_("dihapus"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("penghapusan foto")
        verbose_name_plural = _("penghapusan foto")

    def __str__(self) -> str:
        return f"{self.photo_id}: {self.reason}"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: Person) -> "FollowUpQuerySet":
        here = Activity.objects.visible_to(user).current()
        return self.filter(activity__in=here.annotate(matter=Coalesce("first_id", "id")).values("matter"))

    def open(self) -> "FollowUpQuerySet":
        return self.filter(done__isnull=True)

    def overdue(self, on: date) -> "FollowUpQuerySet":
        return self.open().filter(due_on__lt=on)


class FollowUp(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="follow_ups")
    what = models.CharField(_("tindak lanjut"), max_length=200)
    due_on = models.DateField(_("paling lambat"))
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("tindak lanjut")
        verbose_name_plural = _("tindak lanjut")
        ordering = ["due_on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="follow_up_says_what")]
        indexes = [models.Index(fields=["due_on"], name="follow_up_by_day")]

    def __str__(self) -> str:
        return self.what

    def is_overdue(self, on: date | None = None) -> bool:
        return self.due_on < (on or timezone.localdate())


class FollowUpDone(models.Model):
    follow_up = models.OneToOneField(FollowUp, primary_key=True, on_delete=models.PROTECT, related_name="done")
    done_at = models.DateTimeField(_("selesai"), db_default=Now(), editable=False)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("tindak lanjut selesai")
        verbose_name_plural = _("tindak lanjut selesai")

    def __str__(self) -> str:
        return str(self.follow_up_id)


class Draft(models.Model):
    """What somebody was still writing. It is theirs alone, one for each form, and goes when the form is sent."""

    LONGEST = 20_000

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    form = models.SlugField(max_length=30)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("draf")
        verbose_name_plural = _("draf")
        constraints = [models.UniqueConstraint(fields=["owner", "form"], name="draft_one_per_form")]

    def __str__(self) -> str:
        return self.form
