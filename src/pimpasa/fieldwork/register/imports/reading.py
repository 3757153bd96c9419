"""Reads an uploaded list into rows of allowed columns. Protects people: 16-digit runs are masked, the rest ignored."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, load_workbook

from pimpasa.regions.lists import DELIMITERS, HEADERS, cell_text, mask_identity_numbers

LARGEST_LIST = 10_000_000
LARGEST_UNPACKED = 100_000_000
MOST_ROWS = 10_000
LONGEST_CELL = 1000
SHARED = {"decree": "decree sk nomorsk nosk", "office": "office kantor kantorimigrasi kanim satker"}
OFFICER_COLUMNS = {
    "name": "name nama namalengkap namapimpasa",
    "email": "email surel alamatemail alamatsurel",
    "rank": "rank pangkat",
    "inaugurated_on": "inauguration inaugurationdate tanggalpengukuhan pengukuhan dikukuhkan",
    "villages": "villages village desa desabinaan desakelurahan",
    **SHARED,
}
VILLAGE_COLUMNS = {**HEADERS, "since": "since sejak tanggal tanggalpeluncuran peluncuran", **SHARED}
COLUMNS = {"officers": OFFICER_COLUMNS, "villages": VILLAGE_COLUMNS}
NEEDED = {"officers": ("name", "email"), "villages": ("village",)}
TITLES = {
    "name": "nama",
    "email": "surel",
    "rank": "pangkat",
    "office": "kantor",
    "inaugurated_on": "tanggal pengukuhan",
    "villages": "desa",
    "decree": "SK",
    "village": "desa",
    "district": "kecamatan",
    "regency": "kabupaten",
    "province": "provinsi",
    "since": "sejak",
}


@dataclass(frozen=True)
class ReadList:
    """The rows with their lines, and the titles of columns that were left out."""

    rows: list[tuple[int, dict[str, str]]]
    ignored: list[str]


def read_list(kind: str, file_name: str, content: bytes) -> ReadList:
    """Raises ValidationError, naming the line, for what is no list or lacks a needed column."""
    lines = _workbook_lines(content) if content.startswith(b"PK") else _csv_lines(content, file_name)
    filled = ((line, cells) for line, cells in lines if any(cell.strip() for cell in cells))
    header_line, header = next(filled, (1, []))
    places, ignored = _places(kind, header_line, header)
    rows = [(line, _cells(cells, places)) for line, cells in islice(filled, MOST_ROWS + 1)]
    if len(rows) > MOST_ROWS:
        raise ValidationError(_("Paling banyak %(rows)d baris sekali impor. Bagi berkasnya.") % {"rows": MOST_ROWS})
    return ReadList([(line, cells) for line, cells in rows if any(cells.values())], ignored)


def _places(kind: str, line: int, header: list[str]) -> tuple[dict[str, int], list[str]]:
    field_of = {title: field for field, titles in COLUMNS[kind].items() for title in titles.split()}
    places: dict[str, int] = {}
    ignored = []
    for place, title in enumerate(header):
        field = field_of.get(re.sub(r"[^a-z]", "", title.lower()))
        if field and field not in places:
            places[field] = place
        elif title.strip():
            ignored.append(mask_identity_numbers(title.strip())[:60])
    if missing := [TITLES[field] for field in NEEDED[kind] if field not in places]:
        raise ValidationError(
            _("Baris %(line)d: kolom %(missing)s tidak ada. Tulis judul kolom di baris pertama.")
            % {"line": line, "missing": ", ".join(missing)}
        )
    return places, ignored


def _cells(row: list[str], places: dict[str, int]) -> dict[str, str]:
    cells = {field: row[place] if place < len(row) else "" for field, place in places.items()}
    return {field: _clean(text) for field, text in cells.items()}


def _clean(text: str) -> str:
    # Line breaks part the villages of one cell; all other white space is one space.
    lines = (" ".join(line.split()) for line in text[:LONGEST_CELL].replace("\x00", "").splitlines())
    return mask_identity_numbers("\n".join(line for line in lines if line))


def _csv_lines(content: bytes, file_name: str) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(content, file_name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count))
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise ValidationError(_("Baris %(line)d: bukan CSV yang utuh.") % {"line": reader.line_num}) from error


def _decoded(content: bytes, file_name: str) -> str:
    if b"\x00" in content[:1000]:
        raise ValidationError(_("%(file)s bukan CSV atau XLSX.") % {"file": file_name})
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        said = _("Baris %(line)d: bukan teks UTF-8. Simpan ulang sebagai “CSV UTF-8”.") % {"line": line}
        raise ValidationError(said) from error


def _workbook_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > LARGEST_UNPACKED:
                raise ValidationError(_("Lembar kerja ini terlalu besar setelah dibuka."))
        sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        table = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError, zipfile.BadZipFile) as error:
        raise ValidationError(_("Bukan lembar kerja XLSX yang utuh.")) from error
    for line, row in enumerate(table, start=1):
        yield line, [cell_text(cell) for cell in row]
