from datetime import date

import uuid6

from pimpasa.regions.models import COUNTRY, ImmigrationOffice, Region
from pimpasa.regions.sheets.actions import NewStatement, enter_statement
from pimpasa.regions.sheets.models import OfficeStatement

TODAY = date(2026, 5, 4)


def make_region(code: str, name: str, kind: str, parent: Region | None) -> Region:
    given = {"name": name, "kind": kind, "parent": parent, "first_edition": "uji", "last_edition": "uji"}
    return Region.objects.get_or_create(code=code, defaults=given)[0]


def make_regency(code: str = "33.01", name: str = "Cilacap") -> Region:
    country = make_region(COUNTRY, "Indonesia", "country", None)
    return make_region(code, name, "regency", make_region(code[:2], "Provinsi Uji", "province", country))


def make_office(code: str = "kanim-cilacap", name: str = "Kantor Imigrasi Cilacap", **fields) -> ImmigrationOffice:
    kind = ImmigrationOffice.Kind.OFFICE
    given = {"name": name, "kind": kind, "regency": make_regency(), **fields}
    return ImmigrationOffice.objects.update_or_create(code=code, defaults=given)[0]


def new_statement(subject: str = "hours", value: str = "08.00-15.00", **fields) -> NewStatement:
    given = {"id": uuid6.uuid7(), "source": "Papan di depan kantor", "checked_on": TODAY, **fields}
    return NewStatement(subject=subject, value=value, **given)


def make_statement(office, by, subject: str = "hours", value: str = "08.00-15.00", **fields) -> OfficeStatement:
    return enter_statement(office, new_statement(subject, value, **fields), by=by)
