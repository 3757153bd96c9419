"""Ending an evening: the room is counted once, and the activity, the recap and the village's log follow from it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import may_in, require
from pimpasa.accounts.models import User
from pimpasa.fieldwork.activities.actions import NewActivity, log_activity
from pimpasa.fieldwork.activities.kinds import Kind
from pimpasa.fieldwork.activities.models import Activity, ParticipantCount
from pimpasa.fieldwork.activities.policies import LOG_ACTIVITY
from pimpasa.foundation.audit.actions import record
from pimpasa.learning.sessions.actions.kits import count_room
from pimpasa.learning.sessions.models import SessionClosing, SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION
from pimpasa.learning.sessions.states import RUNNING, State

Participants = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Ending:
    """What the evening was, in numbers."""

    id: UUID
    participants: Participants
    did_it: int | None = None
    topics: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    place: str = ""
    summary: str = ""
    officers: tuple[User, ...] = field(default=())


@transaction.atomic
def close_session(kit: SessionKit, ending: Ending, *, by: User) -> SessionClosing:
    """An officer's closing is logged as an activity at once; an agent's waits for `log_session`.

    Raises ValidationError by field. Closing again with the same key gives back the first closing.
    """
    require(by, RUN_SESSION, kit.village_id)
    kit = SessionKit.objects.select_for_update(of=("self",)).get(pk=kit.pk)
    if known := SessionClosing.objects.filter(kit=kit).first():
        return _same_closing(known, ending)
    _check(kit, ending)
    closing = _written(kit, ending, by)
    kit.state = State.CLOSED
    kit.save(update_fields=["state"])
    record(by, "close-session", kit, people=sum(ending.participants.values()))
    if may_in(by, LOG_ACTIVITY, kit.village_id):
        _log(closing, kit, ending, by)
    return closing


@transaction.atomic
def log_session(closing: SessionClosing, *, by: User) -> Activity:
    """The officer makes an activity of what the agent closed. Doing it twice logs it once."""
    kit = SessionKit.objects.select_for_update(of=("self",)).get(pk=closing.kit_id)
    require(by, LOG_ACTIVITY, kit.village_id)
    closing = SessionClosing.objects.select_related("activity").get(pk=closing.pk)
    if closing.activity:
        return closing.activity
    ending = Ending(
        id=closing.pk,
        participants=counted(closing),
        topics=tuple(closing.topics),
        materials=tuple(closing.materials),
        tags=tuple(closing.tags),
    )
    return _log(closing, kit, ending, by)


def counted(closing: SessionClosing) -> Participants:
    """The participants as an activity wants them."""
    return {(sex, band): number for sex, bands in closing.participants.items() for band, number in bands.items()}


def _same_closing(known: SessionClosing, ending: Ending) -> SessionClosing:
    if known.pk == ending.id:
        return known
    raise ValidationError(_("Acara ini sudah ditutup. Betulkan lewat catatan kegiatannya."), code="closed")


def _check(kit: SessionKit, ending: Ending) -> None:
    people = sum(ending.participants.values())
    if kit.state == State.CANCELLED:
        raise ValidationError(_("Acara ini sudah dibatalkan."))
    if kit.state not in RUNNING and kit.held_on > timezone.localdate():
        raise ValidationError(_("Acara ini belum berlangsung. Tutup sesudah acara selesai."))
    if not people:
        raise ValidationError({"female_unknown": _("Isi jumlah peserta. Kalau tidak ada yang datang, batalkan acara.")})
    if people > ParticipantCount.MOST:
        raise ValidationError({"female_unknown": _("Periksa lagi jumlah peserta.")})
    if ending.did_it is not None and ending.did_it > people:
        raise ValidationError({"did_it": _("Lebih banyak daripada peserta.")})


def _written(kit: SessionKit, ending: Ending, by: User) -> SessionClosing:
    participants: dict[str, dict[str, int]] = {}
    for (sex, band), number in ending.participants.items():
        if number:
            participants.setdefault(sex, {})[band] = number
    people = sum(ending.participants.values())
    last = kit.counts.last()
    if last is None or (last.people, last.did_it) != (people, ending.did_it):
        count_room(kit, people, ending.did_it, key=_count_key(ending.id), by=by)
    return SessionClosing.objects.create(
        id=ending.id,
        kit=kit,
        participants=participants,
        topics=list(ending.topics),
        materials=list(ending.materials),
        tags=list(ending.tags),
        occurred_at=_held_at(kit),
        recorded_by=by,
    )


def _count_key(closing: UUID) -> UUID:
    """The count that a closing carries has a key of its own, the same each time it is sent."""
    return UUID(int=closing.int ^ 1)


def _held_at(kit: SessionKit) -> datetime:
    # An evening that ended before its planned hour was not held in the future.
    return min(kit.begins, timezone.now())


def _log(closing: SessionClosing, kit: SessionKit, ending: Ending, by: User) -> Activity:
    new = NewActivity(
        id=closing.pk,
        kind=Kind.EDUCATION_SESSION,
        village=kit.village,
        occurred_at=closing.occurred_at,
        participants=ending.participants,
        topics=ending.topics,
        materials=ending.materials,
        tags=ending.tags,
        place=ending.place,
        summary=ending.summary,
        officers=ending.officers,
    )
    closing.activity = log_activity(new, by=by)
    closing.save(update_fields=["activity"])
    return closing.activity
