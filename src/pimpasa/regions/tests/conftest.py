import pytest

from pimpasa.regions.gazetteer import Gazetteer, gazetteer
from pimpasa.regions.load import load_reference_data
from pimpasa.regions.queries import forget_offices


@pytest.fixture(scope="session")
def places() -> Gazetteer:
    return gazetteer()


@pytest.fixture(scope="session")
def _loaded_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        load_reference_data()


@pytest.fixture
def loaded(_loaded_once, db):
    """The whole reference data; loaded once for the session, and again if a test with real commits emptied it."""
    load_reference_data()
    forget_offices()
    yield
    forget_offices()
