"""`pimpasa villages`: finding and matching villages on the command line, without a database."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import xlsxwriter

from pimpasa.regions.gazetteer import Gazetteer, Match, Place, gazetteer
from pimpasa.regions.lists import FIELDS, ListError, ListRow, read_list

STATUS_WORDS = {"matched": "cocok", "ambiguous": "meragukan", "not_found": "tidak ditemukan"}
OUTPUT_TITLES = (
    "Desa (tertulis)", "Kecamatan (tertulis)", "Kabupaten/kota (tertulis)", "Provinsi (tertulis)", "Hasil", "Kode",
    "Desa", "Kecamatan", "Kabupaten/kota", "Provinsi", "Alasan", "Calon lain",
)  # fmt: skip
Matched = tuple[ListRow, Match]


@click.group()
def villages() -> None:
    """Mencari dan mencocokkan nama desa."""


@villages.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 100), help="Paling banyak sekian desa.")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
def find(text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Mencari desa dari sebagian nama, misalnya: kebon jeruk jakbar."""
    query = " ".join(text)
    places = gazetteer().find(query, limit)
    if as_json:
        echo_json({"query": query, "villages": [place.as_dict() for place in places]})
        return
    if places and (elsewhere := gazetteer().not_in(query, places)):
        click.echo(f"Tidak ada yang cocok di {elsewhere}. Ini nama yang mirip di tempat lain.", err=True)
    for place in places:
        click.echo(f"{place.code}  {describe(place)}")
    if not places:
        click.echo("Tidak ada desa yang mirip. Coba tambah kecamatan atau kabupaten, atau kurangi kata.")


@villages.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON per baris, menurut urutan berkas.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Tulis lembar kerja XLSX.")
def match(file: Path, as_json: bool, output: Path | None) -> None:
    """Mencocokkan daftar desa (CSV atau XLSX) dengan kode wilayah.

    Kolom: village, district, regency, province; atau desa, kecamatan, kabupaten, provinsi. Isinya boleh kosong.
    """
    with wrong_use_reported():
        counts: Counter[str] = Counter()
        results = counted(match_rows(gazetteer(), read_list(file)), counts)
        if output:
            write_xlsx(output, results)
        elif as_json:
            for row, found in results:
                echo_json(as_object(row, found))
        else:
            echo_table(results)
    click.echo(summary(counts), err=True)


@contextmanager
def wrong_use_reported() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        # The reader of our output has seen enough; click ends quietly.
        raise
    except (ListError, OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise click.UsageError(str(error)) from error


def match_rows(places: Gazetteer, rows: Iterable[ListRow]) -> Iterator[Matched]:
    for row in rows:
        yield row, places.match(row.village, row.district, row.regency, row.province)


def counted(results: Iterable[Matched], counts: Counter[str]) -> Iterator[Matched]:
    for row, found in results:
        counts[found.status] += 1
        yield row, found


def echo_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def as_object(row: ListRow, found: Match) -> dict[str, object]:
    candidates = [{"code": place.code} | {name: getattr(place, name) for name in FIELDS} for place in found.candidates]
    return {
        "status": found.status,
        "code": found.code,
        "candidates": candidates,
        "reason": found.reason,
        "row": row.as_dict(),
    }


def describe(place: Place) -> str:
    return f"{place.village}, Kec. {place.district}, {place.regency}, {place.province}"


def echo_table(results: Iterable[Matched]) -> None:
    for number, (row, found) in enumerate(results, start=1):
        written = ", ".join(text for text in row.as_dict().values() if text)
        click.echo(f"{number:>5}  {STATUS_WORDS[found.status]:<15}  {found.code or '-':<13}  {written}")
        click.echo(f"       {found.reason}")
        for place in found.candidates if found.code is None else ():
            click.echo(f"       ? {place.code}  {describe(place)}")


def summary(counts: Counter[str]) -> str:
    parts = [f"{counts[status]} {word}" for status, word in STATUS_WORDS.items()]
    return f"{sum(counts.values())} baris: {', '.join(parts)}."


def write_xlsx(output: Path, results: Iterable[Matched]) -> None:
    """Everything as text: a cell that begins with = stays a name, and a code keeps its zeros."""
    book = xlsxwriter.Workbook(str(output), {"constant_memory": True})
    sheet = book.add_worksheet("Desa")
    bold = book.add_format({"bold": True})
    for column, title in enumerate(OUTPUT_TITLES):
        sheet.write_string(0, column, title, bold)
    for line, (row, found) in enumerate(results, start=1):
        for column, text in enumerate(output_cells(row, found)):
            sheet.write_string(line, column, text)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(OUTPUT_TITLES) - 1, 22)
    book.close()


def output_cells(row: ListRow, found: Match) -> list[str]:
    chosen = found.candidates[0] if found.code else None
    place = [chosen.village, chosen.district, chosen.regency, chosen.province] if chosen else [""] * 4
    others = [] if chosen else [f"{one.code} {describe(one)}" for one in found.candidates]
    written = list(row.as_dict().values())
    return [*written, STATUS_WORDS[found.status], found.code or "", *place, found.reason, "; ".join(others)]
