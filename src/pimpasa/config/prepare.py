"""Brings an installation to this edition, in a process of its own: what that took is given back when it ends."""

import os
import sys

import click
import django

from pimpasa.config.troubles import troubles_told


@click.command()
@click.option("--demonstration", is_flag=True)
def prepare(demonstration: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
    django.setup()
    from pimpasa.config.demonstration.starting import load_on_first_start
    from pimpasa.config.preparation import collect_static, load_data, migrate

    steps = {"Tabel": migrate, "Data wilayah dan kantor": load_data, "Berkas tampilan": collect_static}
    with troubles_told():
        for title, step in steps.items():
            if sys.stderr.isatty():
                click.echo(f"{title:<26}…\r", err=True, nl=False)
            click.echo(f"{title:<26}{step()}", err=True)
        if demonstration:
            load_on_first_start()


if __name__ == "__main__":
    prepare()
