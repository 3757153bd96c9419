import pytest

from pimpasa.accounts.tests.make import make_agent, make_budi, make_former, make_sari, make_wati


@pytest.fixture(autouse=True)
def own_files(tmp_path, monkeypatch):
    """Files of these tests go to a folder of their own."""
    monkeypatch.setattr("pimpasa.foundation.uploads.store.state_folder", lambda: tmp_path)


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
