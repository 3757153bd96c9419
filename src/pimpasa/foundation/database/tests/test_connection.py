"""Settings come from DATABASE_URL or from the embedded database, and asking for them starts nothing."""

import os
import stat

import pytest

from pimpasa.foundation.database import django_settings
from pimpasa.foundation.database.connection import settings_from_url
from pimpasa.foundation.database.errors import BadDatabaseUrlError
from pimpasa.foundation.database.supervisor import ensure_running
from pimpasa.foundation.database.tests.make import ORDINARY, python_for_everyone, run_python


def test_url_with_everything():
    got = settings_from_url("postgresql://sari:p%40ss@db.example:6432/desa?sslmode=require&connect_timeout=5")
    assert (got["NAME"], got["USER"], got["PASSWORD"]) == ("desa", "sari", "p@ss")
    assert (got["HOST"], got["PORT"]) == ("db.example", "6432")
    assert got["OPTIONS"] == {"sslmode": "require", "connect_timeout": "5"}


def test_url_with_a_socket_folder():
    assert settings_from_url("postgres:///desa?host=/run/postgresql")["HOST"] == "/run/postgresql"
    assert settings_from_url("postgres://%2Frun%2Fpostgresql/desa")["HOST"].lower() == "/run/postgresql"


@pytest.mark.parametrize(
    "url", ["mysql://a/b", "postgresql://host", "postgresql://host:port/name", "desa", "postgres://["]
)
def test_a_wrong_url_is_refused_without_repeating_it(url):
    with pytest.raises(BadDatabaseUrlError) as told:
        settings_from_url(url.replace("//", "//sari:rahasia@"))
    assert "DATABASE_URL" in str(told.value)
    assert "rahasia" not in str(told.value)


def test_own_server_is_neither_started_nor_given_a_folder(new_home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/desa")
    ensure_running().release()
    assert django_settings()["HOST"] == "db.example"
    assert list(new_home.iterdir()) == []


def test_settings_start_nothing_and_keep_one_private_password(new_home):
    first = django_settings()
    assert first["PASSWORD"] == django_settings()["PASSWORD"]
    password = new_home / "postgres" / "password"
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    assert not (new_home / "postgres" / "data").exists()


@pytest.mark.skipif(python_for_everyone() is None, reason="no interpreter that other accounts may run")
def test_a_folder_that_cannot_be_written_is_told_plainly(new_home):
    new_home.chmod(0o555)
    code = "from pimpasa.foundation.database.supervisor import running\nwith running(): pass"
    told = run_python(code, new_home, uid=ORDINARY if os.geteuid() == 0 else None)
    assert f"Folder {new_home} tidak dapat ditulisi" in told
    assert "PIMPASA_HOME" in told
