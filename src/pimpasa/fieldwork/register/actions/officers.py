from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.actions import open_account
from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.actions.assignments import end_all
from pimpasa.fieldwork.register.codes import new_code
from pimpasa.fieldwork.register.guards import guard_office
from pimpasa.fieldwork.register.models import Decree, Inauguration, Officer, OfficerPhoto
from pimpasa.fieldwork.register.policies import RECORD_INAUGURATION, RECORD_OFFICER, WITHDRAW_OFFICER
from pimpasa.fieldwork.register.uploads import portrait
from pimpasa.fieldwork.register.versions import lock, save_next
from pimpasa.foundation.audit.actions import record
from pimpasa.regions.models import ImmigrationOffice


@dataclass(frozen=True)
class NamePlate:
    """The officer as printed on the certificate."""

    printed_name: str
    rank: str = ""


@transaction.atomic
def record_officer(
    email: str,
    plate: NamePlate,
    office: ImmigrationOffice,
    *,
    by: User | None,
    photo: bytes | None = None,
    key: UUID | None = None,
) -> Officer:
    """Opens an account without a password where the address has none; raises ValidationError by field.

    Recording the same key again gives back the first.
    """
    guard_office(by, RECORD_OFFICER, office.pk)
    # Two who record the same person at once pass one after the other, so that the second is told rather than fails.
    ImmigrationOffice.objects.select_for_update(no_key=True).get(pk=office.pk)
    if key and (known := Officer.objects.filter(pk=key, office=office).first()):
        return known
    user = account_of(email, plate.printed_name, by=by)
    if Officer.objects.filter(user=user).exists():
        raise ValidationError({"email": _("Orang dengan surel ini sudah tercatat sebagai Pimpasa.")})
    officer = Officer(user=user, office=office)
    officer.pk = key or officer.pk
    _write(officer, plate)
    officer.save(force_insert=True)
    record(by, "record-officer", officer, office=office.pk)
    if photo is not None:
        _keep_photo(officer, photo)
    return officer


def account_of(email: str, name: str, *, by: User | None) -> User:
    """The account of the address; a new one gives no rights and cannot sign in before an invitation."""
    username = User.normalize_username(email)
    try:
        validate_email(username)
    except ValidationError as refused:
        raise ValidationError({"email": refused.messages}) from refused
    if (known := User.objects.filter(username=username).first()) is None:
        return open_account(username, name, None, by=by)
    if not known.is_active:
        raise ValidationError({"email": _("Akun dengan surel ini sudah ditutup.")})
    return known


@transaction.atomic
def change_officer(
    officer: Officer, plate: NamePlate, *, version: int | None, by: User | None, photo: bytes | None = None
) -> Officer:
    guard_office(by, RECORD_OFFICER, officer.office_id)
    officer = lock(Officer.objects.all(), officer.pk, version)
    _write(officer, plate)
    save_next(officer, "printed_name", "rank")
    if photo is not None:
        _keep_photo(officer, photo)
    record(by, "change-officer", officer, office=officer.office_id, version=officer.version, photo=photo is not None)
    return officer


@transaction.atomic
def renew_code(officer: Officer, *, version: int | None, by: User | None) -> Officer:
    """A lost badge: the former code says from now on that it is not valid."""
    guard_office(by, RECORD_OFFICER, officer.office_id)
    officer = lock(Officer.objects.all(), officer.pk, version)
    officer.short_code = new_code()
    save_next(officer, "short_code")
    record(by, "renew-officer-code", officer, office=officer.office_id)
    return officer


@transaction.atomic
def withdraw_officer(officer: Officer, *, version: int | None, last_day: date, reason: str, by: User | None) -> Officer:
    """Ends the service and every assignment; the certificate says so from the next day on."""
    guard_office(by, WITHDRAW_OFFICER, officer.office_id)
    officer = lock(Officer.objects.all(), officer.pk, version)
    if not reason.strip():
        raise ValidationError({"reason": _("Tulis alasannya.")})
    if officer.withdrawn_on:
        raise ValidationError(_("Orang ini sudah tercatat berhenti."))
    if last_day > timezone.localdate():
        raise ValidationError({"last_day": _("Hari ini belum tiba.")})
    officer.withdrawn_on, officer.withdrawal_reason = last_day, " ".join(reason.split())
    save_next(officer, "withdrawn_on", "withdrawal_reason")
    end_all(officer.assignments.all(), last_day=last_day, by=by)
    record(by, "withdraw-officer", officer, office=officer.office_id, last_day=last_day)
    return officer


@transaction.atomic
def record_inauguration(
    decree: Decree, held_on: date, place: str, office: ImmigrationOffice, *, by: User | None, key: UUID | None = None
) -> Inauguration:
    """The day of inauguration by this decree; officers are added to it. The same key records once."""
    guard_office(by, RECORD_INAUGURATION, office.pk)
    Decree.objects.select_for_update(no_key=True).get(pk=decree.pk)
    if key and (known := Inauguration.objects.filter(pk=key, decree=decree).first()):
        return known
    if held_on < decree.dated_on or held_on > timezone.localdate():
        raise ValidationError({"held_on": _("Pengukuhan tidak boleh mendahului SK atau hari yang belum tiba.")})
    inauguration = Inauguration(decree=decree, held_on=held_on, place=place.strip(), office=office)
    inauguration.pk = key or inauguration.pk
    inauguration.full_clean(exclude=["office", "officers"])
    inauguration.save(force_insert=True)
    record(by, "record-inauguration", inauguration, office=office.pk, held_on=held_on)
    return inauguration


@transaction.atomic
def inaugurate(inauguration: Inauguration, officers: list[Officer], *, by: User | None) -> int:
    """Adds the officers; those already there stay. Returns how many are new."""
    guard_office(by, RECORD_INAUGURATION, inauguration.office_id)
    known = set(inauguration.officers.values_list("pk", flat=True))
    new = [officer for officer in officers if officer.pk not in known]
    if any(officer.is_demonstration != inauguration.decree.is_demonstration for officer in new):
        raise ValidationError(_("Data peragaan tidak boleh bercampur dengan data sungguhan."))
    inauguration.officers.add(*new)
    if new:
        record(by, "inaugurate-officers", inauguration, added=len(new))
    return len(new)


def _write(officer: Officer, plate: NamePlate) -> None:
    officer.printed_name, officer.rank = " ".join(plate.printed_name.split()), " ".join(plate.rank.split())
    officer.full_clean(exclude=["user", "office"], validate_constraints=False, validate_unique=False)


def _keep_photo(officer: Officer, content: bytes) -> None:
    try:
        made = portrait(content)
    except ValidationError as refused:
        raise ValidationError({"photo": refused.messages}) from refused
    OfficerPhoto.objects.update_or_create(officer=officer, defaults={"content": made})
