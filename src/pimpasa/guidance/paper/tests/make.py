"""Answers to print, and the office of the village with the longest names."""

from urllib.parse import urlencode

from pimpasa.guidance.tests.make import ADULT, CHILD, LOST_IN_A_FLOOD
from pimpasa.regions.models import COUNTRY, ImmigrationOffice, OfficeJurisdiction, Region

WORKER = {**ADULT, "purpose": "work", "worked_before": "no"}
ABROAD = {
    "place": "abroad",
    "abroad_where": "malaysia",
    "age": "21-60",
    "citizenship": "birth",
    "need": "first",
    "purpose": "travel",
    "unable_to_pay": "no",
    "book": "electronic",
    "years": "5",
}
WORK = {"stage": "asking", "age": "18+", "scheme": "p2p", "destination": "malaysia", "job": "household"}
IN_A_FLOOD = {**LOST_IN_A_FLOOD, "reason": "lost"}
# The longest name of a village, and a village in the regency with the longest name.
LONGEST_VILLAGE, LONGEST_REGENCY = "13.05.16.2006", "71.09.01.2001"
FOUR_LINES = "\n".join(
    [
        "Jalan Serma Hanafiah Nomor 1, RT 004 RW 012",
        "Kelurahan Belawan I, Kecamatan Medan Belawan",
        "Kota Medan 20412",
        "Di belakang kantor pos, sebelah masjid",
    ]
)

__all__ = ["ABROAD", "ADULT", "CHILD", "IN_A_FLOOD", "WORK", "WORKER"]


def make_serving_office(village: str, address: str = FOUR_LINES) -> ImmigrationOffice:
    """An office that serves the village by inference only."""
    given = {"first_edition": "uji", "last_edition": "uji"}
    country, _ = Region.objects.get_or_create(code=COUNTRY, defaults={"name": "Indonesia", "kind": "country", **given})
    area = Region.objects.create(code=village[:5], name="Uji", kind="regency", parent=country, **given)
    office = ImmigrationOffice.objects.create(
        code="kanim-uji",
        name="Kantor Imigrasi Kelas I Khusus TPI Uji",
        kind="kanim",
        regency=area,
        address=address,
        as_of="2025-11",
    )
    OfficeJurisdiction.objects.create(office=office, regency=area, is_primary=True, confidence="inferred")
    return office


def leaflet_address(answers: dict[str, str], guide: str = "paspor", **more: str) -> str:
    return f"/panduan/{guide}/lembar.pdf?{urlencode({**answers, **more})}"
