"""Reading the shipped data files, with errors that name file, line and column."""

import csv
import gzip
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REGIONS, POINTS, FIGURES = "regions.csv.gz", "regions_centroids.csv.gz", "regions_population_area.csv"
OFFICES, JURISDICTIONS, EDITION = "immigration_offices.csv", "office_jurisdictions.csv", "regions_edition.txt"
# Only present when an edition changes codes: columns old_code, new_code.
SUCCESSORS = "region_successors.csv"
LOADED = (REGIONS, POINTS, FIGURES, OFFICES, JURISDICTIONS, EDITION, SUCCESSORS)

KINDS = {
    "provinsi": "province", "kabupaten": "regency", "kota": "city", "kecamatan": "district",
    "kelurahan": "urban_village", "desa": "village", "desa_adat": "customary_village",
}  # fmt: skip


class DataFileError(Exception):
    """A data file is not as it must be."""

    def __init__(self, file: Path, line: int, problem: str) -> None:
        super().__init__(f"{file.name}, baris {line}: {problem}")


@dataclass(frozen=True, slots=True)
class DataFolder:
    folder: Path

    def digest(self) -> str:
        """One hash over all files that are loaded."""
        total = hashlib.sha256()
        for name in LOADED:
            file = self.folder / name
            content = file.read_bytes() if file.exists() else b""
            total.update(f"{name}:{len(content)}:".encode() + content)
        return total.hexdigest()

    def edition(self) -> str:
        return (self.folder / EDITION).read_text("utf-8").strip()

    def rows(self, name: str, columns: str) -> Iterator[tuple[int, list[str]]]:
        """Line number and the wanted columns (separated by blanks) of every row."""
        file = self.folder / name
        content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
        reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        header = next(reader, [])
        if missing := [column for column in columns.split() if column not in header]:
            raise DataFileError(file, 1, f"kolom {', '.join(missing)} tidak ada")
        places = [header.index(column) for column in columns.split()]
        for row in reader:
            if len(row) != len(header):
                raise DataFileError(file, reader.line_num, f"{len(row)} kolom, seharusnya {len(header)}")
            yield reader.line_num, [row[place] for place in places]

    def successors(self) -> list[list[str]]:
        if not (self.folder / SUCCESSORS).exists():
            return []
        return [row for _, row in self.rows(SUCCESSORS, "old_code new_code")]

    def points(self) -> dict[str, list[str]]:
        return {row[0]: row[1:] for _, row in self.rows(POINTS, "code lat lon method")}

    def figures(self) -> dict[str, list[str]]:
        return {row[0]: row[1:] for _, row in self.rows(FIGURES, "code population male female area_km2")}

    def kind(self, line: int, kind: str) -> str:
        if kind not in KINDS:
            raise DataFileError(self.folder / REGIONS, line, f"kolom type: “{kind}” tidak dikenal")
        return KINDS[kind]
