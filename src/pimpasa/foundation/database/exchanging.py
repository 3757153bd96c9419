"""Exchanging the database: the new one is filled under another name, then both change names at once."""

import re
import secrets
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from pimpasa.foundation.database.clients import Client
from pimpasa.foundation.database.errors import RestoreFailedError


def fill(client: Client, server: psycopg.Connection[TupleRow], fresh: str, file: Path) -> None:
    _create(server, fresh)
    options = ("--no-owner", "--no-acl", "--exit-on-error", "--single-transaction")
    done = client.run_on(fresh, "pg_restore", *options, str(file))
    if done.returncode:
        drop(server, fresh)
        raise RestoreFailedError(
            f"Isi {file} tidak dapat dipulihkan.", "Pilih cadangan lain.", detail=end_of(done.stderr)
        )


def _create(server: psycopg.Connection[TupleRow], name: str) -> None:
    try:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    except psycopg.errors.InsufficientPrivilege as reason:
        raise RestoreFailedError(
            "Pengguna basis data tidak boleh membuat basis data baru.",
            "Minta pengelola server menjalankan: ALTER ROLE ... CREATEDB.",
        ) from reason


def swap(server: psycopg.Connection[TupleRow], name: str, fresh: str) -> None:
    """Both renames happen or neither, so that a kill at any moment leaves a whole database under the name."""
    old = f"{name}_lama_{secrets.token_hex(4)}"
    for last in (False, False, False, False, True):  # a busy client may come back between the two steps
        try:
            _end_sessions_and_rename(server, name, old, fresh)
            break
        except psycopg.errors.ObjectInUse as reason:
            if last:
                drop(server, fresh)
                raise RestoreFailedError(
                    "Basis data lama masih dipakai.", "Hentikan Pimpasa, lalu coba lagi."
                ) from reason
    drop(server, old)


def _end_sessions_and_rename(server: psycopg.Connection[TupleRow], name: str, old: str, fresh: str) -> None:
    server.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])
    with server.transaction():
        _rename(server, name, old)
        _rename(server, fresh, name)


def _rename(server: psycopg.Connection[TupleRow], name: str, to: str) -> None:
    server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def drop(server: psycopg.Connection[TupleRow], name: str) -> None:
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_leftovers(server: psycopg.Connection[TupleRow], name: str) -> None:
    """What a killed restore left: half-filled databases, and old ones already replaced and dumped."""
    pattern = f"^{re.escape(name)}_(baru|lama)_[0-9a-f]{{8}}$"
    for (left,) in server.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern]).fetchall():
        drop(server, left)


def end_of(output: str) -> str:
    return "\n".join(output.strip().splitlines()[-5:])
