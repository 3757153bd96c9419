"""Evenings in a village and what the room answered.

Protects whoever answers: no name, no account, no address, no mark of the phone. A self-chosen picture and number tie
the tests of one evening together; they stand in rows of their own and go when they are no longer needed. Answers,
paper tallies and counts are append-only: a correction is a new entry.
"""

from datetime import date, datetime

import uuid6
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.foundation.access import Person
from pimpasa.foundation.sync.changes import CurrentTransaction
from pimpasa.learning.sessions.policies import RUN_SESSION, SEE_SESSIONS
from pimpasa.learning.sessions.states import (
    LATE,
    LATER_FROM,
    LATER_UNTIL,
    OPEN_STATES,
    RUNNING,
    Form,
    Phase,
    State,
    Way,
    Word,
)
from pimpasa.learning.sessions.tokens import LEAST, MOST, SYMBOLS, Token
from pimpasa.regions.models import Region

MOST_LESSONS = 3


class KitQuerySet(models.QuerySet["SessionKit"]):
    def visible_to(self, user: Person) -> "KitQuerySet":
        return self.filter(villages_where(user, SEE_SESSIONS).condition("village__code"))

    def for_running(self, user: Person) -> "KitQuerySet":
        return self.filter(villages_where(user, RUN_SESSION).condition("village__code"))

    def upcoming(self) -> "KitQuerySet":
        """Those still to be held or going on."""
        return self.filter(state__in=OPEN_STATES).order_by("held_on", "begins_at", "pk")

    def past(self) -> "KitQuerySet":
        return self.exclude(state__in=OPEN_STATES).order_by("-held_on", "-begins_at", "pk")


