import pytest

from pimpasa.config.demonstration.tests.standing_still import files_kept_in, reference_data
from pimpasa.regions.queries import forget_offices


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Files of these tests go to a folder of their own."""
    with files_kept_in(tmp_path_factory.mktemp("peragaan")) as place:
        yield place


@pytest.fixture(scope="module")
def _reference(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), reference_data():
        yield


@pytest.fixture
def reference(_reference, db):
    forget_offices()
