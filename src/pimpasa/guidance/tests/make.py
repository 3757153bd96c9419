"""People who ask, and the office that serves a village."""

from pimpasa.regions.models import COUNTRY, ImmigrationOffice, OfficeJurisdiction, Region
from pimpasa.regions.queries import forget_offices

ADULT = {
    "place": "indonesia",
    "age": "21-60",
    "citizenship": "birth",
    "need": "first",
    "purpose": "travel",
    "book": "electronic",
    "years": "5",
    "same_day": "no",
    "id_card": "ktp",
}
CHILD = {**ADULT, "age": "6-16", "married": "no", "parents": "together"}
LOST_IN_A_FLOOD = {**ADULT, "need": "replace", "reason": ("lost",), "disaster": "yes"}
KEBON_JERUK, WEST_JAKARTA, ITS_OFFICE = "31.73.05.1001", "31.73", "kanim-jakarta-barat"


def make_office(code: str = ITS_OFFICE, regency: str = WEST_JAKARTA) -> ImmigrationOffice:
    given = {"first_edition": "uji", "last_edition": "uji"}
    country, _ = Region.objects.get_or_create(code=COUNTRY, defaults={"name": "Indonesia", "kind": "country", **given})
    area, _ = Region.objects.get_or_create(
        code=regency, defaults={"name": "Uji", "kind": "regency", "parent": country, **given}
    )
    named = {"name": "Kantor Imigrasi Uji", "kind": "kanim", "regency": area}
    office, _ = ImmigrationOffice.objects.update_or_create(code=code, defaults=named)
    OfficeJurisdiction.objects.filter(regency=area).delete()
    OfficeJurisdiction.objects.create(office=office, regency=area, is_primary=True, confidence="confirmed")
    forget_offices()
    return office
