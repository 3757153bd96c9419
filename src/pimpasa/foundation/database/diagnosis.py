"""What `pimpasa doctor` tells about the database. Looks only: starts nothing, repairs nothing."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pimpasa.foundation.database import postmaster
from pimpasa.foundation.database.clients import Client, current_client
from pimpasa.foundation.database.cluster import ROOM_FOR_NEW, free_space, version_of
from pimpasa.foundation.database.connection import uses_own_server
from pimpasa.foundation.database.errors import DatabaseError
from pimpasa.foundation.database.places import WINDOWS, Places, current_places
from pimpasa.foundation.database.programs import MAJOR, installed_bin

OLDEST_SERVER = 16
Level = Literal["ok", "warn", "error"]


@dataclass(frozen=True)
class Finding:
    level: Level
    text: str
    advice: str = ""


def diagnose() -> list[Finding]:
    """Every finding about the database in use, in the order in which a trouble should be solved."""
    try:
        return list(_own_server() if uses_own_server() else _embedded())
    except DatabaseError as trouble:
        return [Finding("error", trouble.happened, trouble.advice)]


def _own_server() -> Iterator[Finding]:
    yield Finding("ok", "Memakai server PostgreSQL dari DATABASE_URL.")
    yield from _inside(current_client())


def _embedded() -> Iterator[Finding]:
    places = current_places()
    yield (folder := _folder(places))
    if folder.level == "error":
        return
    for look in (_room, _programs, _version, _secrets):
        yield _safely(look, places)
    yield from _server(places)


def _safely(look: Callable[[Places], Finding], places: Places) -> Finding:
    """A trouble in one look must not hide the others."""
    try:
        return look(places)
    except DatabaseError as trouble:
        return Finding("error", trouble.happened, trouble.advice)


def _folder(places: Places) -> Finding:
    if os.access(places.control, os.W_OK):
        return Finding("ok", f"Folder {places.control} dapat ditulisi; data ada di {places.data}.")
    return Finding(
        "error", f"Folder {places.control} tidak dapat ditulisi.", "Beri izin tulis, atau atur PIMPASA_HOME."
    )


def _room(places: Places) -> Finding:
    folder = places.base if places.base.is_dir() else places.control
    free = free_space(folder)
    text = f"Ruang disk tersisa {free // 1_000_000} MB."
    if free >= ROOM_FOR_NEW:
        return Finding("ok", text)
    return Finding("warn", text, f"Sediakan paling sedikit {ROOM_FOR_NEW // 1_000_000} MB.")


def _programs(_places: Places) -> Finding:
    return Finding("ok", f"Program PostgreSQL {MAJOR} ada di {installed_bin()}.")


def _version(places: Places) -> Finding:
    if not places.data.is_dir():
        return Finding("ok", "Basis data belum dibuat; `pimpasa serve` membuatnya.")
    found = version_of(places)
    if found == MAJOR:
        return Finding("ok", f"Folder data memakai versi {found}.")
    advice = "Buat cadangan dengan rilis lama, lalu `pimpasa restore` dengan rilis ini."
    return Finding("error", f"Folder data memakai versi {found}, rilis ini memakai {MAJOR}.", advice)


def _secrets(places: Places) -> Finding:
    files = [file for file in (places.password, places.admin_password) if file.exists()]
    if not files and places.data.is_dir():
        return Finding("error", f"Berkas sandi {places.password} hilang.", "Kembalikan berkas itu dari cadangan.")
    if WINDOWS or all(file.stat().st_mode & 0o077 == 0 for file in files):
        return Finding("ok", "Berkas sandi hanya dapat dibaca pemiliknya.")
    return Finding("error", "Berkas sandi dapat dibaca pengguna lain.", f"Jalankan: chmod 600 {places.password}")


def _server(places: Places) -> Iterator[Finding]:
    if not _is_running(places):
        yield Finding("warn", "Basis data tidak sedang berjalan.", "Jalankan `pimpasa serve`.")
        return
    yield from _inside(current_client())


def answers() -> bool:
    """Whether there is a server to ask; starts none."""
    return uses_own_server() or _is_running(current_places())


def _is_running(places: Places) -> bool:
    # Asking would make a missing password, so a missing one ends the questions here.
    return places.password.exists() and postmaster.ask(places) is postmaster.Answer.OURS


def _inside(client: Client) -> Iterator[Finding]:
    with client.connect() as connection:
        yield _server_version(connection.info.server_version // 10_000)
        row = connection.execute("SELECT pg_size_pretty(pg_database_size(current_database()))").fetchone()
    yield Finding("ok", f"Dapat masuk ke basis data {client.name}, ukurannya {row[0] if row else '?'}.")


def _server_version(major: int) -> Finding:
    if major >= OLDEST_SERVER:
        return Finding("ok", f"Server PostgreSQL {major} berjalan.")
    return Finding("error", f"Server PostgreSQL {major} terlalu lama.", f"Pakai {OLDEST_SERVER} atau lebih baru.")
