"""The commands `pimpasa backup` and `pimpasa restore`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from pimpasa.foundation.database import dumps
from pimpasa.foundation.database.errors import DatabaseError
from pimpasa.foundation.database.supervisor import running
from pimpasa.foundation.folders import state_folder

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Timpa berkas yang sudah ada.")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def backup(file: Path, force: bool, as_json: bool) -> None:
    """Simpan basis data dan semua berkas kiriman ke FILE."""
    if file.exists() and not force:
        raise click.UsageError(f"Berkas {file} sudah ada. Pilih nama lain, atau tambahkan --force.")
    with told_plainly(as_json=as_json), running():
        dumps.back_up(file, force=force)
    size = file.stat().st_size
    tell(as_json, {"file": str(file), "bytes": size}, f"Cadangan tersimpan di {file} ({size:,} bita).")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Jangan bertanya lagi.")
@click.option("--json", "as_json", is_flag=True, help="Jawab sebagai JSON.")
def restore(file: Path, yes: bool, as_json: bool) -> None:
    """Ganti basis data dan berkas kiriman dengan isi FILE."""
    if not yes:
        click.confirm("Seluruh data yang ada diganti dengan isi cadangan. Lanjutkan?", abort=True, err=True)
    with told_plainly(as_json=as_json), running():
        done = dumps.restore(file)
        # What was restored may be older: the next start must look at its tables again.
        (state_folder() / "prepared").unlink(missing_ok=True)
    safety = str(done.safety_dump) if done.safety_dump else None
    kept = f" Data lama disimpan di {safety}." if safety else ""
    tell(as_json, {"file": str(file), "safety_dump": safety}, f"Basis data dipulihkan dari {file}.{kept}")


@contextmanager
def told_plainly(*, as_json: bool) -> Iterator[None]:
    """Shows a trouble of the database without a traceback and ends the command with status 1."""
    try:
        yield
    except DatabaseError as trouble:
        if as_json:
            error = {key: getattr(trouble, key) for key in ("happened", "kept", "advice", "detail")}
            click.echo(json.dumps({"error": error}, ensure_ascii=False))
        else:
            click.echo(str(trouble), err=True)
        sys.exit(1)


def tell(as_json: bool, answer: dict[str, object], text: str) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False) if as_json else text)
