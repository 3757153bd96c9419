"""The running server: who answers at our address, starting it, waiting for it, stopping it."""

import os
import subprocess
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path

import psycopg

from pimpasa.foundation.database.account import Account, own_folder
from pimpasa.foundation.database.cluster import disk_full, free_space, tells_of_full_disk
from pimpasa.foundation.database.connection import USER, port
from pimpasa.foundation.database.errors import DatabaseError, StartFailedError, WrongPasswordError
from pimpasa.foundation.database.places import WINDOWS, Places
from pimpasa.foundation.database.private_files import open_private, secret_in
from pimpasa.foundation.database.processes import end_leftovers, is_ours, recovery_work, running_number
from pimpasa.foundation.database.programs import clean_environment, program, run

PATIENCE = 30.0
ANSWER_WITHIN = 5
TRIES = 10
LOG_LIMIT = 5_000_000
# Small: web, tasks and database share 250 MB. No replication and none of its processes.
SETTINGS = {
    "listen_addresses": "127.0.0.1" if WINDOWS else "",
    "unix_socket_permissions": "0700",
    "max_connections": "40",
    "shared_buffers": "48MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "512MB",
    "max_wal_size": "256MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "max_worker_processes": "2",
    "autovacuum_max_workers": "2",
    "io_method": "sync",
    "jit": "off",
    "huge_pages": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A person's words must not reach the log through a failing statement or the value of a broken key.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Answer(Enum):
    OURS = "ours"
    NOT_YET = "not yet"
    NONE = "none"


# Kept so that a child that ended is reaped: its number would look alive to the next start.
_children: list["subprocess.Popen[bytes]"] = []


def ask(places: Places) -> Answer:
    """Who answers at our address; a refused password is an error, not an absence."""
    try:
        with _connect(places) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError as reason:
        if "password authentication failed" in str(reason):
            raise _wrong_password(places) from reason
        return Answer.NOT_YET if "the database system is" in str(reason) else Answer.NONE
    return Answer.OURS if row and Path(row[0]).resolve() == places.data.resolve() else Answer.NONE


def _connect(places: Places) -> "psycopg.Connection[tuple[str]]":
    return psycopg.connect(
        host="127.0.0.1" if WINDOWS else str(places.sockets),
        port=port(places),
        user=USER,
        password=secret_in(places.password),
        dbname="postgres",
        connect_timeout=ANSWER_WITHIN,
        autocommit=True,
    )


def start(places: Places, programs: Path, account: Account, *, durable: bool) -> None:
    """Starts the server, or waits for one of ours that is still starting, until it answers."""
    _reap()
    if number := running_number(places.data):
        _wait_until_ready(places, lambda: is_ours(number, places.data), _size(places.log))
        return
    for tries_left in reversed(range(TRIES)):
        _clear_what_a_crash_left(places, account)
        own_folder(places.sockets, account)
        try:
            _launch_and_wait(places, programs, account, durable=durable)
            return
        except StartFailedError as trouble:
            # A child of a killed postmaster that we could not see still holds the memory; it ends soon.
            if "pre-existing shared memory" not in trouble.detail or not tries_left:
                raise
            time.sleep(0.5)


def stop(places: Places, programs: Path, account: Account, patience: int = 30) -> None:
    """Fast, which rolls back what is open; immediate, with recovery at the next start, if that hangs."""
    if running_number(places.data) is None:
        return
    for mode in ("fast", "immediate"):
        options = ["-D", str(places.data), "-m", mode, "-t", str(patience)]
        if run([program(programs, "pg_ctl"), "stop", *options], account, cwd=places.base).returncode == 0:
            break
    _reap()


def _clear_what_a_crash_left(places: Places, account: Account) -> None:
    """Children that outlived a killed postmaster, and process files whose number is dead or somebody else's."""
    end_leftovers(places.data, account)
    socket = places.sockets / f".s.PGSQL.{port(places)}"
    for stale in (places.data / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
        stale.unlink(missing_ok=True)


def _launch_and_wait(places: Places, programs: Path, account: Account, *, durable: bool) -> None:
    if _size(places.log) > LOG_LIMIT:
        places.log.replace(places.log.with_suffix(".old"))
    log_from = _size(places.log)
    process = _launch(places, programs, account, durable=durable)
    try:
        _wait_until_ready(places, lambda: process.poll() is None, log_from)
    except BaseException:  # Ctrl-C too must not leave behind a server that nobody uses
        stop(places, programs, account)
        raise


def _launch(places: Places, programs: Path, account: Account, *, durable: bool) -> "subprocess.Popen[bytes]":
    settings = SETTINGS | {"port": str(port(places))} | ({} if durable else NOT_DURABLE)
    if not WINDOWS:
        settings["unix_socket_directories"] = str(places.sockets)
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    # The log is opened here, by its owner: PostgreSQL's account needs no right on it.
    with open_private(places.log, os.O_WRONLY | os.O_APPEND) as log:
        process = subprocess.Popen(  # noqa: S603 - our own program, arguments built here, no shell
            [program(programs, "postgres"), "-D", str(places.data), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=places.base,
            env=clean_environment(),
            start_new_session=True,  # Ctrl-C in the terminal must not reach it
            umask=-1 if WINDOWS else 0o077,
            **account.popen,
        )
    _children.append(process)
    return process


def _wait_until_ready(places: Places, lives: Callable[[], bool], log_from: int) -> None:
    """As long as recovery makes progress there is no limit; without progress, PATIENCE seconds."""
    seen, deadline = "", time.monotonic() + PATIENCE
    while ask(places) is not Answer.OURS:
        if not lives() or time.monotonic() > deadline:
            raise _not_started(places, log_from)
        if (now := _progress(places)) != seen:
            seen, deadline = now, time.monotonic() + PATIENCE
        time.sleep(0.03)


def _progress(places: Places) -> str:
    """Something that changes as long as recovery works."""
    try:
        control = (places.data / "global" / "pg_control").stat().st_mtime_ns
    except OSError:
        control = 0
    return f"{_size(places.log)} {control} {recovery_work(places.data)}"


def _not_started(places: Places, log_from: int) -> DatabaseError:
    with places.log.open("rb") as log:
        log.seek(log_from)
        lines = log.read().decode(errors="replace").strip().splitlines()[-12:]
    detail = "\n".join([f"Akhir catatan {places.log}:", *lines])
    if tells_of_full_disk(detail):
        return disk_full(places.base, free_space(places.base), detail=detail)
    return StartFailedError("Basis data tidak mau berjalan.", "Jalankan `pimpasa doctor`.", detail=detail)


def _wrong_password(places: Places) -> WrongPasswordError:
    return WrongPasswordError(
        f"Sandi dalam {places.password} ditolak oleh basis data di {places.data}.",
        "Kembalikan berkas sandi dari cadangan. Sandi dan data harus dari pemasangan yang sama.",
    )


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _reap() -> None:
    _children[:] = [child for child in _children if child.poll() is None]
