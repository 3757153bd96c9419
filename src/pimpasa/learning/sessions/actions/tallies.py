"""Entering counted paper tests. What cannot be is refused with the reason, before it is in any figure."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.content import load_library
from pimpasa.learning.sessions.asked import items_of
from pimpasa.learning.sessions.marks import MARKS
from pimpasa.learning.sessions.models import PaperTally, RoomCount, SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION
from pimpasa.learning.sessions.states import Phase, State


@dataclass(frozen=True)
class Counted:
    """One tally sheet as it was counted. `said`: sheets that say yes, no, unknown, nothing; none: not counted."""

    sheet_mark: int
    sheets: int
    piles: tuple[int, ...]
    people: int
    item_rights: dict[str, int] = field(default_factory=dict)
    said: tuple[int, int, int, int] | None = None


@transaction.atomic
def enter_tally(
    kit: SessionKit, counted: Counted, *, key: UUID, by: User, occurred_at: datetime | None = None
) -> PaperTally:
    """Raises ValidationError by field; code "twice" for a sheet that is entered already. The same key counts once."""
    require(by, RUN_SESSION, kit.village_id)
    kit = _locked(kit)
    if known := PaperTally.objects.filter(pk=key, kit=kit).first():
        return known
    if kit.tallies.filter(sheet_mark=counted.sheet_mark).exists():
        raise ValidationError(_("Lembar hitung ini sudah dimasukkan."), code="twice")
    tally = _written(kit, counted, PaperTally(id=key, kit=kit, recorded_by=by), occurred_at)
    record(by, "enter-tally", tally, kit=kit.pk, sheet=counted.sheet_mark)
    return tally


@transaction.atomic
def correct_tally(
    earlier: PaperTally, counted: Counted, *, key: UUID, by: User, occurred_at: datetime | None = None
) -> PaperTally:
    """Enters the sheet anew and keeps the earlier entry. Raises ValidationError if somebody else was faster."""
    require(by, RUN_SESSION, earlier.kit.village_id)
    kit = _locked(earlier.kit)
    if known := PaperTally.objects.filter(pk=key, kit=kit).first():
        return known
    if PaperTally.objects.filter(replaces=earlier).exists():
        raise ValidationError(_("Orang lain baru saja membetulkan lembar ini. Isian Anda masih ada di bawah."))
    if counted.sheet_mark != earlier.sheet_mark:
        raise ValidationError({"sheet_mark": _("Pembetulan harus untuk lembar yang sama.")})
    tally = _written(kit, counted, PaperTally(id=key, kit=kit, recorded_by=by, replaces=earlier), occurred_at)
    record(by, "correct-tally", tally, kit=kit.pk, sheet=counted.sheet_mark)
    return tally


def _locked(kit: SessionKit) -> SessionKit:
    # Sheets of one evening are entered one after another, so that their sum is known.
    return SessionKit.objects.select_for_update(of=("self",)).get(pk=kit.pk)


def _written(kit: SessionKit, counted: Counted, tally: PaperTally, occurred_at: datetime | None) -> PaperTally:
    if counted.sheet_mark not in MARKS:
        raise ValidationError({"sheet_mark": _("Nomor ini tidak ada pada lembar hitung.")})
    tally.phase, tally.form = MARKS[counted.sheet_mark]
    _check_kit(kit, tally.phase)
    _check_sums(counted, [item.id for item in items_of(kit, tally.form)])
    _check_room(kit, counted, tally)
    tally.sheet_mark, tally.sheets, tally.piles = counted.sheet_mark, counted.sheets, list(counted.piles)
    tally.item_rights, tally.content_version = counted.item_rights, load_library().version
    tally.said_yes, tally.said_no, tally.said_unknown, tally.said_nothing = counted.said or (None,) * 4
    tally.occurred_at = occurred_at or timezone.now()
    tally.save(force_insert=True)
    if tally.phase != Phase.LATER and _people(kit) != counted.people:
        RoomCount.objects.create(kit=kit, people=counted.people, did_it=_did_it(kit), recorded_by=tally.recorded_by)
    return tally


def _check_kit(kit: SessionKit, phase: str) -> None:
    if kit.state in (State.PLANNED, State.CANCELLED):
        raise ValidationError(_("Tes acara ini belum pernah dibuka, jadi belum ada yang bisa dihitung."))
    if phase == Phase.LATER and (kit.state != State.CLOSED or kit.later_from > timezone.localdate()):
        raise ValidationError({"sheet_mark": _("Tes lanjutan baru ada empat minggu sesudah acara.")})


def _check_sums(counted: Counted, items: list[str]) -> None:
    if len(counted.piles) != len(items) + 1:
        raise ValidationError(_("Jumlah tumpukan tidak cocok dengan jumlah soal."))
    if counted.sheets < 1 or sum(counted.piles) != counted.sheets:
        numbers = {"sum": sum(counted.piles), "sheets": counted.sheets}
        raise ValidationError({"sheets": _("Tumpukan berjumlah %(sum)d, tetapi lembarnya %(sheets)d.") % numbers})
    _check_items(counted, items)
    if counted.said is not None and sum(counted.said) != counted.sheets:
        numbers = {"sum": sum(counted.said), "sheets": counted.sheets}
        raise ValidationError({"said_yes": _("Jawaban niat berjumlah %(sum)d, lembarnya %(sheets)d.") % numbers})


def _check_items(counted: Counted, items: list[str]) -> None:
    """All items counted: they add up to the piles. Only some: they cannot be more than the piles hold."""
    rights, held = counted.item_rights, sum(score * pile for score, pile in enumerate(counted.piles))
    if set(rights) - set(items):
        raise ValidationError(_("Ada soal yang tidak ada di lembar ini."))
    if any(number > counted.sheets for number in rights.values()):
        raise ValidationError({"item_rights": _("Satu soal benar di lebih banyak lembar daripada yang ada.")})
    numbers = {"items": sum(rights.values()), "piles": held}
    if len(rights) == len(items) and numbers["items"] != held:
        raise ValidationError(
            {"item_rights": _("Menurut soal ada %(items)d jawaban benar, menurut tumpukan %(piles)d.") % numbers}
        )
    if numbers["items"] > held:
        raise ValidationError(
            {"item_rights": _("Menurut soal ada %(items)d jawaban benar, tumpukan hanya memuat %(piles)d.") % numbers}
        )


def _check_room(kit: SessionKit, counted: Counted, tally: PaperTally) -> None:
    others = kit.tallies.current().filter(phase=tally.phase)
    others = others.exclude(pk=tally.replaces_id) if tally.replaces_id else others
    sheets = counted.sheets + (others.aggregate(sum=Sum("sheets"))["sum"] or 0)
    if sheets > counted.people:
        numbers = {"sheets": sheets, "people": counted.people}
        raise ValidationError(
            {"people": _("Ada %(sheets)d lembar untuk tes ini, tetapi hanya %(people)d orang di ruangan.") % numbers}
        )


def _last_count(kit: SessionKit) -> RoomCount | None:
    return RoomCount.objects.filter(kit=kit).last()


def _people(kit: SessionKit) -> int | None:
    count = _last_count(kit)
    return count.people if count else None


def _did_it(kit: SessionKit) -> int | None:
    count = _last_count(kit)
    return count.did_it if count else None
