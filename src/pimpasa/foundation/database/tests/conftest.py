"""Embedded servers of the tests' own, beside the one that the test run itself uses."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pimpasa.foundation.database.places import current_places
from pimpasa.foundation.database.supervisor import running
from pimpasa.foundation.database.tests.make import make_open_folder


@pytest.fixture(scope="session")
def ready_home() -> Iterator[Path]:
    """A state folder with a complete, stopped database: creating one takes a second."""
    folder = make_open_folder()
    before, os.environ["PIMPASA_HOME"] = os.environ["PIMPASA_HOME"], str(folder)
    url = os.environ.pop("DATABASE_URL", None)
    with running(durable=False):
        pass
    os.environ["PIMPASA_HOME"] = before
    if url:
        os.environ["DATABASE_URL"] = url
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(ready_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PIMPASA_HOME", str(ready_home))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("PIMPASA_TEST_DATABASE", raising=False)
    return ready_home


@pytest.fixture
def places(home: Path):
    return current_places()


@pytest.fixture
def new_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty state folder that every account may pass through."""
    folder = make_open_folder()
    monkeypatch.setenv("PIMPASA_HOME", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield folder
    shutil.rmtree(folder)
