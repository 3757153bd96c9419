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


def start(home, port):
    env = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    command = [str(PIMPASA), "serve", "--port", str(port)]
    with (home / "serve.log").open("a") as log:
        return subprocess.Popen(command, env={**env, "PIMPASA_HOME": str(home)}, stdout=log, stderr=log)


@contextmanager
def serving(home, port):
    server = start(home, port)
    try:
        assert answers(port, server), (home / "serve.log").read_text()
        yield server
    finally:
        server.terminate()
        server.wait(30)


def answers(port, server) -> bool:
    until = time.monotonic() + 90
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/panduan/paspor/") as response:
                return response.status == 200
        except OSError:
            time.sleep(0.2)
    return False


def test_a_second_one_on_the_same_port_says_which_port_to_take(home, port):
    with serving(home, port):
        second = start(home, port)
        assert second.wait(30) == 1
        assert f"--port {port + 1}" in (home / "serve.log").read_text()


def test_it_starts_again_after_its_supervisor_was_killed(home, port):
    with serving(home, port) as server:
        server.send_signal(signal.SIGKILL)
        server.wait(10)
        time.sleep(1.5)
        with serving(home, port):
            pass


def test_told_to_end_it_stops_its_database_too(home, port):
    with serving(home, port):
        pass
    assert not (home / "postgres" / "data" / "postmaster.pid").exists()
