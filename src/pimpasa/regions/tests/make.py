"""Builders for small data folders: a province, a regency and a few villages."""

import csv
import gzip
import io
from collections.abc import Iterable
from pathlib import Path

AREAS = [("11", "Aceh", "provinsi"), ("11.01", "Kabupaten Contoh", "kabupaten"), ("11.01.01", "Hulu", "kecamatan")]
FIRST_EDITION = [("11.01.01.2001", "Mawar", "desa"), ("11.01.01.2002", "Melati", "desa")]

OFFICE_COLUMNS = (
    "code", "name", "class", "kind", "regency_code", "address", "phone", "lat", "lon", "source_url", "as_of",
)  # fmt: skip
JURISDICTION_COLUMNS = ("office_code", "regency_code", "source_url", "confidence", "primary", "as_of", "note")


def make_csv(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def make_data_folder(
    folder: Path,
    *,
    edition: str = "first",
    villages: Iterable[tuple[str, str, str]] = FIRST_EDITION,
    successors: Iterable[tuple[str, str]] = (),
    jurisdictions: Iterable[tuple[str, str, str]] = (("kanim-contoh", "11.01", "1"),),
) -> Path:
    folder.mkdir(exist_ok=True)
    regions = [("code", "name", "type"), *AREAS, *villages]
    points = [("code", "lat", "lon", "method"), *((row[0], "4.5", "96.5", "centroid") for row in regions[1:])]
    figures = [("code", "population", "male", "female", "area_km2"), ("11.01", "10", "4", "6", "2.500")]
    office = ("kanim-contoh", "Kantor Imigrasi Contoh", "", "kanim", "11.01", "", "", "", "", "", "2025")
    serving = [(office, regency, "", "inferred", primary, "", "") for office, regency, primary in jurisdictions]
    (folder / "regions.csv.gz").write_bytes(gzip.compress(make_csv(regions)))
    (folder / "regions_centroids.csv.gz").write_bytes(gzip.compress(make_csv(points)))
    (folder / "regions_population_area.csv").write_bytes(make_csv(figures))
    (folder / "immigration_offices.csv").write_bytes(make_csv([OFFICE_COLUMNS, office]))
    (folder / "office_jurisdictions.csv").write_bytes(make_csv([JURISDICTION_COLUMNS, *serving]))
    (folder / "regions_edition.txt").write_text(edition)
    if successors:
        (folder / "region_successors.csv").write_bytes(make_csv([("old_code", "new_code"), *successors]))
    return folder
