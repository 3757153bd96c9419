"""The way of an assisted village: proposed, agreed, active, independent, ended. Each step by its own action."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.actions.assignments import end_all
from pimpasa.fieldwork.register.guards import guard_anywhere, guard_office, guard_village
from pimpasa.fieldwork.register.models import AssistedVillage, Criterion, Decree, OtherProgramme, StateChange
from pimpasa.fieldwork.register.policies import (
    AGREE_VILLAGE,
    DESCRIBE_VILLAGE,
    KEEP_PROGRAMMES,
    MOVE_VILLAGE,
    PROPOSE_VILLAGE,
)
from pimpasa.fieldwork.register.versions import lock, save_next
from pimpasa.foundation.access import Action
from pimpasa.foundation.audit.actions import record
from pimpasa.regions.models import ImmigrationOffice, Region

State = AssistedVillage.State


@dataclass(frozen=True)
class Description:
    """What is known of the village besides its state; criteria are a kind with what shows it."""

    criteria: Mapping[str, str] = field(default_factory=dict)
    signal: str = ""
    programmes: Iterable[OtherProgramme] = ()
    certificate_number: str = ""


@transaction.atomic
def propose_village(
    village: Region,
    office: ImmigrationOffice,
    description: Description | None,
    *,
    by: User | None,
    happened_on: date | None = None,
    key: UUID | None = None,
) -> AssistedVillage:
    """Raises ValidationError by field. No description: the village comes from an office's list, reasons unknown.

    Proposing the same key again gives back the first.
    """
    guard_village(by, PROPOSE_VILLAGE, village.pk)
    guard_office(by, PROPOSE_VILLAGE, office.pk)
    # Two who propose it at once pass one after the other, so that the second is told rather than fails.
    Region.objects.select_for_update(no_key=True).get(pk=village.pk)
    if key and (known := AssistedVillage.objects.filter(pk=key, village=village).first()):
        return known
    if description is not None and not description.criteria:
        raise ValidationError({"criteria": _("Tulis paling sedikit satu kriteria dengan buktinya.")})
    assisted = AssistedVillage(village=village, office=office)
    assisted.pk = key or assisted.pk
    assisted.population, assisted.population_as_of = village.population, village.figures_as_of
    _check_village(assisted)
    assisted.save(force_insert=True)
    if description:
        _describe(assisted, description)
    _note(assisted, "", happened_on or timezone.localdate(), "", by)
    return assisted


@transaction.atomic
def describe_village(
    assisted: AssistedVillage, description: Description, *, version: int | None, by: User | None
) -> AssistedVillage:
    """Corrects what is known of it, in any state but ended."""
    guard_village(by, DESCRIBE_VILLAGE, assisted.village_id)
    assisted = lock(AssistedVillage.objects.all(), assisted.pk, version)
    if assisted.state == State.ENDED:
        raise ValidationError(_("Desa binaan ini sudah berakhir."))
    _describe(assisted, description)
    save_next(assisted)
    record(by, "describe-village", assisted, village=assisted.village_id, version=assisted.version)
    return assisted


def agree_village(
    assisted: AssistedVillage, *, version: int | None, happened_on: date, by: User | None, reason: str = ""
) -> AssistedVillage:
    """The village itself has agreed."""
    return _move(assisted, State.AGREED, AGREE_VILLAGE, version, happened_on, reason, by)


@transaction.atomic
def activate_village(
    assisted: AssistedVillage,
    *,
    version: int | None,
    decree: Decree,
    launched_on: date,
    by: User | None,
    certificate_number: str = "",
    reason: str = "",
) -> AssistedVillage:
    """The decree is signed and the village launched; only with these two is it active."""
    if launched_on < decree.dated_on:
        raise ValidationError({"launched_on": _("Peluncuran mendahului tanggal SK.")})
    if decree.is_demonstration and not assisted.is_demonstration:
        raise ValidationError({"decree": _("SK ini hanya peragaan.")})
    guard_village(by, MOVE_VILLAGE, assisted.village_id)
    current = lock(AssistedVillage.objects.all(), assisted.pk, version)
    current.decree, current.launched_on = decree, launched_on
    current.certificate_number = certificate_number.strip() or current.certificate_number
    fields = ("decree", "launched_on", "certificate_number")
    return _to(current, State.ACTIVE, launched_on, reason, by, fields)


def declare_independent(
    assisted: AssistedVillage, *, version: int | None, happened_on: date, reason: str, by: User | None
) -> AssistedVillage:
    return _move(assisted, State.INDEPENDENT, MOVE_VILLAGE, version, happened_on, _needed(reason), by)


@transaction.atomic
def end_village(
    assisted: AssistedVillage, *, version: int | None, happened_on: date, reason: str, by: User | None
) -> AssistedVillage:
    """Ends the officers' assignments there as well."""
    moved = _move(assisted, State.ENDED, MOVE_VILLAGE, version, happened_on, _needed(reason), by)
    end_all(moved.assignments.all(), last_day=happened_on, by=by)
    return moved


