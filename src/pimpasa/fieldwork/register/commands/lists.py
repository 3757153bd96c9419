import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pimpasa.fieldwork.register.commands.group import FILE, known_office, prepared, register
from pimpasa.foundation.commands import AS_JSON

if TYPE_CHECKING:
    from pimpasa.fieldwork.register.models import Import, Officer

KINDS = click.Choice(["officers", "villages"])


@register.command("import")
@click.argument("file", type=FILE)
@click.option("--kind", required=True, type=KINDS, help="Isi daftar: Pimpasa atau desa.")
@click.option("--office", required=True, help="Kode kantor pemilik daftar.")
@click.option("--decree", default="", help="Nomor SK untuk baris yang kolom SK-nya kosong.")
@click.option("--day", default="", help="Tanggal pengukuhan atau peluncuran untuk baris yang kolomnya kosong.")
@click.option("--apply", "applies", is_flag=True, help="Terapkan baris yang benar; tanpa ini hanya diperiksa.")
@AS_JSON
def import_list(file: Path, kind: str, office: str, decree: str, day: str, applies: bool, as_json: bool) -> None:
    """Baca daftar Pimpasa atau desa dari XLSX atau CSV, lalu periksa baris demi baris.

    Keluar dengan 1 jika daftar tidak dapat dibaca. Baris yang salah disebut dengan kolomnya dan tidak diterapkan.
    """
    with prepared(as_json):
        from pimpasa.fieldwork.register.imports.actions import Upload, apply_import, discard_import, read_import

        owner = known_office(office)
        defaults = {"decree": decree, "inaugurated_on" if kind == "officers" else "since": day}
        kept = read_import(Upload(kind, file.name, file.read_bytes(), defaults), owner, by=None)
        kept = check_list(kept)
        if applies:
            kept = apply_import(kept, by=None, progress=tell_progress)
        else:
            discard_import(kept, by=None)
        _tell_import(kept, file, applies, as_json)


@register.command()
@AS_JSON
def officers(as_json: bool) -> None:
    """Daftar Pimpasa dan banyak desanya; dengan --json satu objek per baris."""
    with prepared(as_json):
        from django.utils import timezone

        from pimpasa.fieldwork.register.models import Officer
        from pimpasa.fieldwork.register.queries import with_load

        for row in with_load(Officer.objects.select_related("office"), timezone.localdate()):
            _tell(as_json, _officer(row), f"{row.load:>3} desa  {row.printed_name}, {row.office.name}")


def check_list(kept: "Import") -> "Import":
    """The list checked to its end."""
    from pimpasa.fieldwork.register.imports.actions import checking

    total = len(kept.rows)
    for left in checking(kept, by=None):
        click.echo(f"Diperiksa {total - left} dari {total} baris.", err=True)
    kept.refresh_from_db()
    return kept


def tell_progress(done: int, total: int) -> None:
    if done % 500 == 0 or done == total:
        click.echo(f"Diterapkan {done} dari {total} baris.", err=True)


def _tell_import(kept: "Import", file: Path, applies: bool, as_json: bool) -> None:
    errors = [{"line": line, "column": column, "message": message} for line, column, message in kept.errors]
    if as_json:
        click.echo(json.dumps({"applied": applies, "counts": kept.counts, "errors": errors}, ensure_ascii=False))
        return
    tell_errors(file, kept.errors)
    counts = {word: kept.counts.get(status, 0) for status, word in WORDS.items()}
    click.echo(", ".join(f"{number} {word}" for word, number in counts.items()) + ".")
    click.echo("Diterapkan." if applies else "Belum ada yang tersimpan. Tambahkan --apply untuk menerapkan.")
    sys.stdout.flush()


def tell_errors(file: Path, errors: list[Any]) -> None:
    """Each with its file, line and column."""
    from pimpasa.fieldwork.register.imports.reading import TITLES

    for line, column, message in errors:
        click.echo(f"{file}, baris {line}, kolom {TITLES[column]}: {message}", err=True)


WORDS = {"rows": "baris", "new": "baru", "known": "sudah ada", "doubtful": "desanya meragukan", "wrong": "salah"}


def _tell(as_json: bool, row: dict[str, object], line: str) -> None:
    click.echo(json.dumps(row, ensure_ascii=False) if as_json else line)


def _officer(row: "Officer") -> dict[str, object]:
    return {
        "name": row.printed_name,
        "office": row.office_id,
        "villages": row.load,  # type: ignore[attr-defined]  # annotated by the query
        "withdrawn_on": row.withdrawn_on.isoformat() if row.withdrawn_on else None,
        "demonstration": row.is_demonstration,
    }
