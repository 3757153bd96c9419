"""The numbers of 4 November 2024: 146 officers for 125 villages.

Only the two numbers and the day are facts. Which villages and offices, the decree's number and all names are invented
for the test; the register they fill is a register like any other, not a demonstration.
"""

import io

import xlsxwriter

from pimpasa.accounts.tests.make import make_office, make_region
from pimpasa.regions.gazetteer import Place, gazetteer

OFFICERS, VILLAGES = 146, 125
DECREE, OFFICE = "CONTOH-1", "kanwil-jawa-tengah"
# Five offices, each in a regency of its own.
REGENCIES = {
    "kanim-satu": "33.01",
    "kanim-dua": "35.01",
    "kanim-tiga": "32.01",
    "kanim-empat": "53.04",
    "kanim-lima": "61.01",
}
EACH = VILLAGES // len(REGENCIES)


def make_founding_places() -> list[tuple[str, Place]]:
    """The offices in the register and 125 villages whose full address is told for sure, each with its office."""
    make_office(OFFICE, "33.74")
    found = [(office, place) for office, regency in REGENCIES.items() for place in sure_villages(regency)]
    for office, place in found:
        make_office(office, REGENCIES[office], serves=(REGENCIES[office],))
        make_region(place.code, place.village)
    return found


def sure_villages(regency: str) -> list[Place]:
    places = gazetteer()
    inside = (places.place_at(number) for number in places.index.run(regency))
    sure = (
        one for one in inside if places.match(one.village, one.district, one.regency, one.province).code == one.code
    )
    return [place for place, _number in zip(sure, range(EACH), strict=False)]


def village_list(places: list[tuple[str, Place]]) -> bytes:
    rows = [[one.village, one.district, one.regency, one.province, office] for office, one in places]
    return as_xlsx([["Desa", "Kecamatan", "Kabupaten", "Provinsi", "Kantor"], *rows])


def officer_list(places: list[tuple[str, Place]]) -> bytes:
    """Everyone has one village; the first villages have two officers."""
    rows = [officer_row(number, *places[number % VILLAGES]) for number in range(OFFICERS)]
    return as_xlsx([["Nama", "Surel", "Pangkat", "Kantor", "Desa"], *rows])


def officer_row(number: int, office: str, place: Place) -> list[str]:
    where = ", ".join((place.village, place.district, place.regency, place.province))
    return [f"Nama Karangan {number + 1}", f"petugas{number + 1}@contoh.id", "", office, where]


def as_xlsx(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return out.getvalue()
