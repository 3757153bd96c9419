import dataclasses
import json
import os

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Tabel sebagai JSON.")
def states(as_json: bool) -> None:
    """Tulis semua keadaan, langkah, dan batas waktu (isi docs/states.md)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
    from pimpasa.foundation.clocks.document import document, state_tables

    tables = state_tables()
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(table) for table in tables], ensure_ascii=False, default=str))
    else:
        click.echo(document(tables), nl=False)
