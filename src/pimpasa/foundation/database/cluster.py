"""Making a new data folder: private, password for everyone, and complete or absent."""

import os
import secrets
import shutil
from pathlib import Path

from pimpasa.foundation.database.account import Account, own_folder
from pimpasa.foundation.database.connection import ADMIN, NAME, USER
from pimpasa.foundation.database.errors import (
    DatabaseError,
    DiskFullError,
    OtherVersionError,
    StartFailedError,
    folder_not_writable,
)
from pimpasa.foundation.database.places import Places
from pimpasa.foundation.database.private_files import secret_in, write_private
from pimpasa.foundation.database.programs import MAJOR, program, run

ROOM_FOR_NEW = 300_000_000
NOTHING_YET = "Belum ada data yang tersimpan."


def create_if_missing(places: Places, programs: Path, account: Account, *, durable: bool) -> None:
    if places.data.is_dir():
        _refuse_other_version(places)
        return
    refuse_without_room(places)
    draft = places.unfinished_data
    shutil.rmtree(draft, ignore_errors=True)
    try:
        _create(places, draft, programs, account, durable=durable)
        draft.rename(places.data)
    except OSError as reason:
        raise folder_not_writable(places.base, reason) from reason
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def refuse_without_room(places: Places) -> None:
    free = free_space(places.base)
    if free < ROOM_FOR_NEW:
        raise disk_full(places.base, free, kept=NOTHING_YET)


def free_space(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def tells_of_full_disk(output: str) -> bool:
    """Whether a program of PostgreSQL complained of missing room, in any of its wordings."""
    return any(words in output for words in ("No space left", "Check free disk space", "Disk quota exceeded"))


def disk_full(folder: Path, free: int, *, kept: str | None = None, detail: str = "") -> DiskFullError:
    return DiskFullError(
        f"Ruang disk untuk {folder} tidak cukup: tersisa {free // 1_000_000} MB.",
        f"Sediakan paling sedikit {ROOM_FOR_NEW // 1_000_000} MB, lalu jalankan lagi.",
        kept=kept,
        detail=detail,
    )


def _create(places: Places, draft: Path, programs: Path, account: Account, *, durable: bool) -> None:
    own_folder(draft, account)
    password_file = places.base / f"first-password.{secrets.token_hex(4)}"
    try:
        write_private(password_file, secret_in(places.admin_password))
        if account.uid is not None:
            os.chown(password_file, account.uid, -1)
        _initdb(draft, password_file, programs, account, durable=durable)
    finally:
        password_file.unlink(missing_ok=True)
    _add_role_and_database(places, draft, programs, account)


def _initdb(draft: Path, password_file: Path, programs: Path, account: Account, *, durable: bool) -> None:
    command = [
        program(programs, "initdb"),
        f"--pgdata={draft}",
        f"--username={ADMIN}",
        f"--pwfile={password_file}",
        "--auth-local=scram-sha-256",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
        *([] if durable else ["--no-sync"]),
    ]
    done = run(command, account, cwd=draft.parent)
    if done.returncode:
        raise _not_created(draft, done.stderr)


def _add_role_and_database(places: Places, draft: Path, programs: Path, account: Account) -> None:
    """The product is no superuser: a hole in it must not read files or pass row security."""
    password = secret_in(places.password).replace("'", "''")
    statements = [
        f"CREATE ROLE {USER} LOGIN CREATEDB PASSWORD '{password}';",
        f"GRANT pg_read_all_settings TO {USER};",
        f"CREATE DATABASE {NAME} OWNER {USER};",
    ]
    command = [
        program(programs, "postgres"),
        "--single",
        "-D",
        str(draft),
        "-c",
        "log_statement=none",
        "postgres",
    ]
    done = run(command, account, cwd=draft.parent, text="\n".join(statements) + "\n")
    if done.returncode or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
        raise _not_created(draft, done.stderr)


def _not_created(draft: Path, output: str) -> DatabaseError:
    if tells_of_full_disk(output):
        return disk_full(draft.parent, free_space(draft.parent), kept=NOTHING_YET)
    return StartFailedError(
        "Basis data baru tidak dapat dibuat.",
        "Baca pesan di bawah, lalu jalankan `pimpasa doctor`.",
        kept=NOTHING_YET,
        detail="\n".join(output.strip().splitlines()[-8:]),
    )


def version_of(places: Places) -> int | None:
    """The major version that made the data folder, as far as it can be read."""
    try:
        return int((places.data / "PG_VERSION").read_text())
    except (OSError, ValueError):
        return None


def _refuse_other_version(places: Places) -> None:
    found = version_of(places)
    if found == MAJOR:
        return
    raise OtherVersionError(
        f"Folder {places.data} dibuat oleh PostgreSQL {found or 'yang tidak dikenal'}; rilis ini memakai {MAJOR}.",
        "Jalankan `pimpasa backup BERKAS` dengan rilis lama, pindahkan folder itu, "
        "lalu `pimpasa restore BERKAS` dengan rilis ini.",
    )
