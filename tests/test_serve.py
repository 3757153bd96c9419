"""`pimpasa serve` as an operator meets it: started twice, killed, told to end, and always able to start again."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

PIMPASA = Path(sys.executable).with_name("pimpasa")
# On a busy machine the first start takes minutes.
PATIENCE = 300


@pytest.fixture(scope="module")
def home():
    with tempfile.TemporaryDirectory(prefix="pimpasa-serve-") as folder:
        Path(folder).chmod(0o755)  # the database's own account must be able to reach its folder
        yield Path(folder)


@pytest.fixture(scope="module")
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(home, port, *more):
    env = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    command = [str(PIMPASA), "serve", "--port", str(port), *more]
    with (home / "serve.log").open("a") as log:
        return subprocess.Popen(command, env={**env, "PIMPASA_HOME": str(home)}, stdout=log, stderr=log)


@contextmanager
def serving(home, port, *more):
    server = start(home, port, *more)
    try:
        assert answers(port, server), (home / "serve.log").read_text()
        yield server
    finally:
        server.terminate()
        server.wait(30)


def answers(port, server) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/panduan/paspor/") as response:
                return response.status == 200
        except OSError:
            time.sleep(0.2)
    return False


def workers_of(server, mark=b"pimpasa.foundation.tasks") -> list[int]:
    """The processes that do the tasks of this server, or others of its children with this in their command."""
    lists = Path(f"/proc/{server.pid}/task").glob("*/children")
    children = [int(one) for each in lists for one in each.read_text().split()]
    return [child for child in children if mark in Path(f"/proc/{child}/cmdline").read_bytes()]


def wait_until(claim, seconds=20) -> bool:
    until = time.monotonic() + seconds
    while not claim() and time.monotonic() < until:
        time.sleep(0.2)
    return bool(claim())


def check_a_second_one_says_which_port_to_take(home, port):
    second = start(home, port)
    assert second.wait(30) == 1
    assert f"--port {port + 1}" in (home / "serve.log").read_text()


def check_it_stands_again_after_two_web_workers_died_within_seconds(home, port, server):
    first = workers_of(server, b"\0serve\0")
    os.kill(first[0], signal.SIGKILL)
    assert wait_until(lambda: workers_of(server, b"\0serve\0") not in ([], first))
    os.kill(workers_of(server, b"\0serve\0")[0], signal.SIGKILL)
    assert wait_until(lambda: "Server berhenti tiba-tiba" in (home / "serve.log").read_text())
    assert answers(port, server)


def check_one_worker_is_started_again(server) -> int:
    """The number of the worker that came after the one killed."""
    assert wait_until(lambda: len(workers_of(server)) == 1)
    (first,) = workers_of(server)
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: workers_of(server) not in ([], [first]))
    (second,) = workers_of(server)
    return second


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks at processes as Linux shows them")
def test_killed_it_takes_its_worker_along_and_starts_again_and_told_to_end_it_stops_its_database(home, port):
    """One story, because each start costs seconds."""
    with serving(home, port) as server:
        check_a_second_one_says_which_port_to_take(home, port)
        check_it_stands_again_after_two_web_workers_died_within_seconds(home, port, server)
        worker = check_one_worker_is_started_again(server)
        server.send_signal(signal.SIGKILL)
        server.wait(10)
        assert wait_until(lambda: not Path(f"/proc/{worker}").exists())
        time.sleep(1.5)
        with serving(home, port, "--no-tasks") as again:
            assert workers_of(again) == []
    assert not (home / "postgres" / "data" / "postmaster.pid").exists()
