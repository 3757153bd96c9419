"""The built wheel, alone in an empty environment, gives the same answers: content and data travel in it.

Packages come from the cache that set-up has filled, so this needs no network.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from pimpasa.config.cli import main

ROOT = Path(__file__).parent.parent
UV = Path(sys.executable).with_name("uv")
QUESTION = ["guide", "paspor", "--json", "--on", "2024-11-04", "-a", "place=indonesia", "-a", "age=34"]
# On a busy machine the first start takes minutes.
PATIENCE = 300


def run(*command: object, cwd: Path, **more: str) -> str:
    env = {**os.environ, "UV_OFFLINE": "1", **more}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=env, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder of an environment that holds nothing but the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("wheel")
    run(UV, "build", "--wheel", "--no-build-isolation", "--python", sys.executable, "-o", folder, ROOT, cwd=folder)
    environment = folder / "env"
    locked = ("sync", "--frozen", "--no-dev", "--no-install-project", "--python", sys.executable)
    run(UV, *locked, cwd=ROOT, UV_PROJECT_ENVIRONMENT=str(environment))
    python = environment / "bin" / "python"
    run(UV, "pip", "install", "--no-deps", "--python", python, next(folder.glob("*.whl")), cwd=folder)
    run(UV, "pip", "check", "--python", python, cwd=folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_the_command_line_gives_the_same_answer(installed):
    ours = CliRunner().invoke(main, QUESTION)
    theirs = run(installed / "env" / "bin" / "pimpasa", *QUESTION, cwd=installed)
    assert json.loads(theirs) == json.loads(ours.stdout)


def test_it_serves_the_site_from_nothing(installed):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    env["PIMPASA_HOME"] = str(installed / "home")
    command = [installed / "env" / "bin" / "pimpasa", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=installed, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        page = answer_page(port, server)
    finally:
        server.terminate()
        server.wait(30)
    assert "Kantor Imigrasi" in page
    assert "Rp650.000" in page


def answer_page(port: int, server: "subprocess.Popen[bytes]") -> str:
    answers = "place=indonesia&age=34&citizenship=birth&need=first&purpose=travel&book=electronic&years=5"
    address = f"http://127.0.0.1:{port}/panduan/paspor/?{answers}&same_day=no&id_card=ktp&desa=33.01.01.2001"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address) as response:
                return response.read().decode()
        except OSError:
            time.sleep(0.3)
    raise AssertionError("the installed wheel did not open its site")
