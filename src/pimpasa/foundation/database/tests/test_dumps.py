"""A dump is made whole or not at all, and a failing restore leaves the old data."""

import json
import stat

import pytest
from click.testing import CliRunner

from pimpasa.foundation.database import dumps
from pimpasa.foundation.database.clients import Client
from pimpasa.foundation.database.commands import backup, restore
from pimpasa.foundation.database.connection import django_settings, settings_from_url
from pimpasa.foundation.database.errors import ProgramsMissingError, RestoreFailedError
from pimpasa.foundation.database.supervisor import running
from pimpasa.foundation.database.tests.make import connect, read_note, write_note


@pytest.fixture
def server(home):
    with running(durable=False) as server:
        write_note("lama")
        yield server


def run(command, *arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def names_of_databases():
    with connect() as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}


def test_round_trip(server, tmp_path):
    file = tmp_path / "desa.dump"
    assert run(backup, file).exit_code == 0
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    write_note("baru")
    told = json.loads(run(restore, file, "--yes", "--json").output)
    assert read_note() == "lama"
    assert run(restore, told["safety_dump"], "--yes").exit_code == 0
    assert read_note() == "baru"


def test_a_session_left_open_does_not_stop_a_restore(server, tmp_path):
    file = dumps.back_up(tmp_path / "desa.dump")
    open_session = connect()
    dumps.restore(file)
    assert read_note() == "lama"
    open_session.close()


def test_a_truncated_dump_leaves_the_old_data(server, tmp_path):
    with connect() as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS filling AS SELECT gen_random_uuid() AS id FROM generate_series(1, 20000)"
        )
    whole = dumps.back_up(tmp_path / "desa.dump").read_bytes()
    write_note("baru")
    before = names_of_databases()
    for size in (len(whole) // 2, 100, 0):
        part = tmp_path / f"{size}.dump"
        part.write_bytes(whole[:size])
        result = run(restore, part, "--yes")
        assert (result.exit_code, read_note(), names_of_databases()) == (1, "baru", before)
        assert "Data Anda tidak diubah." in result.output


def test_something_else_is_no_dump(server, tmp_path):
    (tmp_path / "surat.txt").write_text("Yth. Bapak")
    with pytest.raises(RestoreFailedError, match="bukan cadangan"):
        dumps.restore(tmp_path / "surat.txt")


def test_an_existing_file_is_kept_without_force(server, tmp_path):
    (tmp_path / "ada.dump").write_text("penting")
    assert run(backup, tmp_path / "ada.dump").exit_code == 2
    assert (tmp_path / "ada.dump").read_text() == "penting"
    assert run(backup, tmp_path / "ada.dump", "--force").exit_code == 0


def test_a_missing_folder_is_told(server, tmp_path):
    result = run(backup, tmp_path / "tidak-ada" / "desa.dump", "--json")
    assert result.exit_code == 1
    assert "tidak dapat ditulisi" in json.loads(result.output)["error"]["happened"]


def test_no_restore_without_a_yes(server, tmp_path):
    file = dumps.back_up(tmp_path / "desa.dump")
    write_note("baru")
    assert CliRunner().invoke(restore, [str(file)], input="n\n").exit_code == 1
    assert read_note() == "baru"


def test_the_last_five_automatic_dumps_stay(server, home):
    made = [dumps.dump_before_upgrade(f"0.{number} beta") for number in range(6)]
    assert sorted((home / "backups").iterdir())[-5:] == made[1:]
    assert len(list((home / "backups").iterdir())) == dumps.KEPT_AUTOMATIC


def test_an_empty_database_needs_no_dump(server):
    with connect() as connection:
        for (table,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall():
            connection.execute(f'DROP TABLE "{table}"')
    assert dumps.dump_before_upgrade("0.2") is None


def test_what_a_killed_restore_left_is_cleared(server, tmp_path):
    file = dumps.back_up(tmp_path / "desa.dump")
    with connect() as connection:
        connection.execute("CREATE DATABASE pimpasa_baru_0123abcd")
        connection.execute("CREATE DATABASE pimpasa_baru_milik_lain")
    dumps.restore(file)
    assert {name for name in names_of_databases() if "_baru_" in name} == {"pimpasa_baru_milik_lain"}
    with connect() as connection:
        connection.execute("DROP DATABASE pimpasa_baru_milik_lain")


def test_the_programs_work_with_a_server_of_ones_own(server, tmp_path, monkeypatch):
    place = django_settings()
    monkeypatch.setenv("PGHOST", place["HOST"])  # psycopg finds the host here, the programs must be told
    url = f"postgresql://{place['USER']}:{place['PASSWORD']}@/{place['NAME']}?application_name=cadangan"
    monkeypatch.setenv("DATABASE_URL", url)
    assert run(backup, tmp_path / "desa.dump").exit_code == 0
    write_note("baru")
    assert run(restore, tmp_path / "desa.dump", "--yes").exit_code == 0
    assert read_note() == "lama"


def test_encryption_needs_the_programs_of_the_system(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    client = Client(settings_from_url("postgresql://db.example/desa?sslmode=verify-full"))
    with pytest.raises(ProgramsMissingError, match="terenkripsi"):
        client.run("pg_dump")