@transaction.atomic
def add_programme(name: str, *, by: User | None) -> OtherProgramme:
    """Adds to the list of other programmes, or reopens one of that name."""
    guard_anywhere(by, KEEP_PROGRAMMES)
    programme, _new = OtherProgramme.objects.get_or_create(name=" ".join(name.split()))
    programme.ended = False
    programme.full_clean()
    programme.save()
    record(by, "add-programme", programme)
    return programme


@transaction.atomic
def close_programme(programme: OtherProgramme, *, by: User | None) -> None:
    """It stays on the villages that have it, but no more can be given it."""
    guard_anywhere(by, KEEP_PROGRAMMES)
    OtherProgramme.objects.filter(pk=programme.pk).update(ended=True)
    record(by, "close-programme", programme)


@transaction.atomic
def _move(
    assisted: AssistedVillage,
    state: str,
    action: Action,
    version: int | None,
    happened_on: date,
    reason: str,
    by: User | None,
) -> AssistedVillage:
    guard_village(by, action, assisted.village_id)
    current = lock(AssistedVillage.objects.all(), assisted.pk, version)
    return _to(current, state, happened_on, reason, by)


def _to(
    current: AssistedVillage, state: str, on: date, reason: str, by: User | None, fields: tuple[str, ...] = ()
) -> AssistedVillage:
    """`current` must be locked."""
    before = current.state
    if state not in AssistedVillage.NEXT[before]:
        raise ValidationError(
            _("Dari keadaan “%(before)s” desa ini tidak dapat langsung menjadi “%(after)s”.")
            % {"before": State(before).label, "after": State(state).label}
        )
    _check_day(current, on)
    current.state = state
    current.full_clean(exclude=["village", "office", "decree"], validate_constraints=False)
    save_next(current, "state", *fields)
    _note(current, before, on, reason, by)
    return current


def _check_village(assisted: AssistedVillage) -> None:
    if not assisted.village.is_village or assisted.village.ended:
        raise ValidationError({"village": _("Pilih satu desa atau kelurahan yang masih ada.")})
    if AssistedVillage.objects.open().filter(village=assisted.village).exists():
        raise ValidationError({"village": _("Desa ini sudah tercatat sebagai desa binaan atau usulan.")})


def _check_day(assisted: AssistedVillage, on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError({"happened_on": _("Hari ini belum tiba.")})
    last = assisted.state_changes.order_by("recorded_at", "id").last()
    if last and on < last.happened_on:
        raise ValidationError({"happened_on": _("Hari ini mendahului perubahan yang terakhir.")})


def _describe(assisted: AssistedVillage, description: Description) -> None:
    assisted.signal = description.signal
    assisted.certificate_number = description.certificate_number.strip() or assisted.certificate_number
    assisted.full_clean(exclude=["village", "office", "decree"], validate_constraints=False)
    assisted.save(update_fields=["signal", "certificate_number"])
    assisted.programmes.set(description.programmes)
    assisted.criteria.all().delete()
    rows = [
        Criterion(assisted_village=assisted, kind=kind, evidence=_line(text))
        for kind, text in description.criteria.items()
    ]
    for row in rows:
        row.full_clean(exclude=["assisted_village"], validate_constraints=False)
    Criterion.objects.bulk_create(rows)


def _line(text: str) -> str:
    return " ".join(text.split())


def _note(assisted: AssistedVillage, before: str, on: date, reason: str, by: User | None) -> None:
    change = StateChange(
        assisted_village=assisted,
        from_state=before,
        to_state=assisted.state,
        happened_on=on,
        reason=_line(reason),
        by=by,
    )
    change.save(force_insert=True)
    record(by, f"village-{assisted.state}", assisted, village=assisted.village_id, on=on, version=assisted.version)


def _needed(reason: str) -> str:
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya.")})
    return reason
