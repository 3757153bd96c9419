from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.guards import guard_office
from pimpasa.fieldwork.register.models import Decree, DecreeFile
from pimpasa.fieldwork.register.policies import RECORD_DECREE
from pimpasa.fieldwork.register.uploads import LARGEST_PDF, check_pdf
from pimpasa.fieldwork.register.versions import lock, save_next
from pimpasa.foundation.audit.actions import record
from pimpasa.regions.models import ImmigrationOffice


@dataclass(frozen=True)
class DecreeText:
    """What a decree says of itself."""

    number: str
    dated_on: date
    subject: str
    ends_on: date | None = None


@dataclass(frozen=True)
class Scan:
    """An uploaded PDF with the name that its sender gave it."""

    name: str
    content: bytes


@transaction.atomic
def record_decree(
    office: ImmigrationOffice,
    text: DecreeText,
    *,
    by: User | None,
    scan: Scan | None = None,
    key: UUID | None = None,
) -> Decree:
    """Raises ValidationError by field; recording the same key again gives back the first."""
    guard_office(by, RECORD_DECREE, office.pk)
    # Two who record the same number at once pass one after the other, so that the second is told rather than fails.
    ImmigrationOffice.objects.select_for_update(no_key=True).get(pk=office.pk)
    if key and (known := Decree.objects.filter(pk=key, office=office).first()):
        return known
    decree = Decree(office=office)
    decree.pk = key or decree.pk
    _write(decree, text)
    decree.save(force_insert=True)
    record(by, "record-decree", decree, office=office.pk)
    if scan:
        _attach(decree, scan)
    return decree


@transaction.atomic
def change_decree(
    decree: Decree, text: DecreeText, *, version: int | None, by: User | None, scan: Scan | None = None
) -> Decree:
    """Corrects it; a new scan replaces the former."""
    guard_office(by, RECORD_DECREE, decree.office_id)
    decree = lock(Decree.objects.all(), decree.pk, version)
    _write(decree, text)
    save_next(decree, "number", "dated_on", "subject", "ends_on")
    if scan:
        _attach(decree, scan)
    record(by, "change-decree", decree, office=decree.office_id, version=decree.version, scan=bool(scan))
    return decree


def _write(decree: Decree, text: DecreeText) -> None:
    if text.dated_on > timezone.localdate():
        raise ValidationError({"dated_on": _("Tanggal SK belum tiba.")})
    decree.number, decree.subject = " ".join(text.number.split()), text.subject.strip()
    decree.dated_on, decree.ends_on = text.dated_on, text.ends_on
    decree.full_clean()


def _attach(decree: Decree, scan: Scan) -> None:
    if len(scan.content) > LARGEST_PDF:
        raise ValidationError({"file": _("Berkas terlalu besar. Paling besar 5 MB.")})
    try:
        check_pdf(scan.content)
    except ValidationError as refused:
        raise ValidationError({"file": refused.messages}) from refused
    given = {"name": scan.name[-120:], "content": scan.content, "size": len(scan.content)}
    DecreeFile.objects.update_or_create(decree=decree, defaults=given)
