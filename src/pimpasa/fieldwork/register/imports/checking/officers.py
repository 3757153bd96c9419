"""Rows of a list of officers."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from pimpasa.accounts.models import valid_username
from pimpasa.fieldwork.register.imports.checking.cells import (
    VILLAGE_CODE,
    check_day,
    read_code,
    read_decree,
    read_office,
)
from pimpasa.fieldwork.register.imports.checking.rows import DOUBTFUL, KNOWN, NEW, WRONG, Checked, Place
from pimpasa.fieldwork.register.imports.known import KnownOfficers
from pimpasa.fieldwork.register.models import AssistedVillage
from pimpasa.regions.models import ImmigrationOffice

State = AssistedVillage.State


def check_officer(checked: Checked, known: KnownOfficers, lines: dict[str, int]) -> Checked:
    """`lines` tells on which line of the list each address stands first."""
    cells = checked.cells
    _check_name(checked)
    email = cells.get("email", "").lower()
    _check_email(checked, email, known, lines)
    office = read_office(checked, known)
    if office:
        _check_service(checked, known, office, email)
        _check_inauguration(checked, known, office)
        for place in _places(cells.get("villages", "")):
            _check_assignment(checked, known, office, place)
    checked.status = _officer_status(checked, known, email)
    return checked


def _check_name(checked: Checked) -> None:
    name = checked.cells.get("name", "")
    if not name:
        checked.wrong("name", _("Nama kosong."))
    elif len(name) > 150:
        checked.wrong("name", _("Nama terlalu panjang; paling panjang 150 huruf."))


def _check_email(checked: Checked, email: str, known: KnownOfficers, lines: dict[str, int]) -> None:
    try:
        validate_email(email)
        valid_username(email)
    except ValidationError:
        checked.wrong("email", _("Surel kosong atau salah tulis."))
        return
    if lines.get(email, checked.line) != checked.line:
        checked.wrong("email", _("Surel sama dengan baris %(line)d.") % {"line": lines[email]})
    if email in known.closed:
        checked.wrong("email", _("Akun dengan surel ini sudah ditutup."))


def _check_service(checked: Checked, known: KnownOfficers, office: ImmigrationOffice, email: str) -> None:
    officer = known.officers.get(email)
    if officer and officer.office_id != office.pk:
        checked.wrong("office", _("Orang ini tercatat di kantor lain."))
    elif officer and officer.withdrawn_on:
        checked.wrong("email", _("Orang ini sudah tercatat berhenti sebagai Pimpasa."))


def _check_inauguration(checked: Checked, known: KnownOfficers, office: ImmigrationOffice) -> None:
    number, text = checked.cells.get("decree", ""), checked.cells.get("inaugurated_on", "")
    decree = read_decree(checked, known, office, number)
    if text and not number:
        checked.wrong("decree", _("Pengukuhan perlu nomor SK."))
    if text:
        check_day(checked, "inaugurated_on", text, decree)


def _places(text: str) -> Iterable[Place]:
    """Several villages are parted by semicolons or lines; their areas follow after commas."""
    for part in re.split(r"[;\n]", text):
        names = [name.strip() for name in part.split(",")][:4]
        if names[0]:
            yield Place(*names)


def _check_assignment(checked: Checked, known: KnownOfficers, office: ImmigrationOffice, place: Place) -> None:
    alone = not place.district and not VILLAGE_CODE.fullmatch(place.village)
    assisted = known.only_one_named(place.village, office) if alone else None
    if assisted is None:
        code = read_code(checked, known, place, column="villages")
        if code is None:
            return
        assisted = known.assisted.get(code)
    if assisted is None or assisted.state == State.PROPOSED:
        message = _("Desa %(village)s belum disepakati sebagai desa binaan.") % {"village": place.village}
        checked.wrong("villages", message)
    elif not known.scope.contains(assisted.village_id):
        checked.wrong("villages", _("Desa %(village)s di luar wewenang Anda.") % {"village": place.village})
    elif str(assisted.pk) not in checked.villages:
        checked.villages.append(str(assisted.pk))


def _officer_status(checked: Checked, known: KnownOfficers, email: str) -> str:
    if checked.errors:
        return WRONG
    if checked.doubts:
        return DOUBTFUL
    officer = known.officers.get(email)
    if officer is None or any((email, UUID(one)) not in known.assigned for one in checked.villages):
        return NEW
    held = {(str(one.decree_id), one.held_on) for one in officer.inaugurations.all()}
    needs = checked.decree and checked.day and (checked.decree, date.fromisoformat(checked.day)) not in held
    return NEW if needs else KNOWN
