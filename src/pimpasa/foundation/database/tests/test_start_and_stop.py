"""The embedded server comes back after every kind of death, and stops only when nobody uses it."""

import os
import signal
import stat
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg
import pytest

from pimpasa.foundation.database import cluster, postmaster, processes
from pimpasa.foundation.database.account import account_for
from pimpasa.foundation.database.errors import OtherVersionError, StartFailedError, WrongPasswordError
from pimpasa.foundation.database.places import LONGEST_SOCKET_FOLDER, current_places
from pimpasa.foundation.database.processes import end_leftovers, is_ours, running_number
from pimpasa.foundation.database.supervisor import ensure_running, running
from pimpasa.foundation.database.tests.make import (
    connect,
    popen_python,
    read_note,
    run_python,
    wait_until,
    write_note,
)

WORKING = "SELECT state FROM pg_stat_activity WHERE pid = %s"
HOLD = """
import time
from pimpasa.foundation.database.supervisor import ensure_running
server = ensure_running(durable=False)
print(server.started, flush=True)
time.sleep({seconds})
server.release()
"""


def test_data_survives_kill_of_the_postmaster(places):
    with running():
        write_note("tetap")
        with closing(connect()):
            os.kill(running_number(places.data), signal.SIGKILL)
            with running() as second:
                assert second.started
                assert read_note() == "tetap"


def test_a_foreign_number_in_the_process_file_is_neither_believed_nor_harmed(places):
    account = account_for(places)
    with subprocess.Popen(["sleep", "60"], **account.popen) as foreign:
        for file in (places.data / "postmaster.pid", places.sockets / ".s.PGSQL.5432.lock"):
            file.write_text(f"{foreign.pid}\n{places.data}\n{int(time.time())}\n5432\n")
        with running(durable=False) as server:
            assert server.started
            assert running_number(places.data) != foreign.pid
        assert foreign.poll() is None
        foreign.kill()


def test_a_busy_child_of_a_killed_postmaster_is_ended(places, home, monkeypatch):
    monkeypatch.setattr(postmaster, "end_leftovers", partial(end_leftovers, patience=0.2))
    busy = "DO $$ BEGIN LOOP PERFORM 1; END LOOP; END $$"
    with running(durable=False), ThreadPoolExecutor() as threads:
        session = connect()
        dying = threads.submit(session.execute, busy)
        with connect() as other:
            assert wait_until(lambda: other.execute(WORKING, [session.info.backend_pid]).fetchone() == ("active",))
        os.kill(running_number(places.data), signal.SIGKILL)
        with running(durable=False) as second:
            assert second.started
        assert isinstance(dying.exception(timeout=10), psycopg.OperationalError)
        session.close()


def test_only_postgres_in_the_data_folder_is_ours(places):
    account = account_for(places)
    with subprocess.Popen(["sleep", "60"], cwd=places.data, **account.popen) as looking_around:
        assert not is_ours(looking_around.pid, places.data)
        with running(durable=False):
            assert is_ours(running_number(places.data), places.data)
            assert not is_ours(running_number(places.data), places.control)
        assert looking_around.poll() is None
        looking_around.kill()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root could end other accounts' processes")
def test_leftovers_are_ended_with_the_rights_of_the_database_alone(places, monkeypatch):
    with subprocess.Popen(["sleep", "60"]) as of_root:
        monkeypatch.setattr(processes, "_all_of", lambda _data: [of_root.pid])
        end_leftovers(places.data, account_for(places), patience=0)
        assert of_root.poll() is None
        of_root.kill()


def test_after_kill_of_the_supervisor_the_next_one_joins_and_stops_it(places, home):
    with popen_python(HOLD.format(seconds=60), home) as first:
        assert first.stdout.readline() == "True\n"
        first.kill()
    assert running_number(places.data)
    with running() as second:
        assert not second.started
    assert running_number(places.data) is None


def test_a_short_use_does_not_stop_the_server_of_a_long_one(places, home):
    with popen_python(HOLD.format(seconds=60), home) as long_use:
        assert long_use.stdout.readline() == "True\n"
        with running() as short:
            assert not short.started
        assert running_number(places.data)
        long_use.kill()
    with running():
        pass


