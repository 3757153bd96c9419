import pytest
import time_machine

from pimpasa.accounts.tests.make import make_staff
from pimpasa.regions.queries import forget_offices
from pimpasa.regions.sheets.sheet import forget_sheets
from pimpasa.regions.sheets.tests.make import make_office


@pytest.fixture(autouse=True)
def on_a_monday_in_may():
    with time_machine.travel("2026-05-04T12:00:00+07:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget_sheets()
    forget_offices()
    yield
    forget_sheets()
    forget_offices()


@pytest.fixture
def sari(db):
    return make_staff("sari")


@pytest.fixture
def villager(db, django_user_model):
    return django_user_model.objects.create_user("warga", None, display_name="Warga")


@pytest.fixture
def office(db):
    return make_office()
