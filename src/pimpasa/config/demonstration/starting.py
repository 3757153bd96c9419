"""The first start of `make run`: the demonstration comes by itself where nobody has begun anything."""

import click

from .loading import load_once
from .showing import TITLE, progress_shown
from .standing import is_demonstration_now


def load_on_first_start() -> None:
    with progress_shown() as progress:
        loaded = load_once(progress)
    if is_demonstration_now():
        click.echo(f"{TITLE:<26}{'dimuat' if loaded else 'sudah ada'}; coba di halaman /peragaan/", err=True)
