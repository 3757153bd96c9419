"""What those who read do. Only who has the turn may act; each reading and each step is written down, without words."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.consultations.actions.stepping import Said, held_for_acting, keep_entry, move, send_along
from pimpasa.consultations.chat.telling import budget_of, hold_contact, tell_asker
from pimpasa.consultations.levels import LEVEL_OF, STATE_OF, Level
from pimpasa.consultations.models import Consultation, Entry, Step, entry_of
from pimpasa.consultations.policies import ANSWER
from pimpasa.consultations.quoting import check_facts, keep_quotes
from pimpasa.consultations.readers import route
from pimpasa.consultations.states import ANSWERED, ASKED_BACK, CLOSED, MERGED, READING
from pimpasa.fieldwork.register.versions import ChangedMeanwhileError
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.content import load_library
from pimpasa.foundation.sync.keys import wait_for_key


@transaction.atomic
def note_reading(consultation: Consultation, *, by: User) -> None:
    """The asker sees that somebody who has the turn opened it, and the audit who did."""
    found = Consultation.objects.for_acting(by).select_for_update(of=("self",)).filter(pk=consultation.pk).first()
    if found and found.read_at is None and found.state in READING:
        found.read_at = timezone.now()
        found.save(update_fields=["read_at"])
        record(by, "read-consultation", found, place=found.place_id)


@transaction.atomic
def answer(
    consultation: Consultation, said: Said, *, facts: Iterable[str] = (), version: int | None = None, by: User
) -> Consultation:
    """Raises ValidationError and ChangedMeanwhileError; idempotent on the key. Goes out by the asker's network too."""
    hold_contact(consultation)
    found, is_known = _said(consultation, said, version, by)
    if is_known:
        return found
    _must_be_open(found)
    names = check_facts(facts)
    entry = keep_entry(found, Entry.Kind.ANSWER, said, by=by, version=load_library().version)
    keep_quotes(entry, names)
    if found.first_answered_at is None:
        found.first_answered_at, found.first_answered_by_level = timezone.now(), found.level
    move(found, ANSWERED, Step.Reason.ANSWERED, by=by)
    tell_asker(found, budget_key=budget_of(found))
    return found


@transaction.atomic
def ask_back(consultation: Consultation, said: Said, *, version: int | None = None, by: User) -> Consultation:
    """Something is missing to answer; the thread waits for the asker."""
    hold_contact(consultation)
    found, is_known = _said(consultation, said, version, by)
    if is_known:
        return found
    _must_be_open(found)
    keep_entry(found, Entry.Kind.ASKED_BACK, said, by=by)
    move(found, ASKED_BACK, Step.Reason.ASKED_BACK, by=by)
    tell_asker(found, budget_key=budget_of(found))
    return found


@transaction.atomic
def add_note(consultation: Consultation, said: Said, *, by: User) -> Consultation:
    """For whoever reads after; the asker does not see it."""
    found, is_known = _said(consultation, said, None, by)
    if not is_known:
        keep_entry(found, Entry.Kind.NOTE, said, by=by)
        record(by, "note-consultation", found, place=found.place_id)
    return found


@transaction.atomic
def pass_on(
    consultation: Consultation, level: str, *, office: str = "", version: int | None = None, by: User
) -> Consultation:
    """To a level beyond one's own, or to another office. Never nearer to the village: only the asker chooses that."""
    require(by, ANSWER)
    found = held_for_acting(consultation, version, by)
    _must_be_open(found)
    beyond = list(STATE_OF)
    is_other_office = level == Level.OFFICE == found.level and office and office != found.office_id
    if level not in STATE_OF or not (is_other_office or beyond.index(level) > beyond.index(found.level)):
        raise ValidationError({"level": _("Pilih tingkat di atas Anda, atau kantor lain.")})
    way = route(level, found.place, office=office, past_village=found.past_village)
    send_along(found, way, Step.Reason.PASSED_ON, by=by)
    return found


