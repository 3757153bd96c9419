"""Reads what each row means. Nothing is changed here; every error names its column."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.models import valid_username
from pimpasa.fieldwork.register.imports.days import read_day
from pimpasa.fieldwork.register.imports.known import Known, KnownOfficers, KnownVillages, match
from pimpasa.fieldwork.register.models import AssistedVillage, Decree
from pimpasa.regions.lists import FIELDS
from pimpasa.regions.models import ImmigrationOffice

VILLAGE_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")
NEW, KNOWN, DOUBTFUL, WRONG = "new", "known", "doubtful", "wrong"
State = AssistedVillage.State
Cells = dict[str, str]


@dataclass
class Doubt:
    """A village that could not be told for sure, as it was written."""

    village: str
    district: str = ""
    regency: str = ""
    province: str = ""
    reason: str = ""
    candidates: list[str] = field(default_factory=list)


@dataclass
class Checked:
    """What a row was read as; `errors` are pairs of column and message."""

    line: int
    cells: Cells
    status: str = NEW
    errors: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    office: str = ""
    decree: str = ""
    day: str = ""
    villages: list[str] = field(default_factory=list)

    def as_row(self) -> dict[str, Any]:
        return asdict(self)

    def wrong(self, column: str, message: str) -> None:
        self.errors.append((column, message))


@dataclass
class Place:
    """A village as written in a cell or a row."""

    village: str
    district: str = ""
    regency: str = ""
    province: str = ""


def check_officer(checked: Checked, known: KnownOfficers, lines: dict[str, int]) -> Checked:
    """`lines` tells on which line of the list each address stands first."""
    cells = checked.cells
    _check_name(checked)
    email = cells.get("email", "").lower()
    _check_email(checked, email, known, lines)
    office = _office(checked, known)
    if office:
        _check_inauguration(checked, known, office)
        for place in _places(cells.get("villages", "")):
            _check_assignment(checked, known, office, place)
    checked.status = _officer_status(checked, known, email)
    return checked


def check_village(checked: Checked, known: KnownVillages, lines: dict[str, int]) -> Checked:
    """`lines` collects on which line each village was read first."""
    office = known.office
    place = Place(*(checked.cells.get(name, "") for name in FIELDS))
    _check_since(checked, known, office)
    code = _code_of(checked, known, place)
    if code:
        checked.villages = [code]
        _check_listed(checked, known, code, lines)
    checked.status = _village_status(checked, known, code)
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


def _office(checked: Checked, known: Known) -> ImmigrationOffice | None:
    office = known.office_of(checked.cells.get("office", ""))
    if office is None:
        checked.wrong("office", _("Kantor ini tidak dikenal atau di luar wewenang Anda."))
        return None
    if isinstance(known, KnownOfficers):
        officer = known.officers.get(checked.cells.get("email", "").lower())
        if officer and officer.office_id != office.pk:
            checked.wrong("office", _("Orang ini tercatat di kantor lain."))
        elif officer and officer.withdrawn_on:
            checked.wrong("email", _("Orang ini sudah tercatat berhenti sebagai Pimpasa."))
    checked.office = office.pk
    return office


def _check_inauguration(checked: Checked, known: Known, office: ImmigrationOffice) -> None:
    number, text = checked.cells.get("decree", ""), checked.cells.get("inaugurated_on", "")
    decree = _decree(checked, known, office, number)
    if text and not number:
        checked.wrong("decree", _("Pengukuhan perlu nomor SK."))
    if text:
        _check_day(checked, "inaugurated_on", text, decree)


def _check_since(checked: Checked, known: Known, office: ImmigrationOffice) -> None:
    number, text = checked.cells.get("decree", ""), checked.cells.get("since", "")
    decree = _decree(checked, known, office, number)
    if number and not text:
        checked.wrong("since", _("Desa dengan SK perlu tanggal mulai."))
    if text:
        _check_day(checked, "since", text, decree)


def _decree(checked: Checked, known: Known, office: ImmigrationOffice, number: str) -> Decree | None:
    if not number:
        return None
    decree = known.decree_of(number, office)
    if decree is None:
        checked.wrong("decree", _("SK ini belum tercatat. Catat SK-nya dulu."))
    else:
        checked.decree = str(decree.pk)
    return decree


def _check_day(checked: Checked, column: str, text: str, decree: Decree | None) -> None:
    day = read_day(text)
    if day is None:
        checked.wrong(column, _("Tanggal tidak terbaca. Contoh: 4/11/2024."))
    elif day > timezone.localdate():
        checked.wrong(column, _("Tanggal ini belum tiba."))
    elif decree and day < decree.dated_on:
        checked.wrong(column, _("Tanggal ini mendahului SK."))
    else:
        checked.day = day.isoformat()


def _places(text: str) -> Iterable[Place]:
    """Several villages are parted by semicolons or lines; their areas follow after commas."""
    for part in re.split(r"[;\n]", text):
        names = [name.strip() for name in part.split(",")][:4]
        if names[0]:
            yield Place(*names)


def _check_assignment(checked: Checked, known: Known, office: ImmigrationOffice, place: Place) -> None:
    alone = not place.district and not VILLAGE_CODE.fullmatch(place.village)
    assisted = known.only_one_named(place.village, office) if alone else None
    if assisted is None:
        code = _code_of(checked, known, place, column="villages")
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


def _code_of(checked: Checked, known: Known, place: Place, column: str = "village") -> str | None:
    if not place.village:
        checked.wrong(column, _("Nama desa kosong."))
        return None
    if VILLAGE_CODE.fullmatch(place.village):
        return _given_code(checked, known, place.village, column)
    found = match(place.village, place.district, place.regency, place.province)
    if found.code is None:
        candidates = [one.code for one in found.candidates if known.scope.contains(one.code)]
        checked.doubts.append(Doubt(**asdict(place), reason=found.reason[:400], candidates=candidates))
    return found.code


def _given_code(checked: Checked, known: Known, code: str, column: str) -> str | None:
    living = known.living if isinstance(known, KnownVillages) else known.assisted
    if code in living:
        return code
    checked.wrong(column, _("Kode desa %(code)s tidak dikenal.") % {"code": code})
    return None


def _check_listed(checked: Checked, known: KnownVillages, code: str, lines: dict[str, int]) -> None:
    if lines.setdefault(code, checked.line) != checked.line:
        checked.wrong("village", _("Desa ini sama dengan baris %(line)d.") % {"line": lines[code]})
    if not known.scope.contains(code):
        checked.wrong("village", _("Desa ini di luar wewenang Anda."))
    elif code not in known.living:
        checked.wrong("village", _("Desa ini tidak ada dalam daftar wilayah."))
    elif checked.decree and _is_behind(known, code) and not known.movable.contains(code):
        checked.wrong("decree", _("Hanya kepala kantor yang mengaktifkan desa. Kosongkan kolom SK."))
    assisted = known.assisted.get(code)
    if assisted and assisted.office_id != known.office.pk:
        checked.wrong("village", _("Desa ini sudah dibina kantor lain."))


def _is_behind(known: Known, code: str) -> bool:
    """Whether a decree would still move the village on."""
    assisted = known.assisted.get(code)
    return assisted is None or assisted.state in (State.PROPOSED, State.AGREED)


def _village_status(checked: Checked, known: KnownVillages, code: str | None) -> str:
    if checked.errors:
        return WRONG
    if code is None:
        return DOUBTFUL
    is_new = code not in known.assisted or (bool(checked.decree) and _is_behind(known, code))
    return NEW if is_new else KNOWN


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
