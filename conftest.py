"""What the tests of all parts share."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

TRUNCATE_GUARDS = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only_truncate'"
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Lets the test database be emptied between tests that commit: Django empties it with TRUNCATE."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(TRUNCATE_GUARDS)
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only_truncate")


@pytest.fixture(scope="session", autouse=True)
def static_files_as_they_lie():
    """Pages are tested without collecting and compressing the static files first."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": PLAIN_STATIC}):
        yield
