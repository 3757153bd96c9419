"""What a page of a thread shows. The same for the asker and for staff, except the notes between those who answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pimpasa.foundation.clocks import Clock
from pimpasa.foundation.ui.words import day as day_words

from .models import Consultation, Entry, Step
from .states import ANSWERED, ASKED, ASKED_BACK, CLOSED, MERGED


@dataclass(frozen=True)
class Thread:
    consultation: Consultation
    entries: list[Entry]
    steps: list[Step]
    now: str
    next: str


def thread_for(consultation: Consultation, *, for_asker: bool) -> Thread:
    """Two queries; one more for a merged thread, whose asker reads the answers of the one it was merged into."""
    entries = _entries(consultation, for_asker)
    if for_asker and consultation.merged_into_id:
        joined = Entry.objects.filter(consultation=consultation.merged_into_id, kind=Entry.Kind.ANSWER)
        entries += list(joined.select_related("kept_words"))
    steps = list(consultation.steps.select_related("recorded_by"))
    return Thread(consultation, entries, steps, standing_words(consultation), next_words(consultation))


def _entries(consultation: Consultation, for_asker: bool) -> list[Entry]:
    rows = consultation.entries.select_related("kept_words", "recorded_by")
    return list(rows.exclude(kind=Entry.Kind.NOTE) if for_asker else rows)


def standing_words(consultation: Consultation) -> str:
    """Where it stands, in one sentence that the asker understands."""
    if consultation.state == ASKED:
        return _("Belum dikirim kepada siapa pun. Pilih dulu siapa yang membaca.")
    if consultation.state == ASKED_BACK:
        return _("Petugas bertanya balik kepada Anda.")
    if consultation.state == ANSWERED:
        return _("Sudah dijawab.")
    if consultation.state == CLOSED:
        return _("Selesai: %(reason)s.") % {"reason": consultation.get_close_reason_display()}
    if consultation.state == MERGED:
        return _("Digabung dengan pertanyaan yang sama. Jawabannya tampil di sini.")
    place = {"where": _where(consultation)}
    return (_("Sudah dibaca %(where)s.") if consultation.read_at else _("Menunggu dibaca %(where)s.")) % place


def _where(consultation: Consultation) -> str:
    """The level, and which office."""
    if consultation.level == "office" and consultation.office:
        return consultation.office.name
    return str(consultation.get_level_display())


def next_words(consultation: Consultation) -> str:
    """What happens next, and until when."""
    if consultation.due_at is None:
        return ""
    until = {"until": moment(consultation.due_at), "left": _left(consultation)}
    if consultation.state == ASKED_BACK:
        return _("Jawab sebelum %(until)s. Sesudah itu pertanyaan ditutup sendiri, tetapi bisa dibuka lagi.") % until
    if consultation.state == ANSWERED:
        return _("Bila Anda tidak menulis lagi, pertanyaan ditutup sendiri %(until)s. Bisa dibuka lagi.") % until
    if Clock(consultation.due_at).is_over(timezone.now()):
        return _("Seharusnya dijawab %(until)s, jadi sudah terlambat. Anda boleh memilih pembaca lain.") % until
    return _("Dijawab paling lambat %(until)s (%(left)s lagi).") % until


def moment(when: datetime) -> str:
    local = timezone.localtime(when)
    return _("%(day)s pukul %(time)s") % {"day": day_words(local.date()), "time": f"{local:%H.%M}"}


def _left(consultation: Consultation) -> str:
    assert consultation.due_at
    return long_words(Clock(consultation.due_at).remaining(timezone.now()))


def long_words(time: timedelta) -> str:
    hours = int(time.total_seconds()) // 3600
    if hours >= 48:
        return ngettext("%(number)d hari", "%(number)d hari", hours // 24) % {"number": hours // 24}
    return ngettext("%(number)d jam", "%(number)d jam", max(hours, 1)) % {"number": max(hours, 1)}
