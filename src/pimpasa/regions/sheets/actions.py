"""Entering and withdrawing statements. The office's row is locked, so that two writers form one line."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.foundation.access import require_office
from pimpasa.foundation.audit.actions import record
from pimpasa.regions.models import ImmigrationOffice
from pimpasa.regions.sheets import policies
from pimpasa.regions.sheets.models import OfficeStatement, StatementWithdrawal
from pimpasa.regions.sheets.sheet import forget_sheets
from pimpasa.regions.sheets.subjects import LONGEST_DAYS, SEVERAL_AT_ONCE, last_day
from pimpasa.regions.sheets.values import clean_value


@dataclass(frozen=True)
class NewStatement:
    """What was typed; the key comes from the form, so that sending it twice enters it once."""

    id: UUID
    subject: str
    value: str
    source: str
    checked_on: date
    expires_on: date | None = None
    replaces: UUID | None = None


@transaction.atomic
def enter_statement(office: ImmigrationOffice, new: NewStatement, *, by: Any) -> OfficeStatement:
    """Raises ValidationError by field. The only open statement of a single-valued subject is replaced."""
    require_office(by, policies.ENTER_STATEMENT, office.pk)
    office = ImmigrationOffice.objects.select_for_update().get(pk=office.pk)
    if known := office.statements.filter(pk=new.id, subject=new.subject).first():
        return known
    statement = _draft(office, new)
    statement.full_clean()
    statement.save(force_insert=True)
    record(by, "enter-statement", statement, office=office.pk, subject=new.subject, replaces=statement.replaces_id)
    transaction.on_commit(forget_sheets)
    return statement


@transaction.atomic
def withdraw_statement(statement: OfficeStatement, *, reason: str, by: Any) -> StatementWithdrawal:
    require_office(by, policies.WITHDRAW_STATEMENT, statement.office_id)
    ImmigrationOffice.objects.select_for_update().get(pk=statement.office_id)
    if not OfficeStatement.objects.open().filter(pk=statement.pk).exists():
        raise ValidationError(_("Keterangan ini sudah dicabut atau sudah diganti."))
    withdrawal = StatementWithdrawal(statement=statement, reason=reason.strip())
    withdrawal.full_clean()
    withdrawal.save(force_insert=True)
    record(by, "withdraw-statement", statement, office=statement.office_id, subject=statement.subject)
    transaction.on_commit(forget_sheets)
    return withdrawal


def _draft(office: ImmigrationOffice, new: NewStatement) -> OfficeStatement:
    expires_on = new.expires_on or last_day(new.subject, new.checked_on)
    _check_days(new.checked_on, expires_on)
    return OfficeStatement(
        id=new.id,
        office=office,
        subject=new.subject,
        value=_checked(new),
        source=new.source.strip(),
        checked_on=new.checked_on,
        expires_on=expires_on,
        replaces=_replaced(office, new),
    )


def _checked(new: NewStatement) -> str:
    try:
        return clean_value(new.subject, new.value)
    except ValidationError as refused:
        raise ValidationError({"value": refused.messages}) from refused


def _check_days(checked_on: date, expires_on: date) -> None:
    today = timezone.localdate()
    if checked_on > today:
        raise ValidationError({"checked_on": _("Hari ini belum tiba. Tulis hari Anda memeriksanya.")})
    if expires_on < today:
        raise ValidationError({"expires_on": _("Keterangan ini sudah lewat. Periksa lagi, lalu tulis hari yang baru.")})
    if expires_on > checked_on + timedelta(days=LONGEST_DAYS):
        raise ValidationError({"expires_on": _("Paling lama satu tahun sesudah diperiksa.")})


def _replaced(office: ImmigrationOffice, new: NewStatement) -> OfficeStatement | None:
    earlier = OfficeStatement.objects.open().filter(office=office, subject=new.subject)
    if new.replaces:
        if (chosen := earlier.filter(pk=new.replaces).first()) is None:
            raise ValidationError({"replaces": _("Keterangan itu sudah diganti atau dicabut. Muat ulang halaman.")})
        return chosen
    return None if new.subject in SEVERAL_AT_ONCE else earlier.first()
