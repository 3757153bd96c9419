from contextlib import contextmanager
from shutil import copytree

import pytest
from django.db import transaction

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.loading import load
from pimpasa.foundation import installation
from pimpasa.regions.load import load_reference_data
from pimpasa.regions.queries import forget_offices


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Files of these tests go to a folder of their own."""
    place = tmp_path_factory.mktemp("peragaan")
    with pytest.MonkeyPatch.context() as patch:
        for user in ("pimpasa.foundation.uploads.store", "pimpasa.config.demonstration.files"):
            patch.setattr(f"{user}.state_folder", lambda: place)
        yield place


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def _reference(django_db_setup, django_db_blocker):
    """The regions and offices, once for the file; the database keeps nothing of it."""
    with django_db_blocker.unblock(), rolled_back():
        load_reference_data()
        yield
    forget_offices()


@pytest.fixture
def reference(_reference, db):
    forget_offices()


@pytest.fixture(scope="module")
def _loaded(_reference, folder, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        installation.forget()
        assert load()
        copytree(folder / "files", folder / "as-loaded")
        yield
    installation.forget()


@pytest.fixture
def played(_loaded, db, folder):
    # What a test erases from the disk, no rollback brings back.
    copytree(folder / "as-loaded", folder / "files", dirs_exist_ok=True)
    installation.forget()
    forget_offices()


@pytest.fixture
def player(played):
    """Someone a visitor may try, by the word of the address."""
    return lambda word: User.objects.get(username=f"{word}@peragaan.invalid")
