import pytest

from pimpasa.accounts.tests.make import make_agent, make_budi, make_former, make_sari, make_wati
from pimpasa.consultations import limits


@pytest.fixture(autouse=True)
def open_gates():
    """No test inherits what another one's address has used up."""
    for gate in (limits.asking, limits.opening, limits.wrong_everywhere):
        gate.forget()


@pytest.fixture
def sari(db):
    return make_sari()


@pytest.fixture
def budi(db):
    return make_budi()


@pytest.fixture
def wati(db):
    return make_wati()


@pytest.fixture
def agent(db):
    return make_agent()


@pytest.fixture
def former(db):
    return make_former()
