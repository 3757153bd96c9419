"""What heads and the regional office do with a signal. Somebody else may have been faster: then nothing is changed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.versions import ChangedMeanwhileError, lock
from pimpasa.offers.recruiters.models import (
    RecruiterMark,
    RecruiterObjection,
    RecruiterSignal,
    SignalQuerySet,
    SignalReading,
    SignalStep,
)
from pimpasa.offers.recruiters.states import CLOSED, PASSED, SIGNAL_STATES, WITHDRAWN, WORKED

from .linking import settle
from .stepping import change

Deed = SignalStep.Deed
BY_HAND = (WORKED, PASSED, CLOSED)


@transaction.atomic
def note_reading(signal: RecruiterSignal, *, by: User) -> None:
    """Every opening is in the log; the list on the page names each reader once."""
    reading, is_new = SignalReading.objects.get_or_create(signal=signal, reader=by)
    if not is_new:
        reading.save()
    record(by, "read-recruiter-signal", signal)


@transaction.atomic
def move_signal(
    signal: RecruiterSignal, to: str, *, note: str = "", reason: str = "", version: int, by: User
) -> RecruiterSignal:
    """Raises ValidationError and ChangedMeanwhileError. Only a regional office passes a signal on."""
    reach = RecruiterSignal.objects.for_passing(by) if to == PASSED else RecruiterSignal.objects.visible_to(by)
    locked = _locked(reach, signal, version)
    if to not in BY_HAND or not SIGNAL_STATES.allows(locked.state, to):
        raise ValidationError(_("Langkah ini tidak bisa dari keadaan sekarang."))
    if to == CLOSED and reason not in RecruiterSignal.CloseReason.values:
        raise ValidationError({"reason": _("Pilih alasannya.")})
    if to in (PASSED, CLOSED) and not note.strip():
        raise ValidationError({"note": _("Tulis kepada siapa diteruskan, atau apa hasilnya.")})
    locked.close_reason = reason if to == CLOSED else ""
    change(locked, Deed.MOVED, to=to, note=note, by=by)
    return locked


@transaction.atomic
def note_signal(signal: RecruiterSignal, note: str, *, version: int, by: User) -> RecruiterSignal:
    locked = _locked(RecruiterSignal.objects.visible_to(by), signal, version)
    if not note.strip():
        raise ValidationError({"note": _("Catatannya masih kosong.")})
    change(locked, Deed.NOTED, note=note, by=by)
    return locked


@transaction.atomic
def cut_mark(
    signal: RecruiterSignal, mark: int, *, reason: str, note: str = "", version: int, by: User
) -> RecruiterSignal:
    """Cuts one fingerprint out of the whole signal, which is then reckoned anew."""
    locked = _locked(RecruiterSignal.objects.visible_to(by), signal, version)
    if reason not in RecruiterMark.CutReason.values:
        raise ValidationError({"reason": _("Pilih alasannya.")})
    chosen = RecruiterMark.objects.filter(pk=mark, filing__memberships__signal=locked).first()
    if chosen is None:
        raise ValidationError(_("Kaitan itu tidak ada lagi."))
    _cut(locked, bytes(chosen.fingerprint), reason, Deed.CUT, note, by)
    return locked


@transaction.atomic
def decide_objection(
    objection: RecruiterObjection, signal: RecruiterSignal, *, upheld: bool, note: str, version: int, by: User
) -> RecruiterSignal:
    """Upholding cuts the fingerprint out; both need a reason that can be told to whoever objected."""
    locked = _locked(RecruiterSignal.objects.visible_to(by), signal, version)
    waiting = RecruiterObjection.objects.select_for_update().filter(pk=objection.pk, answered_by=None).first()
    if waiting is None:
        raise ChangedMeanwhileError(locked)
    print_of = bytes(waiting.fingerprint)
    if not RecruiterMark.objects.filter(fingerprint=print_of, filing__memberships__signal=locked).exists():
        raise PermissionDenied("decide-recruiter-objection")
    if not note.strip():
        raise ValidationError({"note": _("Tulis alasannya.")})
    waiting.answered_by, waiting.answered_at, waiting.upheld = by, timezone.now(), upheld
    waiting.save()
    record(by, "decide-recruiter-objection", waiting, verdict="upheld" if upheld else "refused")
    if upheld:
        _cut(locked, print_of, RecruiterMark.CutReason.OBJECTION, Deed.OBJECTED, note, by)
    else:
        change(locked, Deed.OBJECTED, note=note, by=by)
    return locked


def _cut(signal: RecruiterSignal, fingerprint: bytes, reason: str, deed: str, note: str, by: User) -> None:
    filings = set(signal.members.values_list("filing", flat=True))
    marks = RecruiterMark.objects.filter(fingerprint=fingerprint, filing__in=filings, cut_at=None)
    number = marks.update(cut_at=timezone.now(), cut_by=by, cut_reason=reason)
    change(signal, deed, note=note, by=by)
    record(by, "cut-recruiter-mark", signal, reason=reason, count=number)
    settle(filings, strictly=True)
    signal.refresh_from_db()


def _locked(within: SignalQuerySet, signal: RecruiterSignal, version: int) -> RecruiterSignal:
    try:
        locked = lock(within, signal.pk, version)
    except RecruiterSignal.DoesNotExist as outside:
        raise PermissionDenied("work-recruiter-signal") from outside
    if locked.state == WITHDRAWN:
        raise ValidationError(_("Sinyal ini sudah ditarik."))
    return locked
