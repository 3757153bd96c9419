"""Reading lists of villages that people keep: CSV or XLSX, Indonesian or English headers, in any order."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, load_workbook

FIELDS = ("village", "district", "regency", "province")
HEADERS = {
    "village": "village desa kelurahan desakelurahan keldesa desakel namadesa namakelurahan namadesakelurahan "
    "nagari gampong",
    "district": "district subdistrict kecamatan kec distrik namakecamatan",
    "regency": "regency kabupaten kota kabupatenkota kotakabupaten kabkota kab namakabupaten namakabupatenkota",
    "province": "province provinsi propinsi prov namaprovinsi",
}
FIELD_OF = {header: field for field, headers in HEADERS.items() for header in headers.split()}
DELIMITERS = ",;\t"
# A NIK has 16 digits and has no place in a list of villages.
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)")
LONGEST_CELL = 100_000


class ListError(Exception):
    """The list cannot be read; the message names the file and the line."""

    def __init__(self, file: Path, line: int, problem: str) -> None:
        super().__init__(f"{file}, baris {line}: {problem}")


@dataclass(frozen=True, slots=True)
class ListRow:
    village: str
    district: str
    regency: str
    province: str

    def as_dict(self) -> dict[str, str]:
        return {field: getattr(self, field) for field in FIELDS}


def read_list(file: Path) -> Iterator[ListRow]:
    """The rows of a list in their order; wholly empty ones are left out."""
    rows = xlsx_rows(file) if file.suffix.lower() in {".xlsx", ".xlsm"} else csv_rows(file)
    header_line, header = next(rows, (1, []))
    if not header:
        raise ListError(file, 1, "berkas kosong; perlu baris judul dan isi")
    places = column_places(file, header_line, header)
    return (list_row(row, places) for _, row in rows if any(cell.strip() for cell in row))


def column_places(file: Path, line: int, header: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, title in enumerate(header):
        field = FIELD_OF.get(re.sub(r"[^a-z]", "", title.lower()))
        if field and field not in places:
            places[field] = place
    if missing := [field for field in FIELDS if field not in places]:
        names = "village (desa), district (kecamatan), regency (kabupaten), province (provinsi)"
        problem = f"kolom {', '.join(missing)} tidak ada. Kolom yang perlu: {names}; isinya boleh kosong"
        raise ListError(file, line, problem)
    return places


def list_row(row: list[str], places: dict[str, int]) -> ListRow:
    cells = {field: row[place] if place < len(row) else "" for field, place in places.items()}
    return ListRow(**{field: mask_identity_numbers(" ".join(cell.split())) for field, cell in cells.items()})


def mask_identity_numbers(text: str) -> str:
    return IDENTITY_NUMBER.sub("[16 angka disembunyikan]", text)


def csv_rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    text = decoded(file)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)  # of the whole process, so others may have raised it
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if row:
                yield reader.line_num, row
    except csv.Error as error:
        raise ListError(file, reader.line_num, f"bukan CSV yang utuh ({error})") from error


def decoded(file: Path) -> str:
    content = file.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ListError(file, line, "bukan teks UTF-8; simpan ulang sebagai “CSV UTF-8”") from error


def xlsx_rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Rows of the first sheet, each cell as text."""
    try:
        sheet = load_workbook(file).get_sheet_by_index(0)
        cells: Iterable[Sequence[object]] = sheet.to_python()
    except (CalamineError, OSError, IndexError) as error:
        raise ListError(file, 1, f"bukan lembar kerja XLSX yang utuh ({error})") from error
    for line, row in enumerate(cells, start=1):
        texts = [cell_text(cell) for cell in row]
        if any(texts):
            yield line, texts


def cell_text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
