"""Giving and ending postings: the only way anyone gets rights. Protects the register from rights nobody gave.

Nobody posts themselves, and nobody gives a role or a place beyond their own. Without a giver (`by=None`) it is the
operator at the machine, who holds the database anyway.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.policies import GRANT
from pimpasa.foundation.access import Action
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.roles import OFFICE_ROLES, VILLAGE_ROLES
from pimpasa.foundation.scope import Scope
from pimpasa.regions.models import COUNTRY, ImmigrationOffice, Region


@dataclass(frozen=True)
class Place:
    """Where a posting holds: in a village or region, or at an office."""

    area: Region | None = None
    office: ImmigrationOffice | None = None


@transaction.atomic
def grant(
    user: User,
    role: str,
    *,
    area: Region | None = None,
    office: ImmigrationOffice | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    decree: str = "",
    by: User | None,
    key: UUID | None = None,
) -> Posting:
    """Raises ValidationError by field, also for a second posting alike in an overlapping period.

    Granting the same key again gives back the first posting.
    """
    place = Place(area, office)
    check_place(role, place)
    require_giver(by, user, GRANT[role], place)
    # Two who post the same person at once wait for one another here, so that neither misses the other's posting.
    User.objects.select_for_update().get(pk=user.pk)
    if key and (known := Posting.objects.filter(pk=key, user=user).first()):
        return known
    posting = Posting(user=user, role=role, area=area, office=office, ends_on=ends_on, decree=decree.strip())
    posting.starts_on = starts_on or timezone.localdate()
    posting.pk = key or posting.pk
    _refuse_overlap(posting)
    posting.full_clean(validate_constraints=False)
    posting.save(force_insert=True)
    record(by, "grant-posting", posting, user=user.pk, role=role, place=code_of(place))
    return posting


@transaction.atomic
def end_posting(posting: Posting, *, by: User | None, last_day: date | None = None) -> Posting:
    """Ends it after the given day, or revokes it at once; one that is already over stays as it is."""
    require_giver(by, posting.user, GRANT[posting.role], Place(posting.area, posting.office))
    posting = Posting.objects.select_for_update(of=("self",)).get(pk=posting.pk)
    today = timezone.localdate()
    if posting.revoked_on or (posting.ends_on and posting.ends_on < today):
        return posting
    if last_day is None or last_day < today:
        posting.revoked_on = max(today, posting.starts_on)
    else:
        posting.ends_on = max(last_day, posting.starts_on)
    posting.save(update_fields=["revoked_on", "ends_on"])
    record(by, "end-posting", posting, user=posting.user_id, role=posting.role, last_day=posting.ends_on)
    return posting


def check_place(role: str, place: Place) -> None:
    """Raises ValidationError unless the role can be held there."""
    if role not in GRANT:
        raise ValidationError({"role": _("Peran ini tidak dikenal.")})
    if role in OFFICE_ROLES:
        if place.office is None or place.area:
            raise ValidationError({"office": _("Pilih kantor imigrasi untuk peran ini.")})
    elif place.area is None or place.office:
        raise ValidationError({"area": _("Pilih wilayah untuk peran ini.")})
    elif role in VILLAGE_ROLES and not place.area.is_village:
        raise ValidationError({"area": _("Peran ini perlu satu desa atau kelurahan.")})
    elif role not in VILLAGE_ROLES and place.area.kind not in (Region.Kind.COUNTRY, Region.Kind.PROVINCE):
        raise ValidationError({"area": _("Peran ini perlu satu provinsi atau seluruh negara (ID).")})


def require_giver(by: User | None, user: User | None, action: Action, place: Place) -> None:
    """Raises PermissionDenied unless the place lies within a posting of the giver, who is another person.

    Without a person (an invitation) it is for someone who has no account yet.
    """
    if by is None:
        return
    if by == user or not reaches(by, action, place):
        raise PermissionDenied(action.name)


def reaches(giver: User, action: Action, place: Place) -> bool:
    return within(villages_where(giver, action), place)


def within(scope: Scope, place: Place) -> bool:
    """Whether all of the place lies inside; no province contains the country."""
    if place.office:
        return scope.contains_office(place.office.pk)
    assert place.area
    return scope.contains(place.area.pk) if place.area.pk != COUNTRY else scope.everywhere


def code_of(place: Place) -> str:
    if place.office:
        return place.office.pk
    return place.area.pk if place.area else ""


def _refuse_overlap(posting: Posting) -> None:
    check_period(posting)
    alike = Posting.objects.filter(
        user=posting.user, role=posting.role, area=posting.area, office=posting.office
    ).overlapping(posting.starts_on, posting.ends_on)
    if alike.exists():
        raise overlap_error()


def check_period(posting: Posting) -> None:
    if posting.ends_on and posting.ends_on < posting.starts_on:
        raise ValidationError({"ends_on": _("Hari terakhir mendahului hari mulai.")})


def overlap_error() -> ValidationError:
    return ValidationError(_("Orang ini sudah punya penugasan yang sama dalam waktu itu."), code="overlap")
