"""Gives a test run a database of its own: an embedded server under var/test, never the user's.

Several runs at once share that server, each with its own database; the last one to end stops it.
"""

import os
from collections.abc import Iterator

import psycopg
import pytest

from pimpasa.foundation.database.connection import django_settings
from pimpasa.foundation.database.errors import DatabaseError
from pimpasa.foundation.database.supervisor import Server, ensure_running
from pimpasa.foundation.folders import CHECKOUT

PREFIX = "test_pimpasa_"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """A wrapper, because pytest-django reads the settings in this same hook and must find the database there."""
    # A worker of pytest-xdist inherits all this from the process that started it.
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["PIMPASA_HOME"] = str(CHECKOUT / "var" / "test")
        os.environ["PIMPASA_TEST_DATABASE"] = f"{PREFIX}{os.getpid()}"
        server = _started()
        early_config.add_cleanup(server.release)
        if server.places:
            drop_databases_of_dead_runs()
    return (yield)


def _started() -> Server:
    try:
        return ensure_running(durable=False)
    except DatabaseError as trouble:
        raise pytest.UsageError(str(trouble)) from trouble


def drop_databases_of_dead_runs() -> None:
    place = django_settings()
    with psycopg.connect(
        host=place["HOST"],
        port=place["PORT"],
        user=place["USER"],
        password=place["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as connection:
        rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        for (name,) in rows.fetchall():
            if not _lives(int(name.removeprefix(PREFIX).partition("_")[0])):
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _lives(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
