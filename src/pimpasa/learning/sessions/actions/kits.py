"""Planning an evening, leading it through its states, and counting the room."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.content import load_library
from pimpasa.foundation.sync.keys import wait_for_key
from pimpasa.learning import library
from pimpasa.learning.sessions.codes import new_code
from pimpasa.learning.sessions.models import MOST_LESSONS, RoomCount, SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION
from pimpasa.learning.sessions.states import LATE, OPEN_STATES, STEPS, State
from pimpasa.regions.models import Region

TRIES = 5


@dataclass(frozen=True)
class Plan:
    """What an evening is to be."""

    village: Region
    held_on: date
    begins_at: time
    lessons: tuple[str, ...]


@transaction.atomic
def plan_session(plan: Plan, *, key: UUID, by: User, occurred_at: datetime | None = None) -> SessionKit:
    """Raises ValidationError by field. Planning the same key again gives back the first kit."""
    require(by, RUN_SESSION, plan.village.pk)
    wait_for_key(key)
    if known := SessionKit.objects.filter(pk=key).first():
        return _same_kit(known, by)
    _check(plan)
    version, when = load_library().version, occurred_at or timezone.now()
    kit = SessionKit(id=key, made_by=by, content_version=version, occurred_at=when)
    _take(kit, plan)
    _save_with_new_code(kit)
    record(by, "plan-session", kit, village=plan.village.pk, held_on=plan.held_on)
    return kit


@transaction.atomic
def change_session(kit: SessionKit, plan: Plan, *, by: User) -> SessionKit:
    """Another day, place or lesson, as long as nobody has answered: later the answers would belong to other words."""
    require(by, RUN_SESSION, kit.village_id)
    require(by, RUN_SESSION, plan.village.pk)
    kit = _locked(kit)
    if kit.state != State.PLANNED:
        raise ValidationError(_("Tes sudah pernah dibuka, jadi rencana ini tidak bisa diubah lagi."))
    _check(plan)
    kit.content_version = load_library().version
    _take(kit, plan)
    kit.save()
    record(by, "change-session", kit, village=plan.village.pk, held_on=plan.held_on)
    return kit


@transaction.atomic
def move_session(kit: SessionKit, to: str, *, by: User) -> SessionKit:
    """Opens the test before or after, or closes it for the lesson. Doing it twice changes nothing."""
    require(by, RUN_SESSION, kit.village_id)
    kit = _locked(kit)
    if kit.state == to:
        return kit
    if to not in STEPS.get(State(kit.state), ()):
        raise ValidationError(_("Acara ini sudah selesai atau batal."))
    if not kit.held_on <= timezone.localdate() <= kit.held_on + LATE:
        raise ValidationError(_("Acara ini direncanakan untuk hari lain. Ubah dulu tanggalnya."))
    kit.state = to
    kit.save(update_fields=["state"])
    record(by, "move-session", kit, to=str(to))
    return kit


@transaction.atomic
def cancel_session(kit: SessionKit, *, by: User) -> SessionKit:
    require(by, RUN_SESSION, kit.village_id)
    kit = _locked(kit)
    if kit.state == State.CANCELLED:
        return kit
    if kit.state not in OPEN_STATES:
        raise ValidationError(_("Acara yang sudah selesai tidak bisa dibatalkan. Betulkan catatan kegiatannya."))
    kit.state = State.CANCELLED
    kit.save(update_fields=["state"])
    record(by, "cancel-session", kit)
    return kit


@transaction.atomic
def count_room(kit: SessionKit, people: int, did_it: int | None, *, key: UUID, by: User) -> RoomCount:
    """Counting again is a new entry; the latest speaks."""
    require(by, RUN_SESSION, kit.village_id)
    wait_for_key(key)
    if known := RoomCount.objects.filter(pk=key, kit=kit).first():
        return known
    if did_it is not None and did_it > people:
        raise ValidationError({"did_it": _("Lebih banyak daripada orang di ruangan.")})
    if not 0 < people <= RoomCount.MOST:
        raise ValidationError({"people": _("Periksa lagi jumlah orang.")})
    count = RoomCount.objects.create(id=key, kit=kit, people=people, did_it=did_it, recorded_by=by)
    record(by, "count-room", kit, people=people, did_it=did_it)
    return count


def _same_kit(known: SessionKit, by: User) -> SessionKit:
    if known.made_by_id != by.pk:
        raise PermissionDenied("plan-session")
    return known


def _locked(kit: SessionKit) -> SessionKit:
    return SessionKit.objects.select_for_update(of=("self",)).get(pk=kit.pk)


def _take(kit: SessionKit, plan: Plan) -> None:
    kit.village, kit.held_on, kit.begins_at = plan.village, plan.held_on, plan.begins_at
    kit.lessons = list(plan.lessons)


def _check(plan: Plan) -> None:
    names = set(plan.lessons)
    if not 1 <= len(names) <= MOST_LESSONS:
        raise ValidationError({"lessons": _("Pilih satu sampai tiga materi.")})
    if names - set(library.lessons()) or len(names) != len(plan.lessons):
        raise ValidationError({"lessons": _("Pilih materi dari daftar, masing-masing sekali.")})


def _save_with_new_code(kit: SessionKit) -> None:
    for _try in range(TRIES):
        kit.code = new_code()
        try:
            with transaction.atomic():
                kit.save(force_insert=True)
        except IntegrityError:
            # Another evening has this code already; the key itself was looked up before.
            continue
        return
    raise ValidationError(_("Kode belum bisa dibuat. Coba lagi."))
