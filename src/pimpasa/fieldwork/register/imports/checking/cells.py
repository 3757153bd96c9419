"""The cells that lists of officers and of villages share: office, decree, day, village."""

import re
from dataclasses import asdict

from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.fieldwork.register.imports.checking.rows import Checked, Doubt, Place
from pimpasa.fieldwork.register.imports.days import read_day
from pimpasa.fieldwork.register.imports.known import Known, match
from pimpasa.fieldwork.register.models import Decree
from pimpasa.regions.models import ImmigrationOffice

VILLAGE_CODE = re.compile(r"\d\d\.\d\d\.\d\d\.\d{4}")


def read_office(checked: Checked, known: Known) -> ImmigrationOffice | None:
    office = known.office_of(checked.cells.get("office", ""))
    if office is None:
        checked.wrong("office", _("Kantor ini tidak dikenal atau di luar wewenang Anda."))
        return None
    checked.office = office.pk
    return office


def read_decree(checked: Checked, known: Known, office: ImmigrationOffice, number: str) -> Decree | None:
    if not number:
        return None
    decree = known.decree_of(number, office)
    if decree is None:
        checked.wrong("decree", _("SK ini belum tercatat. Catat SK-nya dulu."))
    else:
        checked.decree = str(decree.pk)
    return decree


def check_day(checked: Checked, column: str, text: str, decree: Decree | None) -> None:
    day = read_day(text)
    if day is None:
        checked.wrong(column, _("Tanggal tidak terbaca. Contoh: 4/11/2024."))
    elif day > timezone.localdate():
        checked.wrong(column, _("Tanggal ini belum tiba."))
    elif decree and day < decree.dated_on:
        checked.wrong(column, _("Tanggal ini mendahului SK."))
    else:
        checked.day = day.isoformat()


def read_code(checked: Checked, known: Known, place: Place, column: str = "village") -> str | None:
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
    if known.knows(code):
        return code
    checked.wrong(column, _("Kode desa %(code)s tidak dikenal.") % {"code": code})
    return None
