"""Rows as people damage them, made from villages of which the truth is known."""

import random
from dataclasses import dataclass

from pimpasa.regions.gazetteer import Gazetteer, Place

SHORT_PROVINCES = {
    "Jawa Barat": "Jabar", "Jawa Tengah": "Jateng", "Jawa Timur": "Jatim", "Nusa Tenggara Barat": "NTB",
    "Nusa Tenggara Timur": "NTT", "Kepulauan Riau": "Kepri", "Daerah Istimewa Yogyakarta": "DIY",
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta", "Sumatera Utara": "Sumut", "Sumatera Barat": "Prov. Sumbar",
    "Kepulauan Bangka Belitung": "Babel", "Kalimantan Utara": "Kaltara",
}  # fmt: skip
FORMER_REGENCIES = {
    "Kabupaten Toba": "Kab. Toba Samosir", "Kabupaten Mempawah": "Kab. Pontianak", "Kabupaten Paser": "Kab. Pasir",
    "Kabupaten Pasangkayu": "Kab. Mamuju Utara", "Kota Makassar": "Kota Ujung Pandang",
    "Kabupaten Kepulauan Tanimbar": "Kab. Maluku Tenggara Barat", "Kabupaten Lima Puluh Kota": "Kab. 50 Kota",
    "Kabupaten Kepulauan Selayar": "Kab. Selayar", "Kabupaten Bintan": "Kab. Kepulauan Riau",
}  # fmt: skip


@dataclass
class Row:
    village: str
    district: str
    regency: str
    province: str


class Damager:
    """Damages rows with a fixed seed, so that every run tries the same ones."""

    def __init__(self, places: Gazetteer, seed: int) -> None:
        self.random = random.Random(seed)
        self.places = places
        names = places.index.area_names
        self.districts, self.regencies, self.provinces = (
            [name for code, name in names.items() if len(code) == length] for length in (8, 5, 2)
        )
        former = {code for code, name in names.items() if len(code) == 5 and name in FORMER_REGENCIES}
        self.renamed = [number for number, code in enumerate(places.index.codes) if code[:5] in former]

    def village(self, kind: str) -> Place:
        numbers = self.renamed if kind == "former_regency" else range(len(self.places.index.codes))
        return self.places.place_at(self.random.choice(numbers))

    def row(self, place: Place, kind: str) -> Row:
        row = Row(place.village, place.district, place.regency, place.province)
        getattr(self, kind)(row)
        return row

    def slip(self, text: str) -> str:
        at = self.random.choice([place for place, letter in enumerate(text) if letter.isalpha()])
        other = self.random.choice("aeioungrklst")
        swapped = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
        return self.random.choice([text[:at] + text[at + 1 :], text[:at] + other + text[at:], swapped])

    def slip_in_village(self, row: Row) -> None:
        row.village = self.slip(row.village)

    def two_slips_in_village(self, row: Row) -> None:
        row.village = self.slip(self.slip(row.village))

    def slip_in_district(self, row: Row) -> None:
        row.district = self.slip(row.district)

    def slip_in_regency(self, row: Row) -> None:
        row.regency = self.slip(row.regency)

    def slip_everywhere(self, row: Row) -> None:
        row.village, row.district, row.regency = map(self.slip, (row.village, row.district, row.regency))

    def no_district(self, row: Row) -> None:
        row.district = ""

    def no_regency(self, row: Row) -> None:
        row.regency = ""

    def no_province(self, row: Row) -> None:
        row.province = ""

    def only_regency(self, row: Row) -> None:
        row.district = row.province = ""

    def only_village(self, row: Row) -> None:
        row.district = row.regency = row.province = ""

    def columns_swapped(self, row: Row) -> None:
        row.district, row.regency = row.regency, row.district

    def wrong_district(self, row: Row) -> None:
        row.district = self.random.choice(self.districts)

    def wrong_regency(self, row: Row) -> None:
        row.regency = self.random.choice(self.regencies)

    def wrong_regency_alone(self, row: Row) -> None:
        row.regency, row.district = self.random.choice(self.regencies), ""

    def wrong_province(self, row: Row) -> None:
        row.province = self.random.choice(self.provinces)

    def slip_and_no_district(self, row: Row) -> None:
        row.village, row.district = self.slip(row.village), ""

    def abbreviated(self, row: Row) -> None:
        row.regency = row.regency.replace("Administrasi", "Adm.").replace("Kabupaten", "Kab.")
        row.province = SHORT_PROVINCES.get(row.province, row.province)
        row.district = f"Kec. {row.district}"

    def with_prefix(self, row: Row) -> None:
        row.village = self.random.choice(["Desa ", "Ds. ", "DESA ", "desa "]) + row.village

    def bare_regency(self, row: Row) -> None:
        row.regency = row.regency.split(" ", 1)[1]

    def spaces_moved(self, row: Row) -> None:
        middle = len(row.village) // 2
        joined = row.village.replace(" ", "")
        row.village = joined if joined != row.village else row.village[:middle] + " " + row.village[middle:]

    def all_in_one_column(self, row: Row) -> None:
        row.village = f"{row.village} Kec. {row.district} Kab. {row.regency.split(' ', 1)[1]}"
        row.district = row.regency = ""

    def former_regency(self, row: Row) -> None:
        row.regency = FORMER_REGENCIES[row.regency]


KINDS = [
    name
    for name, value in vars(Damager).items()
    if not name.startswith("_") and name not in {"village", "row", "slip"} and callable(value)
]
