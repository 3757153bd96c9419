"""`pimpasa serve`: database, tables, reference data, server: one command from nothing to an open site."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
from contextlib import nullcontext, suppress
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from pimpasa.config.troubles import troubles_told
from pimpasa.foundation.database.supervisor import running
from pimpasa.foundation.folders import PACKAGE, shipped, state_folder
from pimpasa.foundation.tasks.process import LONG_ENOUGH, PAUSES, SUPERVISOR, worker_beside

if TYPE_CHECKING:
    from granian.server.common import AbstractServer


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 agar perangkat lain bisa membuka.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64))
@click.option("--no-tasks", is_flag=True, help="Tanpa pekerja tugas; jalankan `pimpasa tasks` di tempat lain.")
@click.option("--demonstration", is_flag=True, help="Muat peragaan pada mulai pertama, bila belum ada apa-apa.")
def serve(host: str, port: int, workers: int, no_tasks: bool, demonstration: bool) -> None:
    """Menjalankan Pimpasa sampai dihentikan dengan Ctrl-C."""
    refuse_taken_port(host, port)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # a plain kill must let go of the database too
    with troubles_told(), running():
        prepare(demonstration)
        click.secho(f"Buka http://{host}:{port}/   (Ctrl-C untuk berhenti)", bold=True)
        with nullcontext() if no_tasks else worker_beside():
            run_server(host, port, workers)
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


def prepare(demonstration: bool) -> None:
    """Brings tables, reference data and static files to this edition; skipped where this very edition did it before."""
    note, edition = state_folder() / "prepared", edition_here() + (" demonstration" if demonstration else "")
    own_server = bool(os.environ.get("DATABASE_URL"))  # another machine may have changed that database meanwhile
    if not own_server and note.is_file() and note.read_text() == edition:
        return
    command = [sys.executable, "-m", "pimpasa.config.prepare", *(["--demonstration"] if demonstration else [])]
    if status := subprocess.run(command, check=False).returncode:  # noqa: S603 nothing of it was typed by anyone
        sys.exit(status)
    note.write_text(edition)


def edition_here() -> str:
    """Names what the preparation depends on: migrations, static files and reference data, as they lie on the disk."""
    files = [*PACKAGE.rglob("migrations/*.py"), *PACKAGE.rglob("static/**/*"), *shipped("data").glob("*")]
    lines = [f"{path} {stat.st_size} {stat.st_mtime_ns}" for path in sorted(files) if (stat := path.stat())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def run_server(host: str, port: int, workers: int) -> None:
    """Until it is told to end: a server that gives up, because workers died one after another, is started anew."""
    os.environ[SUPERVISOR] = str(os.getpid())
    failures = 0
    while True:
        server, begun = new_server(host, port, workers), monotonic()
        with suppress(SystemExit):
            server.serve()
        failures = failures + 1 if monotonic() - begun < LONG_ENOUGH else 1
        pause = PAUSES[min(failures, len(PAUSES)) - 1]
        if not server.interrupt_signal:
            click.secho(f"Server berhenti tiba-tiba. Data tersimpan. Mulai lagi dalam {pause} detik.", err=True)
            server.main_loop_interrupt.clear()
            server.main_loop_interrupt.wait(pause)
        if server.interrupt_signal:
            return


def new_server(host: str, port: int, workers: int) -> "AbstractServer[Any]":
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    return Granian(
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
    )
