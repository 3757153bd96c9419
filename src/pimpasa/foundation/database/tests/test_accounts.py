"""Root, an ordinary user, and a stranger on the same machine."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

import pytest

from pimpasa.foundation.database import places as places_module
from pimpasa.foundation.database import programs
from pimpasa.foundation.database.account import account_for, own_folder
from pimpasa.foundation.database.errors import FolderNotUsableError
from pimpasa.foundation.database.places import current_places
from pimpasa.foundation.database.supervisor import running
from pimpasa.foundation.database.tests.make import (
    ORDINARY,
    make_open_folder,
    python_for_everyone,
    read_note,
    run_python,
    write_note,
)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as other accounts")
with_python = pytest.mark.skipif(python_for_everyone() is None, reason="no interpreter that other accounts may run")

TRY_IN = """
import os, psycopg
for folder in ({control!r}, {data!r}, {sockets!r}):
    try:
        print(os.listdir(folder))
    except PermissionError:
        print("closed")
for password in (None, "salah"):
    try:
        psycopg.connect(host={sockets!r}, port=5432, user="pimpasa", dbname="pimpasa", password=password)
        print("in")
    except psycopg.OperationalError:
        print("refused")
try:
    print(open({password_file!r}).read())
except PermissionError:
    print("closed")
"""

WHOLE_LIFE = """
import os
from pimpasa.foundation.database.supervisor import running
from pimpasa.foundation.database.places import current_places
from pimpasa.foundation.database.tests.make import read_note, write_note
for start in (1, 2):
    with running(durable=False) as server:
        if start == 1:
            write_note("milik sendiri")
        print(server.started, read_note(), current_places().data.stat().st_uid)
"""


@as_root
@with_python
def test_a_stranger_gets_neither_in_nor_a_look(places):
    with running(durable=False):
        code = TRY_IN.format(
            control=str(places.control),
            data=str(places.data),
            sockets=str(places.sockets),
            password_file=str(places.password),
        )
        told = run_python(code, places.control.parent, uid=ORDINARY)
    assert told.split() == ["closed", "closed", "closed", "refused", "refused", "closed"]


@as_root
@with_python
def test_an_ordinary_user_has_the_whole_life_in_the_state_folder(new_home):
    os.chown(new_home, ORDINARY, ORDINARY)
    new_home.chmod(0o700)
    told = run_python(WHOLE_LIFE, new_home, uid=ORDINARY)
    assert told == f"True milik sendiri {ORDINARY}\n" * 2
    assert (new_home / "postgres" / "data").is_dir()


@as_root
def test_root_uses_the_data_of_an_ordinary_user_as_that_user(new_home):
    if python_for_everyone() is None:
        pytest.skip("no interpreter that other accounts may run")
    os.chown(new_home, ORDINARY, ORDINARY)
    run_python(WHOLE_LIFE, new_home, uid=ORDINARY)
    with running(durable=False):
        assert read_note() == "milik sendiri"
    assert run_python(WHOLE_LIFE, new_home, uid=ORDINARY).startswith("True milik sendiri")


@as_root
def test_roots_database_belongs_to_an_account_that_is_not_root(places):
    assert account_for(places).uid not in (0, None)
    assert places.data.stat().st_uid == account_for(places).uid


@pytest.fixture
def closed_home(monkeypatch):
    """A state folder below a folder that only root enters, and a system folder of the test's own."""
    closed, system = Path(tempfile.mkdtemp(dir="/tmp")), make_open_folder()
    monkeypatch.setenv("PIMPASA_HOME", str(closed / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(places_module, "SYSTEM_FOLDER", system)
    mask = os.umask(0o077)
    yield closed
    os.umask(mask)
    shutil.rmtree(closed)
    shutil.rmtree(system)


@as_root
def test_a_closed_folder_of_root_stays_closed(closed_home, monkeypatch):
    monkeypatch.setattr(programs, "_open_to_others", lambda _folder: False)
    with running(durable=False):
        write_note("di tempat lain")
        places = current_places()
    assert stat.S_IMODE(closed_home.stat().st_mode) == 0o700
    assert not places.data.is_relative_to(closed_home)
    assert list((places.base / "programs").iterdir())
    with running(durable=False):
        assert read_note() == "di tempat lain"


@as_root
def test_data_stays_where_it_is_when_a_folder_is_opened_later(closed_home):
    current_places().data.mkdir(parents=True)
    before = current_places()
    for folder in (closed_home, closed_home / "var"):
        folder.chmod(0o755)
    assert current_places() == before


def test_a_socket_folder_prepared_by_somebody_else_is_refused(places, tmp_path):
    open_folder = tmp_path / "run"
    open_folder.mkdir()
    open_folder.chmod(0o777)
    with pytest.raises(FolderNotUsableError, match="milik pengguna lain"):
        own_folder(open_folder, account_for(places))