class SessionKit(models.Model):
    # The device that plans it chooses the key, so that sending it twice plans it once.
    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    village = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name=_("desa"))
    held_on = models.DateField(_("tanggal"))
    begins_at = models.TimeField(_("mulai pukul"))
    lessons = ArrayField(models.CharField(max_length=60), verbose_name=_("materi"))
    # Typed on phones in the hall; opens the test and nothing else.
    code = models.CharField(_("kode"), max_length=8, unique=True, editable=False)
    state = models.CharField(_("keadaan"), max_length=10, choices=State.choices, default=State.PLANNED)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("disiapkan oleh"))
    content_version = models.CharField(max_length=64, editable=False)
    occurred_at = models.DateTimeField(_("direncanakan"), default=timezone.now)
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    is_demonstration = models.BooleanField(_("peragaan"), default=is_demonstration, editable=False)
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = KitQuerySet.as_manager()

    class Meta:
        verbose_name = _("paket sosialisasi")
        verbose_name_plural = _("paket sosialisasi")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="kit_known_state"),
            models.CheckConstraint(
                condition=Q(lessons__len__gte=1, lessons__len__lte=MOST_LESSONS), name="kit_has_lessons"
            ),
        ]
        indexes = [
            models.Index(fields=["village", "-held_on"], name="kit_by_village"),
            models.Index(fields=["-held_on"], name="kit_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.village_id}, {self.held_on}"

    @property
    def begins(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.held_on, self.begins_at))

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_over(self) -> bool:
        return self.state not in OPEN_STATES

    def open_phase(self, on: date | None = None) -> Phase | None:
        """The test that may be answered now: before, after, or weeks later for some weeks."""
        since = (on or timezone.localdate()) - self.held_on
        if self.state == State.CLOSED:
            return Phase.LATER if LATER_FROM <= since <= LATER_UNTIL else None
        if since > LATE:
            # Nobody closed the evening; its code ends all the same.
            return None
        return {State.BEFORE: Phase.BEFORE, State.AFTER: Phase.AFTER}.get(State(self.state))

    def takes(self, phase: str, *, is_late: bool, on: date | None = None) -> bool:
        """Whether answers to this test are still counted: from stragglers on its last day, from phones a week more."""
        day = on or timezone.localdate()
        if self.open_phase(day) == phase:
            return True
        if self.state in (State.PLANNED, State.CANCELLED):
            return False
        last = self.later_until if phase == Phase.LATER else self.held_on
        return day <= (last + LATE if is_late else last)

    @property
    def later_from(self) -> date:
        return self.held_on + LATER_FROM

    @property
    def later_until(self) -> date:
        return self.held_on + LATER_UNTIL


class Response(models.Model):
    """One person's answers to one test. Nothing here says whose."""

    id = models.UUIDField(primary_key=True)
    kit = models.ForeignKey(SessionKit, on_delete=models.PROTECT, related_name="responses")
    phase = models.CharField(max_length=6, choices=Phase.choices)
    form = models.CharField(max_length=1, choices=Form.choices)
    way = models.CharField(max_length=6, choices=Way.choices)
    # {item: option}; an empty option is a question left open. Right as the lesson stood when it was answered.
    answers = models.JSONField()
    right = ArrayField(models.CharField(max_length=40))
    intention = models.CharField(max_length=7, choices=Word.choices, blank=True)
    done = models.CharField(max_length=7, choices=Word.choices, blank=True)
    # The same for the responses that one picture and number tie together; none: cannot be paired.
    pair = models.UUIDField(null=True)
    # Sent after the phone had kept it for want of a signal.
    was_late = models.BooleanField(default=False)
    content_version = models.CharField(max_length=64)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("jawaban tes")
        verbose_name_plural = _("jawaban tes")
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=Phase.values, form__in=Form.values), name="response_known"),
            models.UniqueConstraint(fields=["kit", "phase", "pair"], name="response_pair_once"),
        ]
        indexes = [
            models.Index(fields=["kit", "phase"], name="response_by_phase"),
            models.Index(fields=["xid"], name="response_by_change"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ResponseScore(models.Model):
    """How many items of one lesson were right: what figures per lesson are summed from."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="scores")
    lesson = models.CharField(max_length=60)
    right = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("nilai per materi")
        verbose_name_plural = _("nilai per materi")
        constraints = [
            models.UniqueConstraint(fields=["response", "lesson"], name="score_once"),
            models.CheckConstraint(condition=Q(right__lte=F("asked"), asked__gte=1), name="score_possible"),
        ]
        indexes = [models.Index(fields=["lesson"], name="score_by_lesson")]

    def __str__(self) -> str:
        return f"{self.lesson} {self.right}/{self.asked}"


class ResponseToken(models.Model):
    """The picture and number of one response. The row goes after its time; the response and its pair stay."""

    response = models.OneToOneField(Response, primary_key=True, on_delete=models.PROTECT, related_name="token")
    kit = models.ForeignKey(SessionKit, on_delete=models.PROTECT, related_name="tokens")
    phase = models.CharField(max_length=6, choices=Phase.choices)
    symbol = models.CharField(max_length=10)
    number = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("gambar dan angka")
        verbose_name_plural = _("gambar dan angka")
        constraints = [
            models.UniqueConstraint(fields=["kit", "phase", "symbol", "number"], name="token_once_a_phase"),
            models.CheckConstraint(condition=Q(symbol__in=list(SYMBOLS)), name="token_known_symbol"),
            models.CheckConstraint(condition=Q(number__gte=LEAST, number__lte=MOST), name="token_number"),
        ]

    def __str__(self) -> str:
        return self.token.words

    @property
    def token(self) -> Token:
        return Token(self.symbol, self.number)


class TallyQuerySet(models.QuerySet["PaperTally"]):
    def current(self) -> "TallyQuerySet":
        """Those that no later entry corrects: what counts."""
        return self.filter(replaced_by__isnull=True)


class PaperTally(models.Model):
    """The counted paper tests of one tally sheet: how many sheets with 0, 1, 2 … right."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    kit = models.ForeignKey(SessionKit, on_delete=models.PROTECT, related_name="tallies")
    # The number printed on the tally sheet; the phase and form follow from it.
    sheet_mark = models.PositiveSmallIntegerField(_("nomor lembar hitung"))
    phase = models.CharField(max_length=6, choices=Phase.choices)
    form = models.CharField(max_length=1, choices=Form.choices)
    sheets = models.PositiveSmallIntegerField(_("lembar tes"))
    # piles[3] sheets have 3 right; one pile more than there are items.
    piles = ArrayField(models.PositiveSmallIntegerField())
    # {item: how many sheets had it right}, as far as it was counted.
    item_rights = models.JSONField(default=dict, blank=True)
    # How many sheets say yes, no, unknown, and nothing; all null: not counted.
    said_yes = models.PositiveSmallIntegerField(null=True)
    said_no = models.PositiveSmallIntegerField(null=True)
    said_unknown = models.PositiveSmallIntegerField(null=True)
    said_nothing = models.PositiveSmallIntegerField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    content_version = models.CharField(max_length=64, editable=False)
    occurred_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("hitungan kertas")
        verbose_name_plural = _("hitungan kertas")
        ordering = ["sheet_mark", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kit", "sheet_mark"], condition=Q(replaces__isnull=True), name="tally_sheet_once"
            ),
            models.CheckConstraint(condition=Q(phase__in=Phase.values, form__in=Form.values), name="tally_known"),
            models.CheckConstraint(condition=~Q(replaces=F("id")), name="tally_replaces_another"),
        ]
        indexes = [models.Index(fields=["xid"], name="tally_by_change")]

    def __str__(self) -> str:
        return f"{self.kit_id}: {self.sheet_mark}"


class RoomCount(models.Model):
    """Heads in the hall, and how many did the lesson's one action on the spot. The latest speaks."""

    MOST = 5000

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    kit = models.ForeignKey(SessionKit, on_delete=models.PROTECT, related_name="counts")
    people = models.PositiveSmallIntegerField(_("orang di ruangan"))
    did_it = models.PositiveSmallIntegerField(_("sudah melakukannya malam ini"), null=True)
    occurred_at = models.DateTimeField(default=timezone.now)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("hitungan di ruangan")
        verbose_name_plural = _("hitungan di ruangan")
        ordering = ["recorded_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(did_it__isnull=True) | Q(did_it__lte=F("people")), name="count_did_it_in_room"
            ),
        ]

    def __str__(self) -> str:
        return str(self.people)


class SessionClosing(models.Model):
    """How the evening ended. An officer's closing becomes an activity at once, an agent's when an officer agrees."""

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    kit = models.OneToOneField(SessionKit, on_delete=models.PROTECT, related_name="closing")
    # {"female": {"18_24": 3}}; what the activity says counts once there is one.
    participants = models.JSONField()
    topics = ArrayField(models.CharField(max_length=60), blank=True, default=list)
    materials = ArrayField(models.CharField(max_length=60), blank=True, default=list)
    tags = ArrayField(models.CharField(max_length=60), blank=True, default=list)
    # The first entry of the matter, so that corrections of the activity keep the link.
    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("penutupan sosialisasi")
        verbose_name_plural = _("penutupan sosialisasi")

    def __str__(self) -> str:
        return str(self.kit_id)
