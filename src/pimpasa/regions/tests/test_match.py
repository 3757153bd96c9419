import csv
from pathlib import Path

import pytest

from pimpasa.foundation.folders import shipped

HERE = Path(__file__).parent


def read(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


TRUTH = read(HERE / "reported_villages_truth.csv")


def test_truth_speaks_of_the_shipped_rows():
    fields = ("village", "district", "regency", "province")
    reported = read(shipped("data") / "assisted_villages_reported.csv")
    assert [[row[name] for name in fields] for row in TRUTH] == [[row[name] for name in fields] for row in reported]


@pytest.mark.parametrize("row", TRUTH, ids=[row["village"] for row in TRUTH])
def test_reported_village_is_matched_as_checked_by_hand(places, row):
    found = places.match(row["village"], row["district"], row["regency"], row["province"])
    if row["code"]:
        assert (found.status, found.code) == ("matched", row["code"]), row["note"]
    else:
        assert found.status == "ambiguous", row["note"]


def test_two_villages_of_one_name_are_both_named(places):
    found = places.match("Cicadas", "", "Kab. Subang", "Jawa Barat")
    assert {place.code for place in found.candidates} == {"32.13.01.2004", "32.13.08.2001"}
    assert found.code is None


def test_kelurahan_chooses_between_the_kinds(places):
    assert places.match("Kelurahan Cisarua", "", "Kab. Bogor").code == "32.01.25.1010"


def test_what_was_read_otherwise_is_told(places):
    reason = places.match("Desa Lalonggaluku", "", "Kab. Konawe").reason
    assert "“Desa Lalonggaluku” dibaca “Lalonggalaku”" in reason


def test_wrong_province_is_told(places):
    found = places.match("Ngoro", "Ngoro", "Kab. Mojokerto", "Banten")
    assert found.code == "35.16.05.2010"
    assert "provinsi tertulis “Banten”, di daftar “Jawa Timur”" in found.reason


@pytest.mark.parametrize("name", ["", "   ", "Desa", "?", "x" * 5000, "\x00", "<b>", "'; DROP TABLE"])
def test_nonsense_is_not_found(places, name):
    assert places.match(name, "", "Kab. Bogor").code is None


def test_common_name_alone_is_no_match(places):
    found = places.match("Sukamaju")
    assert found.status == "ambiguous"
    assert len(found.candidates) > 1


def test_misspelt_name_alone_is_no_match(places):
    assert places.match("Manduro Manggungajah").status == "ambiguous"


def test_only_village_of_its_name_in_the_country_is_matched(places):
    assert places.match("Manduro Manggunggajah").code == "35.16.05.2008"


def test_unknown_village_in_a_known_regency_is_not_found(places):
    assert places.match("Qwertyuiop", "", "Kab. Bogor").status == "not_found"
