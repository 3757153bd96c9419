"""A village and its office as a sheet names them, with what is only inferred or old marked as such."""

from datetime import date

from pimpasa.foundation.ui.words import day as day_words
from pimpasa.guidance.answers import Answer
from pimpasa.regions.gazetteer import Place
from pimpasa.regions.queries import Office
from pimpasa.regions.sheets.sheet import OfficeSheet, Statement, sheet_of
from pimpasa.regions.sheets.subjects import Subject
from pimpasa.regions.templatetags.region_words import when_seen

from .shown import Data

KINDS = {"kelurahan": "Kelurahan", "desa": "Desa", "desa_adat": "Desa adat"}


def village(place: Place) -> Data:
    return {
        "kind": KINDS[place.kind],
        "name": place.village,
        "district": place.district,
        "regency": place.regency,
        "province": place.province,
    }


def office(one: Office, day: date, inferred: bool) -> Data:
    """What its own sheet says on that day; an older address only with when it was seen."""
    sheet = sheet_of(one.code, day)
    address, seen = _address(one, sheet)
    return {
        "name": one.name,
        "inferred": inferred,
        "place": one.regency,
        "address": address,
        "seen": seen,
        "lines": [_line(said) for said in sheet.statements if said.subject in PRINTED],
        "electronic_only": "",
    }


def _line(said: Statement) -> str:
    return f"{said.label}: {day_words(said.day) if said.day else said.value}"


def books(answer: Answer) -> str:
    """What the answer rests on when the office sells only one kind of passport; empty where nobody told."""
    if answer.walk.compiled.pattern != "electronic_only":
        return ""
    sold = answer.sold
    doubt = " Satu sumber, tanyakan kantor." if sold and sold.confidence != "A" else ""
    return "Kantor ini hanya menerbitkan paspor elektronik." + doubt


# Numbers stay off paper: they change hands while the sheet hangs on.
PRINTED = frozenset(
    {Subject.HOURS, Subject.PRIORITY_CHANNEL, Subject.QUOTA_DAY, Subject.ELECTRONIC_ONLY_SINCE, Subject.SAME_DAY}
)


def _address(one: Office, sheet: OfficeSheet) -> tuple[str, str]:
    said = sheet.about(Subject.ADDRESS)
    return (said[0].value, "") if said else (one.address, when_seen(one.as_of) if one.address else "")
