import json
from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from pimpasa.fieldwork.register import commands
from pimpasa.fieldwork.register.commands import group
from pimpasa.fieldwork.register.models import Import, Officer
from pimpasa.fieldwork.register.tests.make import make_assignment, make_assisted_village, make_decree, make_officer
from pimpasa.fieldwork.register.tests.test_imports import OFFICERS, as_csv

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_test_database(monkeypatch):
    monkeypatch.setattr(group, "ready", lambda as_json: nullcontext())


def run(*words: str):
    return CliRunner().invoke(commands.register, words)


@pytest.fixture
def listed(tmp_path):
    make_decree()
    make_assisted_village()
    file = tmp_path / "pimpasa.csv"
    file.write_bytes(as_csv([*OFFICERS, ["", "salah@contoh.id"]]))
    return str(file)


def test_a_list_is_only_checked_until_told_to_apply(listed):
    done = run("import", listed, "--kind", "officers", "--office", "kanim-x")
    assert (done.exit_code, Officer.objects.count(), Import.objects.get().rows) == (0, 0, [])
    assert "baris 4, kolom nama: Nama kosong." in done.stderr
    assert "3 baris, 2 baru, 0 sudah ada, 0 desanya meragukan, 1 salah." in done.stdout


def test_applied_it_tells_what_was_made(listed):
    done = run("import", listed, "--kind", "officers", "--office", "kanim-x", "--apply", "--json")
    told = json.loads(done.stdout)
    assert (told["applied"], told["counts"]["created"]["officers"]) == (True, 2)
    assert told["errors"] == [{"line": 4, "column": "name", "message": "Nama kosong."}]


def test_what_cannot_be_read_and_an_unknown_office_end_with_status_1(listed, tmp_path):
    other = tmp_path / "x.csv"
    other.write_text("Kolom;Lain\n1;2\n")
    assert run("import", str(other), "--kind", "officers", "--office", "kanim-x").exit_code == 1
    assert run("import", listed, "--kind", "officers", "--office", "tidak-ada").exit_code == 1
    assert run("import", listed, "--kind", "lain", "--office", "kanim-x").exit_code == 2


def test_villages_and_officers_are_listed():
    make_assignment(make_officer(), make_assisted_village())
    assert json.loads(run("villages", "--json").stdout)["state"] == "active"
    assert json.loads(run("officers", "--json").stdout)["villages"] == 1
    assert "aktif" in run("villages").stdout
    assert "1 desa" in run("officers").stdout
