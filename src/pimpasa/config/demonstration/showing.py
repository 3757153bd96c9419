"""How far loading is, on a terminal; nothing elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from pimpasa.config.demonstration.loading import Progress, ignore_progress

TITLE = "Jaringan peragaan"


@contextmanager
def progress_shown() -> Iterator[Progress]:
    if not sys.stderr.isatty():
        yield ignore_progress
        return
    with click.progressbar(length=1, label=f"{TITLE:<26}", file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show
