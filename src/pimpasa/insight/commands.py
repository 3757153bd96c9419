"""The command `pimpasa recap`: the figures of a month, a quarter or a year, on the screen or in a file."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pimpasa.accounts.commands import account_of
from pimpasa.foundation.commands import AS_JSON, ready, refusals

if TYPE_CHECKING:
    from pimpasa.insight.recaps.periods import Period
    from pimpasa.insight.recaps.recap import Recap
    from pimpasa.insight.recaps.units import Unit

FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
Choice = dict[str, str]


@click.command()
@click.option("--month", default="", metavar="2026-10", help="Satu bulan.")
@click.option("--quarter", default="", metavar="2026-Q3", help="Satu triwulan.")
@click.option("--year", default="", metavar="2026", help="Satu tahun.")
@click.option("--officer", default="", metavar="NAMA", help="Nama pengguna seorang Pimpasa.")
@click.option("--office", default="", metavar="KODE", help="Kode kantor imigrasi.")
@click.option("--region", default="", metavar="KODE", help="Kode provinsi; tanpa pilihan lain, seluruh negara.")
@click.option("--pdf", type=FILE, help="Tulis PDF ke berkas ini.")
@click.option("--xlsx", type=FILE, help="Tulis XLSX ke berkas ini.")
@click.option("--csv", "csv_file", type=FILE, help="Tulis CSV per desa ke berkas ini, dan keterangannya di sebelahnya.")
@AS_JSON
def recap(
    month: str,
    quarter: str,
    year: str,
    officer: str,
    office: str,
    region: str,
    pdf: Path | None,
    xlsx: Path | None,
    csv_file: Path | None,
    as_json: bool,
) -> None:
    """Rekap satu masa, dihitung dari catatan.

    Angka seorang Pimpasa atau satu kantor tampil lengkap. Di rekap provinsi dan nasional, angka orang yang kecil
    disembunyikan, karena rekap itu keluar dari kantor pemiliknya.
    """
    period = only_one({"--month": month, "--quarter": quarter, "--year": year})
    chosen = only_one({"--officer": officer, "--office": office, "--region": region}, otherwise=("--region", "ID"))
    files = {"pdf": pdf, "xlsx": xlsx, "csv": csv_file}
    with ready(as_json), refusals(as_json):
        found = _found(*chosen, _period(*period))
        written = [_write(found, kind, file) for kind, file in files.items() if file]
        _tell(found, written, as_json)


def only_one(given: Choice, otherwise: tuple[str, str] | None = None) -> tuple[str, str]:
    """The one option that was used, or the usual one."""
    used = [(option, value) for option, value in given.items() if value] or ([otherwise] if otherwise else [])
    if len(used) != 1:
        raise click.UsageError(f"Pilih tepat satu: {', '.join(given)}.")
    return used[0]


def _period(option: str, value: str) -> "Period":
    from django.utils import timezone

    from pimpasa.insight.recaps.periods import NoPeriodError, Period

    months = {"--month": 1, "--quarter": 3, "--year": 12}
    try:
        period = Period.named(value)
    except NoPeriodError:
        raise click.UsageError(f"{option}: {value} bukan masa. Contoh: 2026-10, 2026-Q3, 2026.") from None
    if period.months != months[option]:
        raise click.UsageError(f"{option}: {value} bukan masa sepanjang itu.")
    if not period.has_begun(timezone.now()):
        raise click.UsageError(f"{option}: {value} belum mulai.")
    return period


def _found(option: str, value: str, period: "Period") -> "Recap":
    from pimpasa.insight.recaps.building import recap_of
    from pimpasa.insight.recaps.units import Level

    unit = _unit(option, value)
    return recap_of(unit, period, is_own=unit.level in (Level.OFFICER, Level.OFFICE))


def _unit(option: str, value: str) -> "Unit":
    from django.core.exceptions import ValidationError

    from pimpasa.insight.recaps.units import Level, NoUnitError, find_unit

    levels = {"--officer": Level.OFFICER, "--office": Level.OFFICE}
    level = levels.get(option) or (Level.NATION if value == "ID" else Level.PROVINCE)
    code = str(account_of(value).pk) if level == Level.OFFICER else value
    try:
        return find_unit(level, code)
    except NoUnitError:
        raise ValidationError({option.lstrip("-"): f"Tidak ada rekap untuk {value}."}) from None


def _write(found: "Recap", kind: str, file: Path) -> Path:
    from pimpasa.insight.recaps import exports
    from pimpasa.insight.recaps.actions import note_export

    makers = {"pdf": exports.as_pdf, "xlsx": exports.as_xlsx, "csv": exports.as_csv}
    try:
        file.write_bytes(makers[kind](found))
        if kind == "csv":
            file.with_name(file.name + "-metadata.json").write_bytes(exports.as_csv_metadata(found, file.name))
    except OSError as error:
        raise click.FileError(str(file), hint=error.strerror) from error
    note_export(found, kind, by=None)
    return file


def _tell(found: "Recap", written: list[Path], as_json: bool) -> None:
    from pimpasa.insight.recaps.exports import as_plain

    if as_json:
        click.echo(json.dumps({**as_plain(found), "files": [str(file) for file in written]}, ensure_ascii=False))
    elif written:
        for file in written:
            click.echo(f"Ditulis: {file}")
    else:
        _tell_figures(found)


def _tell_figures(found: "Recap") -> None:
    from pimpasa.insight.recaps.about import hiding_words, moment_words, title_of
    from pimpasa.insight.recaps.tables import tables_of

    click.echo(f"{title_of(found)}\nDihitung {moment_words(found)}.")
    for table in tables_of(found):
        click.echo(f"\n{table.title} ({', '.join(table.columns[1:])})")
        for row in table.rows:
            click.echo(f"  {row.name:<48}" + "".join(f"{cell!s:>10}" for cell in row.cells))
    if found.hides_some:
        click.echo(f"\n{hiding_words(found)}")
