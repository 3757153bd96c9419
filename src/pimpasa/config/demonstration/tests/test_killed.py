"""The commands on an installation of their own, killed in the middle: all or nothing, and all gone at the end."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

PIMPASA = Path(sys.executable).with_name("pimpasa")
BEGIN = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "pimpasa.config.settings"
import django
from pimpasa.foundation.database.supervisor import running
"""
PREPARE = f"""{BEGIN}
with running():
    django.setup()
    from pimpasa.config.preparation import load_data, migrate
    migrate(), load_data()
"""
COUNT = f"""{BEGIN}
import json
with running():
    django.setup()
    from django.db import connection
    from pimpasa.config.demonstration.tests.counting import counts_of
    print(json.dumps(counts_of(connection.introspection.table_names())))
"""
FIRST_START = f"""{BEGIN}
with running():
    django.setup()
    from pimpasa.config.demonstration.starting import load_on_first_start
    load_on_first_start()
"""


class Home:
    """An installation in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        outside = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
        self.env = {name: value for name, value in os.environ.items() if name not in outside}
        self.env["PIMPASA_HOME"] = str(folder)

    def python(self, script: str) -> str:
        done = subprocess.run([sys.executable, "-c", script], env=self.env, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        line = [PIMPASA, "demonstration", *words]
        return subprocess.run(line, env=self.env, capture_output=True, text=True, timeout=300)

    def killed(self, *words: str) -> None:
        """Killed as soon as it has noted the files, which is right before it changes the tables."""
        quiet = subprocess.DEVNULL
        process = subprocess.Popen([PIMPASA, "demonstration", *words], env=self.env, stdout=quiet, stderr=quiet)
        until = time.monotonic() + 120
        while not (self.folder / "demonstration-files").exists() and time.monotonic() < until:
            time.sleep(0.005)
        process.kill()
        assert process.wait(30) == -9

    def counts(self) -> dict[str, int]:
        return json.loads(self.python(COUNT))

    def files(self) -> list[Path]:
        return [path for path in (self.folder / "files").rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def home():
    with tempfile.TemporaryDirectory(prefix="pimpasa-demo-") as folder:
        Path(folder).chmod(0o755)  # the database's own account must be able to reach its folder
        home = Home(Path(folder))
        home.python(PREPARE)
        yield home


def test_killed_while_loading_and_while_removing_it_is_all_or_nothing(home):
    fresh = home.counts()
    home.killed("load")
    assert home.counts() == fresh

    loaded = home.command("load", "--json")
    assert json.loads(loaded.stdout)["loaded"] is True, loaded.stderr
    full = home.counts()
    assert full["fieldwork_activity"] > 1000
    assert len(home.files()) == 8

    home.killed("remove", "--yes")
    assert home.counts() == full
    assert len(home.files()) == 8

    asked = home.command("remove")
    assert asked.returncode == 1
    assert f"{full['fieldwork_activity']} kegiatan" in asked.stderr
    assert home.counts() == full

    removed = home.command("remove", "--yes", "--json")
    assert json.loads(removed.stdout)["removed"]["kegiatan"] == full["fieldwork_activity"], removed.stderr
    assert home.counts() == fresh | {"installation_installation": 1}
    assert home.files() == []
    assert not (home.folder / "demonstration-files").exists()

    home.python(FIRST_START)
    assert home.counts() == fresh | {"installation_installation": 1}
    assert home.command("remove", "--yes").returncode == 1
