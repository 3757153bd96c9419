"""Every change to the installation. Without `by` it is the operator at the machine, who holds the database anyway.

Protects people from a site that seems to be an office's and is not: a demonstration never carries an office's name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from pimpasa.foundation import retention
from pimpasa.foundation.access import require
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.installation.models import THE_ONE, Installation
from pimpasa.foundation.installation.policies import CHANGE_INSTALLATION
from pimpasa.foundation.installation.queries import Contact, forget
from pimpasa.foundation.versions import ChangedMeanwhileError

if TYPE_CHECKING:
    from pimpasa.accounts.models import User


@dataclass(frozen=True)
class SetUp:
    """What set-up writes down: the whole of it, each time."""

    operator: str
    office_code: str
    contact: Contact
    retention: Mapping[str, int] = field(default_factory=dict)


@transaction.atomic
def set_up(what: SetUp, *, by: "User | None" = None, version: int | None = None) -> Installation:
    """Names the office that runs the site. Raises ValidationError by field, and ChangedMeanwhileError."""
    if by is not None:
        require(by, CHANGE_INSTALLATION)
    row = _locked(version)
    _refuse_demonstration(row)
    before = dict(row.retention)
    _write(row, what)
    row.full_clean()
    _save(row)
    record(by, "set-up-installation", row, office=row.office_code, **_changed_days(before, row.retention))
    return row


@transaction.atomic
def mark_demonstration(*, by: "User | None" = None) -> Installation:
    """From now on every page and print says that people and deeds here are invented."""
    row = _locked()
    if row.set_up_at is not None:
        raise ValidationError(_("Situs ini sudah dikelola kantor. Peragaan butuh pemasangan sendiri."), code="set-up")
    return _mark(row, True, by)


@transaction.atomic
def unmark_demonstration(*, by: "User | None" = None) -> Installation:
    return _mark(_locked(), False, by)


def _mark(row: Installation, is_demonstration: bool, by: "User | None") -> Installation:
    if row.is_demonstration != is_demonstration:
        row.is_demonstration = is_demonstration
        _save(row)
        record(by, "mark-demonstration" if is_demonstration else "unmark-demonstration", row)
    return row


def _locked(version: int | None = None) -> Installation:
    """The one row, made if there is none, and held until the transaction ends."""
    Installation.objects.get_or_create(pk=THE_ONE)
    row = Installation.objects.select_for_update().get(pk=THE_ONE)
    if version is not None and row.version != version:
        raise ChangedMeanwhileError(row)
    return row


def _refuse_demonstration(row: Installation) -> None:
    if row.is_demonstration:
        raise ValidationError(
            _("Situs ini masih peragaan. Hapus dulu dengan: pimpasa demonstration remove"), code="demonstration"
        )


def _write(row: Installation, what: SetUp) -> None:
    row.operator, row.office_code = what.operator.strip(), what.office_code.strip()
    row.contact_name, row.contact_email = what.contact.name.strip(), what.contact.email.strip()
    row.contact_phone, row.contact_address = what.contact.phone.strip(), what.contact.address.strip()
    row.retention = retention.checked(what.retention)
    row.set_up_at = row.set_up_at or timezone.now()
    _check(row)


def _check(row: Installation) -> None:
    """A public notice must say who is responsible and how to reach them."""
    errors: dict[str, str] = {}
    if not row.operator:
        errors["operator"] = _("Sebut kantor yang mengelola situs ini.")
    if row.office_code and import_string(settings.OFFICE_NAME)(row.office_code) is None:
        errors["office_code"] = _("Tidak ada kantor dengan kode ini.")
    if not row.contact_name:
        errors["contact_name"] = _("Sebut nama atau jabatan yang bisa ditanya tentang data.")
    if not (row.contact_email or row.contact_phone or row.contact_address):
        errors["contact_email"] = _("Isi sedikitnya satu: surel, telepon, atau alamat.")
    if errors:
        raise ValidationError(errors)


def _changed_days(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, int | None]:
    return {
        f"days_{subject}": after.get(subject)
        for subject in sorted({*before, *after})
        if before.get(subject) != after.get(subject)
    }


def _save(row: Installation) -> None:
    row.version += 1
    row.save()
    forget()
    # Another thread may have read the old row before this transaction ended.
    transaction.on_commit(forget)
