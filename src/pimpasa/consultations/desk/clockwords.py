"""A thread's clock for staff: in words, with a mark that needs no colour, and never one without the other."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from pimpasa.consultations.models import Consultation
from pimpasa.consultations.queries import long_words
from pimpasa.consultations.states import READING
from pimpasa.foundation.clocks import Clock

SOON = timedelta(hours=12)


@dataclass(frozen=True)
class ClockWords:
    mark: str
    words: str
    is_late: bool = False


def clock_words(consultation: Consultation, now: datetime) -> ClockWords:
    if consultation.is_over:
        return ClockWords("✓", consultation.state_label)
    if consultation.state not in READING or consultation.due_at is None:
        return ClockWords("…", _("menunggu penanya"))
    return due_words(consultation.due_at, now)


def due_words(due_at: datetime, now: datetime) -> ClockWords:
    clock = Clock(due_at)
    if clock.is_over(now):
        return ClockWords("▲", _("terlambat %(time)s") % {"time": long_words(clock.overrun(now))}, is_late=True)
    left = clock.remaining(now)
    words = _("tinggal %(time)s") % {"time": long_words(left)}
    return ClockWords("◔" if left < SOON else "○", words)
