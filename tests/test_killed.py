"""The server is killed again and again while people write; afterwards everything is there whole, or not at all.

A real `pimpasa serve`. What is killed, seeded: the web worker, the worker of tasks, single connections of the database,
the database itself, the command that supervises them all. Whoever got no answer sends the same again, as a phone does.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import psutil
import pytest
import uuid6

from pimpasa.foundation.uploads.tests.make import make_pdf, make_photo

PIMPASA = Path(sys.executable).with_name("pimpasa")
SEED, KILLS = 41124, int(os.environ.get("PIMPASA_KILLS", "3"))  # at most as many as TARGETS
# Connections die most often, as they do when memory runs out; a new start of everything takes seconds.
TARGETS = ["connection"] * 16 + ["web worker"] * 9 + ["task worker"] * 2 + ["database"] * 2 + ["supervisor"]
# The first start makes the tables and reads 91,599 regions; on a busy machine that takes minutes.
PATIENCE = 300
TOKEN = "k" * 32
PHOTO, SCAN = make_photo((300, 200)), make_pdf(b"")


class Site:
    """`pimpasa serve` in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.process = home, None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    @property
    def environment(self) -> dict[str, str]:
        left_out = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
        return {name: value for name, value in os.environ.items() if name not in left_out} | {
            "PIMPASA_HOME": str(self.home)
        }

    def start(self) -> None:
        with (self.home / "serve.log").open("a") as log:
            command = [str(PIMPASA), "serve", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until, (self.home / "serve.log").read_text()
            assert self.process.poll() is None, (self.home / "serve.log").read_text()
            time.sleep(0.2)

    def answers(self) -> bool:
        with suppress(OSError), build_opener().open(f"http://127.0.0.1:{self.port}/masuk/", timeout=5) as page:
            return page.status == 200
        return False

    def stop(self) -> None:
        """As an operator does: told to end, and killed if that takes too long."""
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
            time.sleep(1.5)

    def ask(self, what: str) -> dict:
        """The answer of the helper inside the site's database."""
        command = [sys.executable, "-m", "pimpasa.fieldwork.tests.killing", what]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=90)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    @property
    def postmaster(self) -> int:
        return int((self.home / "postgres" / "data" / "postmaster.pid").read_text().splitlines()[0])

    def see_to_it(self) -> None:
        """Starts it again if it gave up: a web worker that dies twice within seconds ends the whole command."""
        if self.process.poll() is not None:
            self.start()

    def kill(self, target: str, chance: random.Random) -> None:
        self.see_to_it()
        if target == "supervisor":
            self.process.kill()
            self.process.wait(10)
            time.sleep(1.5)  # its workers notice and end
            self.start()
        elif target == "database":
            os.kill(self.postmaster, signal.SIGKILL)
            time.sleep(1)
            self.stop()
            self.start()
        else:
            self.kill_one(self.connections() if target == "connection" else self.workers(target), chance)

    def kill_one(self, found: list[psutil.Process], chance: random.Random) -> None:
        if found:
            with suppress(psutil.NoSuchProcess):
                chance.choice(found).kill()

    def connections(self) -> list[psutil.Process]:
        with suppress(OSError, psutil.NoSuchProcess):
            children = psutil.Process(self.postmaster).children()
            return [one for one in children if "pimpasa pimpasa" in " ".join(one.cmdline())]
        return []

    def workers(self, target: str) -> list[psutil.Process]:
        """The children of the supervisor that are no part of the database."""
        with suppress(psutil.NoSuchProcess):
            children = psutil.Process(self.process.pid).children()
            ours = [one for one in children if "postgres" not in one.name()]
            return [one for one in ours if ("tasks" in one.cmdline()) == (target == "task worker")]
        return []


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Writer(threading.Thread):
    """One person who writes one record after another, each until it is acknowledged."""

    def __init__(self, site: Site, cookie: str, deeds: Iterator[tuple[str, str, str, dict, dict]]) -> None:
        super().__init__(daemon=True)
        self.site, self.cookie, self.deeds = site, cookie, deeds
        self.acknowledged: dict[str, list[str]] = {}
        self.trouble, self.attempts, self.done = "", 0, threading.Event()

    def run(self) -> None:
        for kind, key, address, fields, files in self.deeds:
            while not self.sent(address, fields, files):
                if self.trouble:
                    return
                time.sleep(0.1)
            self.acknowledged.setdefault(kind, []).append(key)
            if self.done.is_set():
                return

    def sent(self, address: str, fields: dict, files: dict) -> bool:
        """Whether the site said that it has it; a page instead of an answer is a refusal, which nobody expects here."""
        self.attempts += 1
        request = Request(f"http://127.0.0.1:{self.site.port}{address}", *body(fields, files))
        request.add_header("Cookie", f"sessionid={self.cookie}; csrftoken={TOKEN}")
        try:
            with build_opener(NoRedirect()).open(request, timeout=10) as answer:
                self.trouble = f"{address}: {answer.status} {answer.read().decode()[:3000]}"
        except HTTPError as told:
            if told.code in (302, 500, 502, 503):
                return told.code == 302 and "/masuk/" not in told.headers["Location"]
            self.trouble = f"{address}: {told.code} {told.read().decode()[:3000]}"
        except (URLError, OSError, ValueError):
            pass
        except Exception as cut:  # http.client has many names for an answer that was cut short
            self.trouble = "" if type(cut).__module__ == "http.client" else repr(cut)
        return False


