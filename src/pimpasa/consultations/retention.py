"""How long the words of a thread are kept once it is over; what happened, when and where stays for the figures."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from pimpasa.consultations.models import Consultation, ContactDetail, EntryWords, PrivateEntry, PrivateWords
from pimpasa.consultations.searching.models import WordMark
from pimpasa.consultations.states import ASKED, OVER
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.retention import RetentionRule

# A thread whose asker never chose a reader ends by nobody's deed; its words must not stay for ever.
ENDED = (*OVER, ASKED)


def _ended(before: datetime) -> QuerySet[Consultation]:
    return Consultation.objects.filter(state__in=ENDED, state_since__lt=before)


def _old_words(before: datetime) -> QuerySet[EntryWords]:
    return EntryWords.objects.filter(entry__consultation__in=_ended(before))


def _old_private_words(before: datetime) -> QuerySet[PrivateWords]:
    """A private part goes on beside its thread: what waits for a reply, or was said since, is kept."""
    lately = PrivateEntry.objects.filter(recorded_at__gte=before).values("part")
    quiet = PrivateWords.objects.filter(entry__part__consultation__in=_ended(before), entry__part__due_at__isnull=True)
    return quiet.exclude(entry__part__in=lately)


def _told(before: datetime) -> QuerySet[Consultation]:
    """Threads that ended long ago and still hold words."""
    open_words = Q(pk__in=_old_words(before).values("entry__consultation"))
    private = Q(pk__in=_old_private_words(before).values("entry__part__consultation"))
    return Consultation.objects.filter(open_words | private)


def _erase_words(before: datetime) -> int:
    """The entries and steps stay: recaps count them. Each thread's erasing is an event of its own."""
    threads = list(Consultation.objects.select_for_update(of=("self",)).filter(pk__in=_told(before).values("pk")))
    keys = [one.pk for one in threads]
    _old_private_words(before).filter(entry__part__consultation__in=keys).delete()
    _old_words(before).filter(entry__consultation__in=keys).delete()
    WordMark.objects.filter(consultation__in=keys).delete()
    ContactDetail.objects.filter(consultation__in=keys).delete()
    Consultation.objects.filter(pk__in=keys).update(contact=None)
    for one in threads:
        record(None, "erase-consultation-words", one)
    return len(threads)


RULES = (
    RetentionRule(
        "consultation_words",
        _("Isi pertanyaan dan jawaban yang sudah selesai"),
        365,
        _("Penanya masih bisa membaca lagi jawabannya. Sesudah setahun cukup jumlah dan topiknya."),
        lambda before: _told(before).count(),
        _erase_words,
        shortest_days=30,
    ),
)
