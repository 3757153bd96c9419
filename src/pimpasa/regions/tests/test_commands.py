import json
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from python_calamine import load_workbook

from pimpasa.foundation.folders import shipped
from pimpasa.regions.commands import villages

HEADER = "village,district,regency,province\n"
REPORTED = shipped("data") / "assisted_villages_reported.csv"


def run(*arguments: str | Path):
    return CliRunner().invoke(villages, [str(argument) for argument in arguments])


def make_file(tmp_path: Path, content: str | bytes, name: str = "desa.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def matched(file: Path) -> list[dict]:
    result = run("match", file, "--json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_find_gives_a_village_with_its_areas():
    result = json.loads(run("find", "--json", "kebon", "jeruk", "jakbar").stdout)
    assert result["villages"][0]["code"] == "31.73.05.1001"


def test_find_for_people_is_a_list():
    assert "31.73.05.1001  Kebon Jeruk, Kec. Kebon Jeruk" in run("find", "kebon jeruk jakbar").stdout


def test_reported_villages_in_input_order_with_at_least_nine_in_ten_matched():
    rows = matched(REPORTED)
    assert len(rows) == 108
    assert rows[0]["row"]["village"] == "Kelurahan Dabo"
    assert sum(row["status"] == "matched" for row in rows) >= 98


def test_each_object_has_the_promised_fields(tmp_path):
    (row,) = matched(make_file(tmp_path, HEADER + "Cicadas,,Kab. Subang,\n"))
    assert set(row) == {"status", "code", "candidates", "reason", "row"}
    assert row["code"] is None
    assert set(row["candidates"][0]) == {"code", "village", "district", "regency", "province"}


def test_indonesian_headers_in_any_order_and_semicolons(tmp_path):
    content = "No;PROVINSI;Kab/Kota;Kecamatan;Desa/Kelurahan\n1;Jawa Timur;Mojokerto;Ngoro;Ngoro\n"
    (row,) = matched(make_file(tmp_path, "\ufeff" + content))
    assert row["code"] == "35.16.05.2010"


def make_workbook(file: Path, rows: list[list[str]]) -> Path:
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet()
    for line, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(line, column, cell)
    book.close()
    return file


def test_xlsx_in_and_out_keeps_codes_and_formulas_as_text(tmp_path):
    rows = [["Desa", "Kecamatan", "Kabupaten", "Provinsi"], ["Ngoro", "Ngoro", "Mojokerto", ""], ["=1+1", "", "", ""]]
    file = make_workbook(tmp_path / "in.xlsx", rows)
    assert run("match", file, "--output", tmp_path / "out.xlsx").exit_code == 0
    written = load_workbook(tmp_path / "out.xlsx").get_sheet_by_index(0).to_python()
    assert written[1][5] == "35.16.05.2010"
    assert written[2][0] == "=1+1"


def test_identity_numbers_are_masked(tmp_path):
    (row,) = matched(make_file(tmp_path, HEADER + "Ngoro 3516050101900001,,,\n"))
    assert "3516050101900001" not in json.dumps(row)


@pytest.mark.parametrize(
    ("content", "line", "problem"),
    [
        ("", 1, "berkas kosong"),
        ("a,b\n1,2\n", 1, "kolom village"),
        ("desa,kecamatan,kabupaten\n", 1, "kolom province"),
        (HEADER.encode() + b"Ngoro,,,\n\xff\xfe,,,\n", 3, "UTF-8"),
        (HEADER + "x" * 200_000 + ",,,\n", 2, "bukan CSV"),
    ],
    ids=["empty", "other columns", "one column missing", "not UTF-8", "endless cell"],
)
def test_bad_file_is_wrong_use_and_names_the_line(tmp_path, content, line, problem):
    result = run("match", make_file(tmp_path, content))
    assert result.exit_code == 2
    assert f"desa.csv, baris {line}: " in result.stderr
    assert problem in result.stderr


@pytest.mark.parametrize("name", ["desa.xlsx", "desa.XLSX"])
def test_file_that_only_calls_itself_xlsx(tmp_path, name):
    result = run("match", make_file(tmp_path, b"\x00\x01", name))
    assert result.exit_code == 2
    assert "XLSX" in result.stderr


def test_missing_file_is_wrong_use():
    assert run("match", "/no/such/file.csv").exit_code == 2


def test_header_alone_is_an_empty_answer(tmp_path):
    assert matched(make_file(tmp_path, HEADER)) == []


def test_short_and_blank_rows_are_read(tmp_path):
    rows = matched(make_file(tmp_path, HEADER + "Ngoro\n,,,\n\n,Ngoro,,\n"))
    assert [row["row"]["village"] for row in rows] == ["Ngoro", ""]
