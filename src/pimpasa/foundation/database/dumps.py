"""Dumps of the whole database: made whole or not at all, and put back without touching the old data until the end."""

import os
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from pimpasa.foundation.database.clients import Client, current_client
from pimpasa.foundation.database.cluster import disk_full, free_space, tells_of_full_disk
from pimpasa.foundation.database.errors import (
    BackupFailedError,
    DatabaseError,
    RestoreFailedError,
    folder_not_writable,
)
from pimpasa.foundation.folders import state_folder

KEPT_AUTOMATIC = 5
# Any number will do, as long as every release takes the same: two restores at once must meet here.
RESTORE_LOCK = 7_467_720_001


@dataclass(frozen=True)
class Restored:
    file: Path
    safety_dump: Path | None


def back_up(file: Path, *, force: bool = False) -> Path:
    """Writes a dump that only its owner may read; an existing file is kept unless `force`."""
    if file.exists() and not force:
        raise BackupFailedError(f"Berkas {file} sudah ada.", "Pilih nama lain, atau tambahkan --force.")
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
        _dump(current_client(), draft)
        draft.replace(file)
        _sync_folder(file.parent)
    except OSError as reason:
        raise folder_not_writable(file.parent, reason) from reason
    finally:
        draft.unlink(missing_ok=True)
    return file


def dump_before_upgrade(label: str) -> Path | None:
    """A dump in the state folder before a change of tables, None for an empty database; the last five stay."""
    if is_empty(current_client()):
        return None
    folder = _automatic_folder()
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    file = back_up(folder / f"otomatis-{moment}-{re.sub(r'[^A-Za-z0-9.]+', '-', label)}.dump")
    for old in sorted(folder.glob("otomatis-*.dump"))[:-KEPT_AUTOMATIC]:
        old.unlink()
    return file


def restore(file: Path) -> Restored:
    """Replaces the database by the dump, after dumping what is there; a failure leaves the old one as it was."""
    client = current_client()
    check_archive(client, file)
    with client.connect("postgres") as server:
        _refuse_second_restore(server)
        _drop_leftovers(server, client.name)
        safety = dump_before_upgrade("sebelum-restore")
        fresh = f"{client.name}_baru_{secrets.token_hex(4)}"
        _fill(client, server, fresh, file)
        _swap(server, client.name, fresh)
    return Restored(file, safety)


def check_archive(client: Client, file: Path) -> None:
    if not file.is_file():
        raise RestoreFailedError(f"Berkas {file} tidak ada.", "Periksa nama dan foldernya.")
    done = client.run("pg_restore", "--format=custom", "--list", str(file))
    if done.returncode:
        raise RestoreFailedError(
            f"{file} bukan cadangan Pimpasa yang utuh.", "Pilih berkas lain.", detail=_end_of(done.stderr)
        )


def is_empty(client: Client) -> bool:
    """Whether the database holds no table of ours."""
    query = """SELECT NOT EXISTS (SELECT FROM pg_tables
               WHERE schemaname NOT IN ('pg_catalog', 'information_schema'))"""
    with client.connect() as connection:
        row = connection.execute(query).fetchone()
    return bool(row and row[0])


def _dump(client: Client, draft: Path) -> None:
    done = client.run_on(client.name, "pg_dump", "--format=custom", f"--file={draft}")
    if done.returncode:
        raise _dump_failed(draft, done.stderr)
    with draft.open("rb") as written:
        os.fsync(written.fileno())
    check_archive(client, draft)


def _dump_failed(draft: Path, output: str) -> DatabaseError:
    if tells_of_full_disk(output):
        return disk_full(draft.parent, free_space(draft.parent))
    return BackupFailedError("Cadangan tidak dapat dibuat.", "Jalankan `pimpasa doctor`.", detail=_end_of(output))


def _fill(client: Client, server: psycopg.Connection[TupleRow], fresh: str, file: Path) -> None:
    _create(server, fresh)
    options = ("--no-owner", "--no-acl", "--exit-on-error", "--single-transaction")
    done = client.run_on(fresh, "pg_restore", *options, str(file))
    if done.returncode:
        _drop(server, fresh)
        raise RestoreFailedError(
            f"Isi {file} tidak dapat dipulihkan.", "Pilih cadangan lain.", detail=_end_of(done.stderr)
        )


def _create(server: psycopg.Connection[TupleRow], name: str) -> None:
    try:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege as reason:
        raise RestoreFailedError(
            "Pengguna basis data tidak boleh membuat basis data baru.",
            "Minta pengelola server menjalankan: ALTER ROLE ... CREATEDB.",
        ) from reason


def _swap(server: psycopg.Connection[TupleRow], name: str, fresh: str) -> None:
    """Both renames happen or neither, so that a kill at any moment leaves a whole database under the name."""
    old = f"{name}_lama_{secrets.token_hex(4)}"
    for last in (False, False, False, False, True):  # a busy client may come back between the two steps
        try:
            _end_sessions_and_rename(server, name, old, fresh)
            break
        except psycopg.errors.ObjectInUse as reason:
            if last:
                _drop(server, fresh)
                raise RestoreFailedError(
                    "Basis data lama masih dipakai.", "Hentikan Pimpasa, lalu coba lagi."
                ) from reason
    _drop(server, old)


def _end_sessions_and_rename(server: psycopg.Connection[TupleRow], name: str, old: str, fresh: str) -> None:
    server.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])
    with server.transaction():
        _rename(server, name, old)
        _rename(server, fresh, name)


def _rename(server: psycopg.Connection[TupleRow], name: str, to: str) -> None:
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def _drop(server: psycopg.Connection[TupleRow], name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _refuse_second_restore(server: psycopg.Connection[TupleRow]) -> None:
    row = server.execute("SELECT pg_try_advisory_lock(%s)", [RESTORE_LOCK]).fetchone()
    if not (row and row[0]):
        raise RestoreFailedError("Pemulihan lain sedang berjalan.", "Tunggu sampai selesai.")


def _drop_leftovers(server: psycopg.Connection[TupleRow], name: str) -> None:
    """What a killed restore left: half-filled databases, and old ones already replaced and dumped."""
    pattern = f"^{re.escape(name)}_(baru|lama)_[0-9a-f]{{8}}$"
    for (left,) in server.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern]).fetchall():
        _drop(server, left)


def _automatic_folder() -> Path:
    folder = state_folder() / "backups"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as reason:
        raise folder_not_writable(folder.parent, reason) from reason
    return folder


def _sync_folder(folder: Path) -> None:
    """Makes the new name itself safe from a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _end_of(output: str) -> str:
    return "\n".join(output.strip().splitlines()[-5:])
