"""Assigning officers to villages. The assignment and the posting that gives its rights begin and end together."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.actions import end_posting, grant
from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.guards import guard_village
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Officer
from pimpasa.fieldwork.register.policies import ASSIGN
from pimpasa.fieldwork.register.versions import lock, save_next
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.roles import Role

State = AssistedVillage.State
NEEDS_NO_OFFICER = (State.PROPOSED, State.ENDED)


@transaction.atomic
def assign(
    officer: Officer,
    assisted_village: AssistedVillage,
    *,
    by: User | None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    decree: Decree | None = None,
    cover_for: Assignment | None = None,
    key: UUID | None = None,
) -> Assignment:
    """Raises ValidationError by field, also for a period that overlaps another of the same officer and village.

    Assigning the same key again gives back the first assignment.
    """
    guard_village(by, ASSIGN, assisted_village.village_id)
    # Always in this order, so that two who assign at once wait for one another and never for ever.
    village = AssistedVillage.objects.select_for_update(of=("self",)).get(pk=assisted_village.pk)
    officer = Officer.objects.select_for_update(of=("self",)).select_related("user").get(pk=officer.pk)
    if key and (known := Assignment.objects.filter(pk=key, officer=officer).first()):
        return known
    new = Assignment(officer=officer, assisted_village=village, decree=decree, cover_for=cover_for)
    new.pk, new.starts_on, new.ends_on = key or new.pk, starts_on or timezone.localdate(), ends_on
    _check(new)
    new.posting = grant(
        officer.user,
        Role.OFFICER,
        area=village.village,
        starts_on=new.starts_on,
        ends_on=ends_on,
        decree=decree.number if decree else "",
        by=by,
    )
    new.save(force_insert=True)
    record(by, "assign-officer", new, officer=officer.pk, village=village.village_id, since=new.starts_on)
    return new


@transaction.atomic
def end_assignment(
    assignment: Assignment, *, version: int | None, by: User | None, last_day: date | None = None
) -> Assignment:
    """After the given day, or at once; the posting with it. One that is already over stays as it is."""
    guard_village(by, ASSIGN, assignment.assisted_village.village_id)
    current = lock(Assignment.objects.select_related("posting__user"), assignment.pk, version)
    posting = current.posting = end_posting(current.posting, by=by, last_day=last_day)
    current.ends_on, current.revoked_on = posting.ends_on, posting.revoked_on
    save_next(current, "ends_on", "revoked_on")
    record(by, "end-assignment", current, officer=current.officer_id, last_day=posting.ends_on or posting.revoked_on)
    return current


def end_all(assignments: "QuerySet[Assignment]", *, last_day: date, by: User | None) -> None:
    """Ends those that still run; used where the village or the officer's service ends."""
    for assignment in assignments.filter(pk__in=Assignment.objects.not_over(timezone.localdate())):
        end_assignment(assignment, version=None, last_day=last_day, by=by)


def check_pair(new: Assignment) -> None:
    """Whether this officer may serve this village at all; both must be locked."""
    if new.assisted_village.state in NEEDS_NO_OFFICER:
        raise ValidationError({"assisted_village": _("Desa ini belum disepakati atau sudah berakhir.")})
    if new.officer.withdrawn_on or not new.officer.user.is_active:
        raise ValidationError({"officer": _("Orang ini tidak lagi bertugas sebagai Pimpasa.")})
    if new.officer.is_demonstration != new.assisted_village.is_demonstration:
        raise ValidationError(_("Data peragaan tidak boleh bercampur dengan data sungguhan."))


def _check(new: Assignment) -> None:
    check_pair(new)
    if new.ends_on and new.ends_on < new.starts_on:
        raise ValidationError({"ends_on": _("Hari terakhir mendahului hari mulai.")})
    if new.cover_for:
        _check_cover(new, new.cover_for)
    alike = Assignment.objects.filter(officer=new.officer, assisted_village=new.assisted_village)
    if alike.overlapping(new.starts_on, new.ends_on).exists():
        raise ValidationError(_("Pimpasa ini sudah bertugas di desa itu dalam waktu tersebut."), code="overlap")


def _check_cover(new: Assignment, covered: Assignment) -> None:
    if covered.assisted_village_id != new.assisted_village_id or covered.officer_id == new.officer_id:
        raise ValidationError({"cover_for": _("Pilih tugas Pimpasa lain di desa yang sama.")})
    if new.ends_on is None:
        raise ValidationError({"ends_on": _("Pengganti selama cuti perlu hari terakhir.")})
    if not Assignment.objects.filter(pk=covered.pk).overlapping(new.starts_on, new.ends_on).exists():
        raise ValidationError({"cover_for": _("Tugas itu tidak berjalan dalam waktu tersebut.")})
