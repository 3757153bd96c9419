"""A test run has a database of its own, without superuser rights and without waiting for the disk."""

import os

import pytest
from django.db import connection

from pimpasa.foundation.database.pytest_plugin import drop_databases_of_dead_runs
from pimpasa.foundation.database.tests.make import connect


@pytest.mark.django_db
def test_this_run_has_a_database_of_its_own():
    query = "SELECT current_database(), current_setting('fsync'), rolsuper FROM pg_roles WHERE rolname = user"
    with connection.cursor() as cursor:
        cursor.execute(query)
        name, fsync, is_superuser = cursor.fetchone()
    assert name.startswith(os.environ["PIMPASA_TEST_DATABASE"])
    assert (fsync, is_superuser) == ("off", False)


def test_databases_of_dead_runs_go_and_those_of_living_ones_stay():
    dead, living = "test_pimpasa_4194399_gw0", f"test_pimpasa_{os.getppid()}_x"
    with connect(dbname="postgres") as session:
        session.execute(f"CREATE DATABASE {dead}")
        session.execute(f"CREATE DATABASE {living}")
        drop_databases_of_dead_runs()
        left = {name for (name,) in session.execute("SELECT datname FROM pg_database").fetchall()}
        session.execute(f"DROP DATABASE {living}")
    assert dead not in left
    assert living in left
