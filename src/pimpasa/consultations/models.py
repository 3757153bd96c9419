"""Questions that villagers ask a person, and what was said.

Protects the asker. Nobody in the village finds a question before she has chosen who reads it; one that names the
village's people passes the village for good. There is no name of hers here. What is said is sealed, and lies apart
from the events, so that it can be erased while what happened stays.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import uuid6
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.access import postings_of, scope_of
from pimpasa.accounts.models import Posting, User
from pimpasa.foundation.access import Person
from pimpasa.foundation.clocks import Clock
from pimpasa.foundation.clocks.standing import Standing
from pimpasa.foundation.scope import Scope
from pimpasa.foundation.secrecy import sealed, unsealed
from pimpasa.foundation.sync.changes import CurrentTransaction
from pimpasa.regions.models import ImmigrationOffice, Region

from .levels import LEVEL_OF, Level
from .policies import READ_AS
from .states import ASKED, CONSULTATION_STATES, MERGED, OVER, READING

WORDS = "consultations/words"
CONTACT = "consultations/contact"


def within(postings: Iterable[Posting], level: str) -> Scope:
    """Where the person reads at this level."""
    return scope_of([posting for posting in postings if posting.role in READ_AS[level].roles])


def at_place(scope: Scope, path: str = "place__code") -> Q:
    """A question without a place is nobody's by area, except for whoever has the whole country."""
    return scope.condition(path) if scope.everywhere else Q(**{f"{path}__isnull": False}) & scope.condition(path)


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: Person) -> "ConsultationQuerySet":
        """Those that have been with a level at which a posting of the person reads there."""
        postings, found = postings_of(user), Q(pk__in=[])
        for level in Level:
            found |= _reached(within(postings, level.value), level.value)
        return self.exclude(state=ASKED).filter(found)

    def for_acting(self, user: Person) -> "ConsultationQuerySet":
        """Those that wait for the person's level now, or were answered there."""
        postings, found = postings_of(user), Q(pk__in=[])
        for level in Level:
            found |= Q(level=level.value) & _reached(within(postings, level.value), level.value)
        return self.exclude(state=ASKED).filter(found)

    def open(self) -> "ConsultationQuerySet":
        return self.exclude(state__in=OVER)

    def waiting(self) -> "ConsultationQuerySet":
        return self.filter(state__in=READING)

    def put_to_people(self) -> "ConsultationQuerySet":
        """What figures count: not what nobody was chosen for, not duplicates, not what was no question."""
        return self.exclude(state__in=(ASKED, MERGED)).exclude(close_reason=Consultation.CloseReason.ABUSE)

    def overdue(self, now: datetime) -> "ConsultationQuerySet":
        return self.waiting().filter(due_at__lt=now)


def _reached(scope: Scope, level: str) -> Q:
    if not (scope.areas or scope.offices or scope.everywhere):
        return Q(pk__in=[])
    there = at_place(scope)
    if level == Level.AGENT:
        there &= Q(past_village=False)
    if level == Level.OFFICE:
        there |= Q(offices__overlap=sorted(scope.offices))
    return Q(open_to__contains=[level]) & there


