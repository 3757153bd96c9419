"""How to reach the database: the operator's DATABASE_URL, else the embedded one. Starts nothing."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from pimpasa.foundation.database.errors import BadDatabaseUrlError
from pimpasa.foundation.database.places import WINDOWS, Places, current_places
from pimpasa.foundation.database.private_files import secret_in, write_private

NAME = USER = "pimpasa"
ADMIN = "pimpasa_admin"
UNIX_PORT = 5432
URL_EXAMPLE = "postgresql://pengguna:sandi@server:5432/pimpasa?sslmode=require"


def uses_own_server() -> bool:
    """Whether the operator named a server of their own, so that nothing embedded is to be started."""
    return bool(os.environ.get("DATABASE_URL"))


def django_settings() -> dict[str, Any]:
    """One entry of DATABASES; makes the password on first use, never starts the database."""
    url = os.environ.get("DATABASE_URL")
    place = settings_from_url(url) if url else _embedded(current_places())
    return {
        "ENGINE": "django.db.backends.postgresql",
        # Each thread keeps its connection for a while; a restarted database is noticed before use.
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        **place,
        "TEST": _test_settings(),
    }


def _test_settings() -> dict[str, str]:
    name = os.environ.get("PIMPASA_TEST_DATABASE")
    return {"NAME": name} if name else {}


def _embedded(places: Places) -> dict[str, Any]:
    return {
        "NAME": NAME,
        "USER": USER,
        "PASSWORD": secret_in(places.password),
        "HOST": "127.0.0.1" if WINDOWS else str(places.sockets),
        "PORT": str(port(places)),
        "OPTIONS": {},
    }


def port(places: Places) -> int:
    """The number in the socket's name; on Windows a kept random port of the loopback address."""
    if not WINDOWS:
        return UNIX_PORT
    if not places.port.exists():
        write_private(places.port, str(20_000 + secrets.randbelow(40_000)))
    return int(Path(places.port).read_text())


def settings_from_url(url: str) -> dict[str, Any]:
    parts = _split(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = options.pop("dbname", unquote(parts.path[1:]))
    if not name:
        raise _bad_url("nama basis data tidak ada")
    return {
        "NAME": name,
        "USER": options.pop("user", unquote(parts.username or "")),
        "PASSWORD": options.pop("password", unquote(parts.password or "")),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - reading it is what checks that it is a number
    except ValueError as reason:
        raise _bad_url(str(reason)) from reason
    if parts.scheme not in ("postgres", "postgresql"):
        raise _bad_url("hanya postgresql:// yang didukung")
    return parts


def _bad_url(reason: str) -> BadDatabaseUrlError:
    # The address itself is not repeated: it holds a password.
    return BadDatabaseUrlError(f"DATABASE_URL tidak dapat dipakai: {reason}.", f"Tulis seperti {URL_EXAMPLE}")
