"""The demonstration is loaded once for all files of this folder; what a test changes is undone after it."""

from shutil import copytree

import pytest

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.loading import load
from pimpasa.config.demonstration.tests.standing_still import files_kept_in, reference_data
from pimpasa.foundation import installation
from pimpasa.regions.queries import forget_offices


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    with files_kept_in(tmp_path_factory.mktemp("peragaan")) as place:
        yield place


@pytest.fixture(scope="package")
def _loaded(django_db_setup, django_db_blocker, folder):
    with django_db_blocker.unblock(), reference_data():
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
