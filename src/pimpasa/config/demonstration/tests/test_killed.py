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
# Commands one after another in one process, each with the rows that the tables hold after it.
COMMANDS = f"""{BEGIN}
import json, sys
from click.testing import CliRunner
from pimpasa.config.cli import main
with running():
    django.setup()
    from django.db import connection
    from pimpasa.config.demonstration.starting import load_on_first_start
    from pimpasa.config.demonstration.tests.counting import counts_of
    rows = lambda: counts_of(connection.introspection.table_names())
    told = [dict(rows=rows())]
    for words in map(str.split, sys.argv[1:]):
        if words == ["first-start"]:
            load_on_first_start()
            told.append(dict(rows=rows()))
        else:
            done = CliRunner().invoke(main, ["demonstration", *words])
            told.append(dict(rows=rows(), status=done.exit_code, out=done.stdout, err=done.stderr))
    print(json.dumps(told))
"""


class Home:
    """An installation in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        outside = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
        self.env = {name: value for name, value in os.environ.items() if name not in outside}
        self.env["PIMPASA_HOME"] = str(folder)

    def python(self, script: str, *words: str) -> str:
        line = [sys.executable, "-c", script, *words]
        done = subprocess.run(line, env=self.env, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commands(self, *lines: str) -> list[dict]:
        """How things stand before, then after each command, and what it said."""
        return json.loads(self.python(COMMANDS, *lines).splitlines()[-1])

    def killed(self, *words: str) -> None:
        """Killed as soon as it has noted the files, which is right before it changes the tables."""
        quiet = subprocess.DEVNULL
        process = subprocess.Popen([PIMPASA, "demonstration", *words], env=self.env, stdout=quiet, stderr=quiet)
        until = time.monotonic() + 120
        while not (self.folder / "demonstration-files").exists() and time.monotonic() < until:
            time.sleep(0.005)
        process.kill()
        assert process.wait(30) == -9

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
    (start,) = home.commands()
    fresh = start["rows"]
    home.killed("load")
    after_kill, loaded = home.commands("load --json")
    assert after_kill["rows"] == fresh
    assert json.loads(loaded["out"])["loaded"] is True, loaded["err"]
    full = loaded["rows"]
    assert full["fieldwork_activity"] > 1000
    assert len(home.files()) == 8

    home.killed("remove", "--yes")
    assert len(home.files()) == 8
    after_kill, asked, removed, first_start, again = home.commands(
        "remove", "remove --yes --json", "first-start", "remove --yes"
    )
    assert after_kill["rows"] == full
    assert (asked["status"], asked["rows"]) == (1, full)
    assert f"{full['fieldwork_activity']} kegiatan" in asked["err"]
    assert json.loads(removed["out"])["removed"]["kegiatan"] == full["fieldwork_activity"], removed["err"]
    assert removed["rows"] == first_start["rows"] == fresh | {"installation_installation": 1}
    assert again["status"] == 1
    assert home.files() == []
    assert not (home.folder / "demonstration-files").exists()