def test_two_starts_at_once_give_one_server(new_home):
    both = [popen_python(HOLD.format(seconds=1), new_home) for _ in range(2)]
    told = sorted(process.communicate(timeout=60)[0] for process in both)
    assert told == ["False\n", "True\n"]
    assert running_number(current_places().data) is None


def test_no_network_port_and_no_way_in_without_the_password(places):
    with running(durable=False):
        with connect() as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        for user in ("pimpasa", "pimpasa_admin"):
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                connect(user=user, password="salah")


def test_the_product_is_no_superuser_and_text_sorts_the_same_everywhere(places):
    role = "SELECT rolsuper FROM pg_roles WHERE rolname = user"
    locale = "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'pimpasa'"
    with running(durable=False), connect() as connection:
        assert connection.execute(role).fetchone() == (False,)
        assert connection.execute(locale).fetchone() == ("b", "C.UTF-8")


def test_only_the_account_of_the_database_enters_its_folders(places):
    with running(durable=False):
        for folder in (places.data, places.sockets):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert not places.control.stat().st_mode & 0o066


def test_a_server_that_hangs_is_told_after_a_while(places, monkeypatch):
    monkeypatch.setattr(postmaster, "ANSWER_WITHIN", 2)
    monkeypatch.setattr(postmaster, "PATIENCE", 0.1)
    with running(durable=False):
        number = running_number(places.data)
        os.kill(number, signal.SIGSTOP)
        with pytest.raises(StartFailedError, match="tidak mau berjalan"):
            ensure_running(durable=False)
        os.kill(number, signal.SIGCONT)


def test_recovery_may_take_longer_than_our_patience(places, monkeypatch):
    with running():
        with connect() as connection:
            connection.execute("CREATE TABLE grown (text text)")
            connection.execute("INSERT INTO grown SELECT repeat('a', 300) FROM generate_series(1, 200000)")
        os.kill(running_number(places.data), signal.SIGKILL)
        monkeypatch.setattr(postmaster, "PATIENCE", 1.0)
        with running(), connect() as connection:
            assert connection.execute("SELECT count(*) FROM grown").fetchone() == (200_000,)
            connection.execute("DROP TABLE grown")


def test_another_major_version_is_refused_and_left_alone(places, monkeypatch):
    monkeypatch.setattr(cluster, "MAJOR", 19)
    with pytest.raises(OtherVersionError, match=r"PostgreSQL 18; rilis ini memakai 19[\s\S]*pimpasa backup"):
        ensure_running(durable=False)
    assert (places.data / "PG_VERSION").read_text() == "18\n"


def test_a_server_that_does_not_start_shows_the_end_of_its_log(places):
    settings = places.data / "postgresql.conf"
    good = settings.read_text()
    settings.write_text(f"{good}\nno_such_setting = 1\n")
    with pytest.raises(StartFailedError, match="no_such_setting"):
        ensure_running(durable=False)
    settings.write_text(good)


def test_a_wrong_password_file_is_named(places):
    good = places.password.read_text()
    places.password.write_text("salah")
    with pytest.raises(WrongPasswordError, match=str(places.password)):
        ensure_running(durable=False)
    places.password.write_text(good)
    assert running_number(places.data) is None


def test_a_killed_creation_leaves_nothing_in_the_way(new_home):
    unfinished = new_home / "postgres" / "data.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")
    (new_home / "postgres").chmod(0o711)
    with running(durable=False) as server:
        assert server.started
    assert not unfinished.exists()


def test_a_long_state_folder_gets_a_short_socket(new_home, monkeypatch):
    monkeypatch.setenv("PIMPASA_HOME", str(new_home / ("panjang" * 15)))
    sockets = current_places().sockets
    assert len(os.fsencode(sockets)) <= LONGEST_SOCKET_FOLDER
    assert sockets == current_places().sockets


def test_starting_says_nothing_and_leaves_no_child_behind(home):
    code = "from pimpasa.foundation.database.supervisor import running\nwith running(durable=False): pass"
    assert run_python(code, home) == ""
    assert wait_until(lambda: not any(_stands_below(home)))


def _stands_below(home: Path):
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            yield os.readlink(entry / "cwd").startswith(str(home))
        except OSError:
            yield False