class Consultation(Standing, models.Model):
    STATES = CONSULTATION_STATES

    class CloseReason(models.TextChoices):
        THANKED = "thanked", _("penanya sudah terbantu")
        SILENT = "silent", _("dua minggu tidak ada tanggapan penanya")
        ELSEWHERE = "elsewhere", _("diarahkan ke tempat lain")
        NOT_OURS = "not_ours", _("bukan urusan yang bisa kami jawab")
        ABUSE = "abuse", _("bukan pertanyaan")
        WITHDRAWN = "withdrawn", _("ditarik penanya")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    # A village, or only a larger region, or nothing.
    place = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wilayah")
    )
    topic = models.CharField(_("topik"), max_length=60, blank=True)
    channel = models.CharField(_("saluran"), max_length=20, default="web")
    # Who wrote on a network, as that network's part knows them; no key points there, and it is erased with the rest.
    contact = models.UUIDField(null=True, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("dituliskan oleh")
    )
    chosen = models.CharField(_("dipilih penanya"), max_length=10, choices=Level.choices, blank=True)
    level = models.CharField(_("sekarang di"), max_length=10, choices=Level.choices, blank=True)
    office = models.ForeignKey(
        ImmigrationOffice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kantor")
    )
    # Which levels and offices it has been with: they may still read it.
    open_to = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    offices = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # It names people of the village, who may be the trouble: no agent ever sees it.
    past_village = models.BooleanField(_("melewati desa"), default=False)
    urgent = models.BooleanField(_("mendesak"), default=False)
    state = models.CharField(_("keadaan"), max_length=20, choices=CONSULTATION_STATES.choices, default=ASKED)
    state_since = models.DateTimeField()
    # When the asker last said something that waits for an answer.
    waiting_since = models.DateTimeField()
    due_at = models.DateTimeField(_("paling lambat"), null=True, blank=True)
    read_at = models.DateTimeField(_("dibaca"), null=True, blank=True)
    first_answered_at = models.DateTimeField(_("pertama dijawab"), null=True, blank=True)
    first_answered_by_level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    closed_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    close_reason = models.CharField(_("alasan ditutup"), max_length=20, choices=CloseReason.choices, blank=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.PositiveIntegerField(default=1)
    occurred_at = models.DateTimeField(_("ditanyakan"))
    recorded_at = models.DateTimeField(_("dicatat"), db_default=Now(), editable=False)
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("pertanyaan kepada orang")
        verbose_name_plural = _("pertanyaan kepada orang")
        ordering = ["-waiting_since", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[key for key, _label in CONSULTATION_STATES.choices]),
                name="consultation_known_state",
            ),
            # Nobody has it before the asker chose.
            models.CheckConstraint(
                condition=~Q(state=ASKED) | Q(level="", open_to=[], offices=[]), name="consultation_unchosen_is_closed"
            ),
            models.CheckConstraint(
                condition=Q(past_village=False) | ~Q(level=Level.AGENT), name="consultation_past_village"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(state="merged"), name="consultation_merged"
            ),
        ]
        indexes = [
            models.Index(fields=["place", "-waiting_since"], name="consultation_by_place"),
            models.Index(fields=["state", "due_at"], name="consultation_by_due"),
            models.Index(fields=["contact"], name="consultation_by_contact", condition=Q(contact__isnull=False)),
            models.Index(fields=["xid"], name="consultation_by_change"),
        ]

    def __str__(self) -> str:
        return f"{self.topic or '-'}, {self.place_id or '-'}"

    @property
    def is_over(self) -> bool:
        return self.state in OVER

    @property
    def village(self) -> str:
        """The code of the village, empty where only a larger region is known."""
        code = self.place_id or ""
        return code if code.count(".") == 3 else ""

    @property
    def is_overdue(self) -> bool:
        return self.state in LEVEL_OF and self.due_at is not None and Clock(self.due_at).is_over(timezone.now())


class Entry(models.Model):
    """Something said in a thread. The database refuses to change it; the words lie in `EntryWords`."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("pertanyaan")
        ANSWER = "answer", _("jawaban")
        ASKED_BACK = "asked_back", _("pertanyaan balik")
        # Between those who answer; the asker does not see it.
        NOTE = "note", _("catatan petugas")

    id = models.UUIDField(primary_key=True, default=uuid6.uuid7)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # At which level it was said; empty is the asker.
    level = models.CharField(max_length=10, choices=Level.choices, blank=True)
    content_version = models.CharField(max_length=16, blank=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("isi percakapan")
        verbose_name_plural = _("isi percakapan")
        ordering = ["recorded_at", "id"]
        indexes = [models.Index(fields=["consultation", "recorded_at"], name="entry_by_consultation")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def words(self) -> str:
        """What was said; empty once it has been erased."""
        kept = getattr(self, "kept_words", None)
        return unsealed(bytes(kept.sealed), WORDS) if kept else ""


class EntryWords(models.Model):
    """The words of one entry, sealed. Erasing them leaves the entry."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="kept_words")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)


