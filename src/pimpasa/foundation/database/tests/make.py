"""Builders of the database tests: folders, other people's processes, a table with one row."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from pimpasa.foundation.database.connection import django_settings
from pimpasa.foundation.database.places import reachable_by_others
from pimpasa.foundation.folders import PACKAGE

# Every Unix has this account, and initdb asks for one with a name: it plays the ordinary user.
ORDINARY = pwd.getpwnam("nobody").pw_uid
SITE = Path(psycopg.__file__).parent.parent


def make_open_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pimpasa-", dir="/tmp"))
    folder.chmod(0o755)
    return folder


def connect(**changes):
    place = django_settings()
    given = {
        "host": place["HOST"] or None,
        "port": place["PORT"] or None,
        "user": place["USER"],
        "dbname": place["NAME"],
    }
    return psycopg.connect(**{**given, "password": place["PASSWORD"], **changes}, autocommit=True)


def write_note(text: str) -> None:
    with connect() as connection:
        connection.execute("DROP TABLE IF EXISTS note")
        connection.execute("CREATE TABLE note (text text)")
        connection.execute("INSERT INTO note VALUES (%s)", [text])


def read_note() -> str:
    with connect() as connection:
        return connection.execute("SELECT text FROM note").fetchone()[0]


def python_for_everyone() -> str | None:
    """An interpreter that an ordinary user may run; root's own may lie in root's home."""
    if reachable_by_others(Path(sys.executable).resolve().parent):
        return sys.executable
    return shutil.which(f"python{sys.version_info[0]}.{sys.version_info[1]}", path="/usr/local/bin:/usr/bin")


def popen_python(code: str, home: Path, *, uid: int | None = None) -> "subprocess.Popen[str]":
    account = {} if uid is None else {"user": uid, "group": uid, "extra_groups": []}
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PIMPASA_HOME": str(home),
        "PYTHONPATH": f"{PACKAGE.parent}{os.pathsep}{SITE}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    python = sys.executable if uid is None else python_for_everyone()
    return subprocess.Popen(
        [python, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd="/",
        **account,
    )


def run_python(code: str, home: Path, *, uid: int | None = None) -> str:
    """What the code printed, errors included."""
    with popen_python(code, home, uid=uid) as process:
        output, errors = process.communicate(timeout=60)
    return output + errors


def wait_until(claim, seconds: float = 10) -> bool:
    deadline = time.monotonic() + seconds
    while not claim() and time.monotonic() < deadline:
        time.sleep(0.02)
    return claim()
