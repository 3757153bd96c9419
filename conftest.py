"""What the tests of all parts share."""

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from pimpasa.foundation.installation import queries

# How fast examples come depends on what else the machine does; no test is about time.
hypothesis.settings.register_profile("pimpasa", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("pimpasa")
TRUNCATE_GUARDS = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only_truncate'"
OTHER_SESSIONS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Passwords are made slow to guess on purpose; tests make hundreds.
QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Lets the test database be emptied between tests that commit, and dropped though a thread still holds it."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(TRUNCATE_GUARDS)
        for (table,) in cursor.fetchall():
            # Django empties tables with TRUNCATE.
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only_truncate")
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(OTHER_SESSIONS)


@pytest.fixture(scope="session", autouse=True)
def static_files_as_they_lie(tmp_path_factory):
    """Pages are tested without collecting and compressing the static files first, and never with those of last week."""
    nothing_collected = tmp_path_factory.mktemp("static")
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": PLAIN_STATIC}, STATIC_ROOT=nothing_collected):
        yield


@pytest.fixture(scope="session", autouse=True)
def passwords_hashed_quickly():
    with override_settings(PASSWORD_HASHERS=[QUICK_HASHER]):
        yield


@pytest.fixture(autouse=True)
def site_that_nobody_set_up():
    """Every test starts with it, known without a query; only what changes the installation asks the database."""
    queries.hold(queries.CurrentInstallation(), float("inf"))
    yield
    queries.forget()


@pytest.fixture(autouse=True)
def queue_left_empty(request, django_db_blocker):
    """After a test that commits; Django empties its own tables alone."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_periodic_defers CASCADE")
