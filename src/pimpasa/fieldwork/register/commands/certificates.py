import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from django.utils.text import slugify

from pimpasa.fieldwork.register.commands.group import prepared, register
from pimpasa.foundation.commands import AS_JSON

if TYPE_CHECKING:
    from pimpasa.fieldwork.register.models import Officer

FOLDER = click.Path(file_okay=False, writable=True, path_type=Path)


@register.command()
@click.argument("folder", type=FOLDER)
@click.option("--address", required=True, metavar="ALAMAT", help="Alamat situs ini, misalnya https://pimpasa.contoh.id")
@click.option("--office", "office_code", default="", metavar="KODE", help="Hanya Pimpasa kantor ini.")
@click.option("--force", is_flag=True, help="Cetak lagi yang sudah ada di FOLDER.")
@AS_JSON
def certificates(folder: Path, address: str, office_code: str, force: bool, as_json: bool) -> None:
    """Cetak piagam semua Pimpasa yang dikukuhkan ke FOLDER, satu PDF per orang. Yang sudah ada dilewati."""
    if not address.startswith(("https://", "http://")):
        raise click.UsageError("--address: tulis lengkap dengan https:// atau http://.")
    with prepared(as_json):
        officers = _inaugurated(office_code)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        due = [one for one in officers if force or not _file(folder, one).exists()]
        for number, officer in enumerate(due, start=1):
            _print(officer, folder, address)
            if number % 10 == 0 or number == len(due):
                click.echo(f"Dicetak {number} dari {len(due)} piagam.", err=True)
        answer = {"folder": str(folder), "printed": len(due), "kept": len(officers) - len(due)}
        said = f"{len(due)} piagam dicetak ke {folder}, {answer['kept']} sudah ada."
        click.echo(json.dumps(answer) if as_json else said)


def _inaugurated(office_code: str) -> "list[Officer]":
    from django.utils import timezone

    from pimpasa.accounts.commands import office_of
    from pimpasa.fieldwork.register.models import Officer

    found = Officer.objects.serving().inaugurated(timezone.localdate()).select_related("office", "user")
    office = office_of(office_code)
    return list(found.filter(office=office) if office else found)


def _file(folder: Path, officer: "Officer") -> Path:
    """Named by the person and by the end of the key, since two may share a name; never by the code."""
    return folder / f"piagam-{slugify(officer.printed_name)}-{officer.pk.hex[-8:]}.pdf"


def _print(officer: "Officer", folder: Path, address: str) -> None:
    from django.urls import reverse
    from django.utils import translation

    from pimpasa.fieldwork.register.printing import certificate

    with translation.override("id"):
        content = certificate(officer, address.rstrip("/") + reverse("officer-check"))
    file = _file(folder, officer)
    draft = file.with_suffix(".tmp")
    draft.write_bytes(content)
    draft.replace(file)