class QuotedFact(models.Model):
    """A fact that an answer was made of, as it then stood: `seal` changes with what the fact says."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="facts")
    fact = models.CharField(max_length=80)
    seal = models.CharField(max_length=16)

    class Meta:
        verbose_name = _("fakta yang dikutip")
        verbose_name_plural = _("fakta yang dikutip")
        constraints = [models.UniqueConstraint(fields=["entry", "fact"], name="quoted_fact_once")]
        indexes = [models.Index(fields=["fact", "seal"], name="quoted_fact_by_fact")]

    def __str__(self) -> str:
        return self.fact


class Step(models.Model):
    """One change of where a thread stands, as the asker and all readers see it. No words."""

    class Reason(models.TextChoices):
        CHOSEN = "chosen", _("dipilih penanya")
        NO_READER = "no_reader", _("belum ada petugas di tingkat itu")
        PAST_VILLAGE = "past_village", _("menyangkut orang desa, jadi tidak lewat desa")
        PASSED_ON = "passed_on", _("diteruskan")
        TAKEN_BACK = "taken_back", _("diambil kembali")
        ASKED_AGAIN = "asked_again", _("penanya menulis lagi")
        ANSWERED = "answered", _("dijawab")
        ASKED_BACK = "asked_back", _("petugas bertanya balik")
        MERGED = "merged", _("digabung")
        REOPENED = "reopened", _("dibuka lagi")
        CLOSED = "closed", _("ditutup")

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    from_state = models.CharField(max_length=20, choices=CONSULTATION_STATES.choices)
    to_state = models.CharField(max_length=20, choices=CONSULTATION_STATES.choices)
    from_office = models.CharField(max_length=60, blank=True)
    to_office = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=20, choices=Reason.choices)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    # Empty: the asker, or the product itself.
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    xid = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        verbose_name = _("langkah pertanyaan")
        verbose_name_plural = _("langkah pertanyaan")
        ordering = ["consultation", "number"]
        constraints = [models.UniqueConstraint(fields=["consultation", "number"], name="consultation_step_once")]

    def __str__(self) -> str:
        return f"{self.from_state} → {self.to_state}"

    @property
    def label(self) -> str:
        return translation.gettext(CONSULTATION_STATES.state(self.to_state).label)


class ContactDetail(models.Model):
    """How to tell the asker that there is an answer. Sealed, read only to send that, erased after closing."""

    consultation = models.OneToOneField(
        Consultation, on_delete=models.PROTECT, primary_key=True, related_name="contact_detail"
    )
    sealed = models.BinaryField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def detail(self) -> str:
        return unsealed(bytes(self.sealed), CONTACT)


def keep_words(entry: Entry, words: str) -> None:
    EntryWords.objects.create(entry=entry, sealed=sealed(words, WORDS))


def entry_of(key: UUID) -> Entry | None:
    return Entry.objects.filter(pk=key).first()


from pimpasa.consultations.abuse.models import AbuseReport, Block  # noqa: E402 - they point at the thread above
from pimpasa.consultations.correcting.models import Correction  # noqa: E402 - it points at the thread above
from pimpasa.consultations.helped.models import Helped  # noqa: E402 - stands with the rest for Django
from pimpasa.consultations.notices.models import NoticeChoice  # noqa: E402 - stands with the rest for Django
from pimpasa.consultations.private.models import (  # noqa: E402 - they point at the thread above
    PrivateEntry,
    PrivatePart,
    PrivateWords,
)
from pimpasa.consultations.receipts.models import Receipt  # noqa: E402 - it points at the thread above
from pimpasa.consultations.replies.models import (  # noqa: E402 - stand with the rest for Django
    SavedReply,
    SavedReplyEdition,
)
from pimpasa.consultations.searching.models import WordMark  # noqa: E402 - it points at the thread above

__all__ = [
    "AbuseReport",
    "Block",
    "Consultation",
    "ContactDetail",
    "Correction",
    "Entry",
    "EntryWords",
    "Helped",
    "NoticeChoice",
    "PrivateEntry",
    "PrivatePart",
    "PrivateWords",
    "QuotedFact",
    "Receipt",
    "SavedReply",
    "SavedReplyEdition",
    "Step",
    "WordMark",
]