def body(fields: dict, files: dict) -> tuple[bytes, dict[str, str]]:
    fields = fields | {"csrfmiddlewaretoken": TOKEN}
    if not files:
        return urlencode(fields).encode(), {}
    parts = [
        f'--{TOKEN}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n'.encode() for n, v in fields.items()
    ]
    for name, (file_name, content) in files.items():
        head = f'--{TOKEN}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n\r\n'
        parts += [head.encode(), content, b"\r\n"]
    return b"".join([*parts, f"--{TOKEN}--\r\n".encode()]), {"Content-Type": f"multipart/form-data; boundary={TOKEN}"}


def moment() -> str:
    return (datetime.now() - timedelta(hours=12)).strftime("%Y-%m-%dT%H:%M")


def visits(village: str) -> Iterator[tuple]:
    """Activities with seven participants and a follow-up, each with a photo."""
    while True:
        key, photo = str(uuid6.uuid7()), str(uuid6.uuid7())
        counts = {"female_unknown": "4", "male_unknown": "3", "follow_up": "Antar poster", "due_on": "2030-01-01"}
        fields = {"id": key, "kind": "village_visit", "village": village, "occurred_at": moment(), **counts}
        yield "activity", key, "/petugas/kegiatan/catat/", fields, {}
        yield "photo", photo, f"/petugas/kegiatan/{key}/foto/", {"key": photo}, {"photo": ("f.jpg", PHOTO)}


def reports(village: str) -> Iterator[tuple]:
    while True:
        key = str(uuid6.uuid7())
        fields = {"id": key, "village": village, "occurred_at": moment(), "place": "RT 1", "what": "Ada orang asing."}
        yield "finding", key, "/petugas/temuan/kirim/foreigners/", fields, {}


def register(assisted: str) -> Iterator[tuple]:
    """Decrees with their scans, officers with their accounts, assignments with their postings."""
    number = 0
    while True:
        number += 1
        decree, officer, assignment = (str(uuid6.uuid7()) for _ in range(3))
        fields = {
            "id": decree,
            "office": "kanim-x",
            "number": f"W.{number}",
            "dated_on": "2024-10-28",
            "subject": "Uji",
        }
        yield "decree", decree, "/petugas/sk/catat/", fields, {"file": ("sk.pdf", SCAN)}
        plate = {"id": officer, "office": "kanim-x", "email": f"p{number}@contoh.id", "printed_name": "Nama Karangan"}
        yield "officer", officer, "/petugas/pimpasa/catat/", plate, {}
        pair = {"id": assignment, "officer": officer, "assisted_village": assisted, "starts_on": "2024-11-04"}
        yield "assignment", assignment, "/petugas/penugasan/tambah/", pair, {}


def lists() -> Iterator[tuple]:
    """Imports of a hundred officers, each confirmed and left to the worker."""
    while True:
        key = str(uuid6.uuid7())
        mark = f"daftar{key[-12:]}"
        rows = "".join(f"Nama Karangan;{mark}-{row}@contoh.id\n" for row in range(100))
        fields = {"id": key, "office": "kanim-x", "kind": "officers"}
        yield "import", key, "/petugas/impor/baru/", fields, {"file": (f"{mark}.csv", f"Nama;Surel\n{rows}".encode())}
        # Opening its page checks the rows; only then can it be confirmed.
        yield "confirmed", key, f"/petugas/impor/{key}/terapkan/", {}, {}


@pytest.fixture
def site():
    with tempfile.TemporaryDirectory(prefix="pimpasa-killed-") as folder:
        Path(folder).chmod(0o755)  # the database's own account must be able to reach its folder
        running = Site(Path(folder))
        try:
            running.start()
            yield running
        finally:
            running.stop()


def test_killed_again_and_again_while_people_write_nothing_is_half_done(site):
    given, chance = site.ask("prepare"), random.Random(SEED)
    cookies = given["cookies"]
    writers = [
        Writer(site, cookies["sari"], visits(given["village"])),
        Writer(site, cookies["agent"], reports(given["village"])),
        Writer(site, cookies["wati"], register(given["assisted"])),
    ]
    for writer in writers:
        writer.start()
    for target in chance.sample(TARGETS, KILLS):
        time.sleep(chance.uniform(0.1, 0.8))
        site.kill(target, chance)
    for writer in writers:
        writer.done.set()
    until = time.monotonic() + 120
    while any(writer.is_alive() for writer in writers) and time.monotonic() < until:
        site.see_to_it()
        time.sleep(0.5)
    found = site.ask("look")
    assert [writer.trouble for writer in writers] == ["", "", ""]
    assert found["half"] == []
    for kind, keys in [pair for writer in writers for pair in writer.acknowledged.items()]:
        assert set(keys) <= set(found["there"][kind]), kind
        assert keys, kind
    assert sum(writer.attempts for writer in writers) > sum(len(found["there"][kind]) for kind in found["there"]) / 2
