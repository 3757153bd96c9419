"""The whole product in a folder of its own, connected to a stand-in of WhatsApp on this machine."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import psycopg

from bench.pages import family_of, free_port
from pimpasa.foundation.channels.standin.provider import DIALECTS, StandIn
from pimpasa.foundation.channels.standin.server import serving as serving_stand_in
from pimpasa.foundation.channels.standin.webhooks import Call
from pimpasa.foundation.database.connection import django_settings
from pimpasa.foundation.folders import CHECKOUT

START_LIMIT = 120.0
CREDENTIALS = {"TOKEN": "bench", "NUMBER_ID": "1", "SECRET": "bench", "VERIFY": "bench"}


@dataclass
class TimedStandIn(StandIn):
    """Remembers when it accepted each message, by our number for it."""

    times: dict[str, list[float]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    def answer(self, request: httpx.Request) -> httpx.Response:
        response = super().answer(request)
        if response.is_success:
            told = self.accepted[-1] if len(self.accepted) else {}
            self.note(told)
        return response

    def note(self, told: dict[str, Any]) -> None:
        reference = self.dialect.reference(told)
        self.times.setdefault(reference, []).append(time.monotonic())
        shown = told.get("interactive", told)
        self.texts[reference] = shown.get("body", shown.get("text", {}).get("body", {})).get("text", "")


class Product:
    """`start`, `kill` and `stop` the site; the database's folder stays between them."""

    def __init__(self, home: Path, provider_url: str, **more: str) -> None:
        self.home, self.port = home, free_port()
        given = {f"PIMPASA_WHATSAPP_{name}": value for name, value in CREDENTIALS.items()}
        own = {
            "PIMPASA_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "bench.channel_settings",
            "PYTHONPATH": str(CHECKOUT),
        }
        self.settings = {**os.environ, **own, **given, "PIMPASA_WHATSAPP_API": provider_url, **more}
        self.process: subprocess.Popen[bytes] | None = None
        self.log = home / "serve.log"

    def start(self, *more: str) -> None:
        command = [str(Path(sys.executable).with_name("pimpasa")), "serve", "--port", str(self.port), *more]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.settings, cwd=CHECKOUT, stdout=log, stderr=log)
        self.wait_until_open()

    def wait_until_open(self) -> None:
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            try:
                connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/channel-webhook/sms/")
                if connection.getresponse().status == 403:
                    return
            except (OSError, HTTPException):
                time.sleep(0.02)
        said = self.log.read_text(errors="replace")[-2000:]
        raise SystemExit(f"the server did not answer (ended with {self.process and self.process.poll()})\n{said}")

    def parts(self) -> dict[str, list[int]]:
        """Process numbers of the web workers and of the sender."""
        found: dict[str, list[int]] = {"worker": [], "sender": []}
        assert self.process
        for number in family_of(self.process.pid)[1:]:
            try:
                command = Path(f"/proc/{number}/cmdline").read_bytes()
            except OSError:
                continue
            if b"pimpasa.foundation.tasks" in command:
                found["sender"].append(number)
            elif b"\0serve\0" in command:
                found["worker"].append(number)
        return found

    def stop(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def query(self, words: str, given: dict[str, object] | None = None) -> list[tuple[Any, ...]]:
        with patch.dict(os.environ, {"PIMPASA_HOME": str(self.home)}):
            place = django_settings()
        names = {"NAME": "dbname", "HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
        with psycopg.connect(**{theirs: place[ours] for ours, theirs in names.items()}) as connection:
            return connection.execute(words, given).fetchall()


@contextmanager
def connected_product(**more: str) -> Iterator[tuple[Product, TimedStandIn]]:
    home = Path(tempfile.mkdtemp(prefix="pimpasa-channels-"))
    home.chmod(0o755)  # the database's own account must be able to reach its folder
    provider = TimedStandIn(DIALECTS["whatsapp"])
    try:
        with serving_stand_in(provider) as url:
            product = Product(home, url, **more)
            product.start()
            try:
                yield product, provider
            finally:
                product.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def post(connection: HTTPConnection, call: Call) -> int:
    """The status of our answer; 0 when none came."""
    try:
        headers = {"Content-Type": "application/json", **call.headers}
        connection.request("POST", f"/channel-webhook/{call.channel}/", call.body, headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException):
        connection.close()
        return 0
    return answer.status
