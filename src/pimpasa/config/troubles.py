"""What an operator reads when the machine fails us: what happened, what was kept, what to do next."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from pimpasa.foundation import database


@contextmanager
def troubles_told() -> Iterator[None]:
    try:
        yield
    except database.DatabaseError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or 'Folder kerja'}: {error.strerror}. Yang sudah tersimpan tidak berubah. "
            "Beri ruang atau hak tulis, atau pilih folder lain dengan PIMPASA_HOME, lalu jalankan lagi."
        ) from error
