"""Backups: made whole or not at all, and put back without touching the old data until the end.

A backup holds the database and the sent files. Before an upgrade the database alone is dumped: an upgrade changes
tables, the files stay where they are, and copies of every photo would fill a small disk.
"""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow

from pimpasa.foundation.database.archives import Unpacked, is_plain_dump, pack, room_needed, unpack
from pimpasa.foundation.database.clients import Client, current_client
from pimpasa.foundation.database.cluster import disk_full, free_space, tells_of_full_disk
from pimpasa.foundation.database.errors import (
    BackupFailedError,
    DatabaseError,
    DiskFullError,
    RestoreFailedError,
    folder_not_writable,
)
from pimpasa.foundation.database.exchanging import drop, drop_leftovers, end_of, fill, swap
from pimpasa.foundation.database.sent_files import add_missing, files_folder, keep_only
from pimpasa.foundation.folders import state_folder

KEPT_AUTOMATIC = 5
# Any number will do, as long as every release takes the same: two restores at once must meet here.
RESTORE_LOCK = 7_467_720_001


@dataclass(frozen=True)
class Restored:
    file: Path
    safety_dump: Path | None


def back_up(file: Path, *, force: bool = False) -> Path:
    """Writes database and sent files into one file that only its owner may read; an existing one needs `force`."""
    return _make(file, _archive, force=force)


def dump_before_upgrade(label: str) -> Path | None:
    """A dump in the state folder before a change of tables, None for an empty database; the last five stay."""
    return _automatic(f"{label}.dump", _dump)


def restore(file: Path) -> Restored:
    """Replaces database and sent files, after keeping what is there; a failure leaves the old ones as they were."""
    client = current_client()
    if not file.is_file():
        raise RestoreFailedError(f"Berkas {file} tidak ada.", "Periksa nama dan foldernya.")
    with client.connect("postgres") as server, _staging(server) as folder:
        taken = _taken(client, file, folder)
        drop_leftovers(server, client.name)
        safety = _automatic("sebelum-restore.tar", _archive)
        fresh = f"{client.name}_baru_{secrets.token_hex(4)}"
        fill(client, server, fresh, taken.dump)
        _exchange(server, client.name, fresh, taken.files)
    return Restored(file, safety)


def _taken(client: Client, file: Path, folder: Path) -> Unpacked:
    try:
        taken = Unpacked(file, None) if is_plain_dump(file) else _unpacked(file, folder)
    except OSError as reason:
        raise _not_written(folder, reason) from reason
    check_dump(client, taken.dump)
    return taken


def _unpacked(file: Path, folder: Path) -> Unpacked:
    if (needed := file.stat().st_size) > free_space(folder):
        raise _no_room(folder, needed)
    return unpack(file, folder)


def _exchange(server: psycopg.Connection[TupleRow], name: str, fresh: str, files: dict[str, Path] | None) -> None:
    try:
        add_missing(files or {})
    except OSError as reason:
        drop(server, fresh)
        raise _not_written(files_folder(), reason) from reason
    swap(server, name, fresh)
    if files is not None:
        keep_only(files)


@contextmanager
def _staging(server: psycopg.Connection[TupleRow]) -> Iterator[Path]:
    """A private folder beside the files, so that they are moved in, not copied; what a killed restore left goes."""
    _refuse_second_restore(server)
    for left in state_folder().glob("restore-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = state_folder() / f"restore-{secrets.token_hex(4)}"
    try:
        folder.mkdir(mode=0o700)
    except OSError as reason:
        raise folder_not_writable(state_folder(), reason) from reason
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _automatic(name: str, write: Callable[[Client, Path], None]) -> Path | None:
    if is_empty(current_client()):
        return None
    folder = _automatic_folder()
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    file = _make(folder / f"otomatis-{moment}-{re.sub(r'[^A-Za-z0-9.]+', '-', name)}", write)
    for old in sorted(folder.glob("otomatis-*"))[:-KEPT_AUTOMATIC]:
        old.unlink()
    return file


def _make(file: Path, write: Callable[[Client, Path], None], *, force: bool = False) -> Path:
    if file.exists() and not force:
        raise BackupFailedError(f"Berkas {file} sudah ada.", "Pilih nama lain, atau tambahkan --force.")
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        _make_private(draft)
        write(current_client(), draft)
        draft.replace(file)
        _sync_folder(file.parent)
    except OSError as reason:
        raise _not_written(file.parent, reason) from reason
    finally:
        draft.unlink(missing_ok=True)
    return file


def _make_private(file: Path) -> None:
    os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))


def _archive(client: Client, draft: Path) -> None:
    """Takes the dump first: every record in it then finds its file."""
    dump = draft.with_name(f"{draft.name}.dump")
    try:
        _make_private(dump)
        _dump(client, dump)
        needed = dump.stat().st_size + room_needed(files_folder())
        if needed > free_space(draft.parent):
            raise _no_room(draft.parent, needed)
        pack(draft, dump, files_folder())
    finally:
        dump.unlink(missing_ok=True)


def _not_written(folder: Path, reason: OSError) -> DatabaseError:
    if reason.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(folder, free_space(folder))
    return folder_not_writable(folder, reason)


def _no_room(folder: Path, needed: int) -> DiskFullError:
    free, megabyte = free_space(folder), 1_000_000
    return DiskFullError(
        f"Ruang disk untuk {folder} tidak cukup: perlu {needed // megabyte + 1} MB, tersisa {free // megabyte} MB.",
        "Kosongkan sebagian disk, atau pilih folder di disk lain.",
    )


def check_dump(client: Client, file: Path) -> None:
    done = client.run("pg_restore", "--format=custom", "--list", str(file))
    if done.returncode:
        raise RestoreFailedError(
            f"{file} bukan cadangan Pimpasa yang utuh.", "Pilih berkas lain.", detail=end_of(done.stderr)
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
    check_dump(client, draft)


def _dump_failed(draft: Path, output: str) -> DatabaseError:
    if tells_of_full_disk(output):
        return disk_full(draft.parent, free_space(draft.parent))
    return BackupFailedError("Cadangan tidak dapat dibuat.", "Jalankan `pimpasa doctor`.", detail=end_of(output))


def _refuse_second_restore(server: psycopg.Connection[TupleRow]) -> None:
    row = server.execute("SELECT pg_try_advisory_lock(%s)", [RESTORE_LOCK]).fetchone()
    if not (row and row[0]):
        raise RestoreFailedError("Pemulihan lain sedang berjalan.", "Tunggu sampai selesai.")


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
