"""`pimpasa export-site`: the public pages as a folder of plain files."""

import json
import os
import re
import sys
from dataclasses import asdict
from pathlib import Path

import click

from pimpasa.config.serve import prepare
from pimpasa.foundation import database
from pimpasa.foundation.database.supervisor import running


@click.command("export-site")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--village", "villages", multiple=True, metavar="CODE", help="Desa yang ikut; boleh berkali-kali.")
@click.option("--base-url", default="", metavar="URL", help="Alamat situs yang hidup, untuk tautan, formulir, dan QR.")
@click.option("--json", "as_json", is_flag=True, help="Satu objek JSON.")
def export_site(folder: Path, villages: tuple[str, ...], base_url: str, as_json: bool) -> None:
    """Menulis halaman umum ke FOLDER sebagai berkas biasa, untuk server web mana pun atau flashdisk."""
    check_base_url(base_url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
    try:
        with running():
            prepare(demonstration=False)
            write(folder, villages, base_url.rstrip("/"), as_json)
    except database.DatabaseError as error:
        raise click.ClickException(str(error)) from error


def write(folder: Path, villages: tuple[str, ...], base_url: str, as_json: bool) -> None:
    from pimpasa.regions.gazetteer import gazetteer

    from . import writing

    for code in villages:
        if gazetteer().place(code) is None:
            raise click.BadParameter(
                f"{code!r} bukan kode desa. Cari: pimpasa villages find NAMA", param_hint="--village"
            )
    try:
        with click.progressbar(length=100, label="Halaman", file=sys.stderr) as bar:
            done = writing.export_site(folder, villages, base_url, lambda n, of: bar.update(n * 100 // of - bar.pos))
    except (writing.ExportError, OSError) as error:
        raise click.UsageError(str(error)) from error
    text = f"{done.pages} halaman, {done.files} berkas, {done.bytes / 1e6:.1f} MB di {done.folder}"
    click.echo(json.dumps(asdict(done), ensure_ascii=False) if as_json else text)


def check_base_url(address: str) -> None:
    if address and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+/?", address):
        raise click.BadParameter("tulis seperti https://contoh.go.id, tanpa jalur.", param_hint="--base-url")