@transaction.atomic
def take_back(consultation: Consultation, *, version: int | None = None, by: User) -> Consultation:
    """Whoever passed it on last takes it back, as long as nobody there has opened it."""
    rows = Consultation.objects.visible_to(by).select_for_update(of=("self",)).select_related("place")
    found = rows.filter(pk=consultation.pk).first()
    last = found.steps.order_by("number").last() if found else None
    if found is None or last is None or last.reason != Step.Reason.PASSED_ON or last.recorded_by_id != by.pk:
        raise PermissionDenied("take-back-consultation")
    if found.read_at:
        raise ValidationError(_("Sudah dibaca di sana, jadi tidak bisa diambil kembali."))
    _must_be_seen(found, version)
    _as_before(found, last)
    move(found, last.from_state, Step.Reason.TAKEN_BACK, by=by)
    return found


def _as_before(found: Consultation, last: Step) -> None:
    """Where it went and was not read, it is no longer open to anybody."""
    before = list(found.steps.exclude(pk=last.pk))
    found.level = LEVEL_OF[last.from_state]
    found.office_id = last.from_office or None
    found.open_to = sorted({LEVEL_OF[step.to_state] for step in before if step.to_state in LEVEL_OF})
    found.offices = sorted({step.to_office for step in before if step.to_office})


@transaction.atomic
def merge(consultation: Consultation, into: Consultation, *, version: int | None = None, by: User) -> Consultation:
    """A duplicate: its asker sees the answers given in the other thread from then on. Both must be one's own turn."""
    hold_contact(consultation)
    kept = held_for_acting(into, None, by)
    found = held_for_acting(consultation, version, by)
    if kept.pk == found.pk or kept.state == MERGED or found.state == MERGED:
        raise ValidationError(_("Pilih pertanyaan lain yang masih ada."))
    if found.state not in (*READING, ANSWERED):
        raise ValidationError(_("Pertanyaan ini sudah selesai."))
    found.merged_into = kept
    move(found, MERGED, Step.Reason.MERGED, by=by)
    tell_asker(found, budget_key=budget_of(found))
    return found


@transaction.atomic
def close(consultation: Consultation, reason: str, *, version: int | None = None, by: User) -> Consultation:
    hold_contact(consultation)
    found = held_for_acting(consultation, version, by)
    _must_be_open(found)
    if reason not in (
        Consultation.CloseReason.ELSEWHERE,
        Consultation.CloseReason.NOT_OURS,
        Consultation.CloseReason.ABUSE,
        Consultation.CloseReason.THANKED,
    ):
        raise ValidationError({"reason": _("Pilih alasannya.")})
    found.close_reason = reason
    move(found, CLOSED, Step.Reason.CLOSED, by=by)
    tell_asker(found, budget_key=budget_of(found))
    return found


@transaction.atomic
def reopen(consultation: Consultation, *, version: int | None = None, by: User) -> Consultation:
    """Back to the level that closed it."""
    found = held_for_acting(consultation, version, by)
    if found.state != CLOSED:
        raise ValidationError(_("Pertanyaan ini belum ditutup."))
    found.waiting_since = timezone.now()
    move(found, STATE_OF[found.level], Step.Reason.REOPENED, by=by)
    return found


def _said(consultation: Consultation, said: Said, version: int | None, by: User) -> tuple[Consultation, bool]:
    """The thread, and whether exactly this was said before."""
    require(by, ANSWER)
    wait_for_key(said.key)
    known = entry_of(said.key)
    if known and (known.consultation_id != consultation.pk or known.recorded_by_id != by.pk):
        raise PermissionDenied("say-in-consultation")
    return held_for_acting(consultation, None if known else version, by), known is not None


def _must_be_open(found: Consultation) -> None:
    if found.is_over:
        raise ValidationError(_("Pertanyaan ini sudah selesai."))


def _must_be_seen(found: Consultation, version: int | None) -> None:
    if version is not None and found.version != version:
        raise ChangedMeanwhileError(found)
