"""`pimpasa serve`: database, tables, reference data, server: one command from nothing to an open site."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import click

from pimpasa.foundation import database
from pimpasa.foundation.database.supervisor import running
from pimpasa.foundation.folders import PACKAGE, shipped, state_folder


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 agar perangkat lain bisa membuka.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
def serve(host: str, port: int, workers: int) -> None:
    """Menjalankan Pimpasa sampai dihentikan dengan Ctrl-C."""
    refuse_taken_port(host, port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # a plain kill must let go of the database too
    try:
        with running():
            prepare()
            click.secho(f"Buka http://{host}:{port}/   (Ctrl-C untuk berhenti)", bold=True)
            with sending():
                run_server(host, port, workers)
    except database.DatabaseError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename or 'Folder kerja'}: {error.strerror}. Yang sudah tersimpan tidak berubah. "
            "Beri ruang atau hak tulis, atau pilih folder lain dengan PIMPASA_HOME, lalu jalankan lagi."
        ) from error
    click.echo("Pimpasa berhenti. Data tersimpan.")


def refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"{host}:{port} tidak bisa dipakai ({error.strerror}). "
                f"Mungkin Pimpasa sudah berjalan. Pilih port lain: --port {port + 1} (make run PORT={port + 1})."
            ) from error


def prepare() -> None:
    """Brings tables, reference data and static files to this edition; skipped where this very edition did it before."""
    note, edition = state_folder() / "prepared", edition_here()
    own_server = bool(os.environ.get("DATABASE_URL"))  # another machine may have changed that database meanwhile
    if not own_server and note.is_file() and note.read_text() == edition:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pimpasa.config.settings")
    import django

    django.setup()
    from pimpasa.config.preparation import collect_static, load_data, migrate

    steps = {"Tabel": migrate, "Data wilayah dan kantor": load_data, "Berkas tampilan": collect_static}
    for title, step in steps.items():
        if sys.stderr.isatty():
            click.echo(f"{title:<26}…\r", err=True, nl=False)
        click.echo(f"{title:<26}{step()}", err=True)
    note.write_text(edition)


def edition_here() -> str:
    """Names what the preparation depends on: migrations, static files and reference data, as they lie on the disk."""
    files = [*PACKAGE.rglob("migrations/*.py"), *PACKAGE.rglob("static/**/*"), *shipped("data").glob("*")]
    lines = [f"{path} {stat.st_size} {stat.st_mtime_ns}" for path in sorted(files) if (stat := path.stat())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@contextmanager
def sending() -> Iterator[None]:
    """The sender of messages, in a process of its own beside the web server: begun again if it fails, ended with us."""
    settings = {**os.environ, "PIMPASA_SUPERVISOR": str(os.getpid())}
    command = [sys.executable, "-m", "pimpasa.config.cli", "channels", "send"]
    over = Event()

    def keep_up() -> None:
        while not over.is_set():
            process = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL)  # noqa: S603 - nothing varies
            while process.poll() is None and not over.wait(0.2):
                pass
            process.terminate()
            process.wait()
            over.wait(0.2)

    keeper = Thread(target=keep_up, name="sender", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


def run_server(host: str, port: int, workers: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    os.environ["PIMPASA_SUPERVISOR"] = str(os.getpid())
    Granian(
        "pimpasa.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=max(2, os.cpu_count() or 2),
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()
