import pytest

from pimpasa.accounts.tests.make import make_agent, make_budi, make_sari
from pimpasa.learning import library
from pimpasa.learning.sessions.tests.make import BANK


@pytest.fixture(autouse=True)
def small_bank(monkeypatch):
    """Two lessons of three questions a form, whatever the shipped ones say today."""
    monkeypatch.setattr(library, "lessons", lambda: BANK)


@pytest.fixture
def sari(db):
    return make_sari()


@pytest.fixture
def budi(db):
    return make_budi()


@pytest.fixture
def agent(db):
    return make_agent()
