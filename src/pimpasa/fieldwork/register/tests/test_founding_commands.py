"""The story of 4 November 2024 by the very commands that docs/register.md shows."""

import json
import shlex
from contextlib import nullcontext

import pytest
from click.testing import CliRunner

from pimpasa.accounts.models import Posting
from pimpasa.config.cli import main
from pimpasa.fieldwork.register.checking import Verdict, check_code
from pimpasa.fieldwork.register.commands import group
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Decree, Inauguration, Officer, StateChange
from pimpasa.fieldwork.register.tests.founding import (
    DECREE,
    OFFICE,
    OFFICERS,
    VILLAGES,
    as_xlsx,
    make_founding_places,
    officer_list,
    village_list,
)
from pimpasa.fieldwork.register.tests.make import make_assisted_village, make_decree, make_office, make_officer
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.folders import CHECKOUT

pytestmark = pytest.mark.django_db
TABLES = (Officer, AssistedVillage, StateChange, Decree, Inauguration, Assignment, Posting)


@pytest.fixture(autouse=True)
def in_a_folder_and_the_test_database(monkeypatch, tmp_path):
    monkeypatch.setattr(group, "ready", lambda as_json: nullcontext())
    monkeypatch.chdir(tmp_path)


def story() -> list[list[str]]:
    block = (CHECKOUT / "docs" / "register.md").read_text().partition("```sh\n")[2].partition("```")[0]
    return [shlex.split(line) for line in block.splitlines()]


def run(*words: str):
    done = CliRunner().invoke(main, words)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


@pytest.fixture
def lists(tmp_path):
    places = make_founding_places()
    (tmp_path / "desa.xlsx").write_bytes(village_list(places))
    (tmp_path / "pimpasa.xlsx").write_bytes(officer_list(places))


def counts() -> list[int]:
    deeds = AuditEntry.objects.exclude(verb__in=["read-import", "apply-import", "discard-import"])
    return [table.objects.count() for table in TABLES] + [deeds.count()]


def test_the_documented_commands_tell_the_story_and_again_change_nothing(lists, tmp_path):
    for line in story():
        done = run(*line[1:])
        assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith(f"{OFFICERS} Pimpasa, {VILLAGES} desa binaan aktif atau mandiri.")
    before, printed = counts(), sorted((tmp_path / "piagam").iterdir())
    assert before[:7] == [OFFICERS, VILLAGES, 3 * VILLAGES, 1, 1, OFFICERS, OFFICERS]
    assert len(printed) == OFFICERS
    assert printed[0].read_bytes().startswith(b"%PDF")
    for line in story():
        assert run(*line[1:], "--json").exit_code == 0
    assert counts() == before
    national = json.loads(run("register", "national", "--json").stdout)
    assert (national["officers"], national["villages"]) == (OFFICERS, VILLAGES)
    assert sum(one["villages"] for one in national["provinces"]) == VILLAGES
    assert check_code(Officer.objects.first().short_code).verdict == Verdict.VALID


def test_a_decree_that_says_something_else_under_the_same_number_is_refused():
    make_decree("kanim-x", "W.1")
    done = run("register", "decree", "add", "W.1", "--office", "kanim-x", "--on", "2024-10-28", "--subject", "Lain")
    assert (done.exit_code, Decree.objects.count()) == (1, 1)
    assert "number: SK W.1 sudah tercatat dengan isi lain." in done.stderr


def test_what_is_no_day_and_an_address_without_scheme_are_wrong_use():
    make_office("kanim-x")
    assert (
        run("register", "decree", "add", "W", "--office", "kanim-x", "--on", "kemarin", "--subject", "x").exit_code == 2
    )
    assert run("register", "certificates", "piagam", "--address", "contoh.id").exit_code == 2


def write(tmp_path, *rows: list[str]) -> str:
    (tmp_path / "daftar.xlsx").write_bytes(as_xlsx(list(rows)))
    return "daftar.xlsx"


@pytest.mark.parametrize(("step", "said"), [("agree", "belum diusulkan"), ("activate", "belum diusulkan")])
def test_a_village_that_is_not_so_far_stops_the_whole_list(tmp_path, step, said):
    decree = make_decree()
    make_assisted_village("33.01.01.2001", "proposed" if step == "agree" else "agreed")
    file = write(tmp_path, ["Desa"], ["33.01.01.2001"], ["33.01.01.2002"])
    make_assisted_village("33.01.01.2002", "ended")
    more = ["--decree", decree.number] if step == "activate" else []
    done = run("register", "villages", step, file, "--office", "kanim-x", "--on", "2024-11-04", *more)
    assert (done.exit_code, AssistedVillage.objects.filter(state__in=["agreed", "active"]).count()) == (
        1,
        step == "activate",
    )
    assert f"daftar.xlsx, baris 3, kolom desa: Desa ini {said}." in done.stderr


def test_activating_what_has_not_agreed_is_refused(tmp_path):
    decree = make_decree()
    make_assisted_village("33.01.01.2001", "proposed")
    file = write(tmp_path, ["Desa"], ["33.01.01.2001"])
    day = ["--on", "2024-11-04", "--decree", decree.number]
    done = run("register", "villages", "activate", file, "--office", "kanim-x", *day, "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["applied"], told["errors"][0]["line"]) == (1, False, 2)


def test_one_wrong_or_doubtful_row_and_no_officer_is_inaugurated(tmp_path):
    decree = make_decree()
    file = write(tmp_path, ["Nama", "Surel"], ["Ada", "ada@contoh.id"], ["", "b@contoh.id"])
    add = ["register", "inauguration", "add", "--office", "kanim-x", "--decree", decree.number, "--on", "2024-11-04"]
    done = run(*add, "--officers", file)
    assert (done.exit_code, Officer.objects.count(), Inauguration.objects.count()) == (1, 0, 0)
    assert "daftar.xlsx, baris 3, kolom nama: Nama kosong." in done.stderr


def test_assigning_needs_officers_that_are_recorded(tmp_path):
    make_assisted_village("33.01.01.2001")
    file = write(tmp_path, ["Nama", "Surel", "Desa"], ["Ada", "ada@contoh.id", "33.01.01.2001"])
    done = run("register", "assign", file, "--office", "kanim-x")
    assert (done.exit_code, Assignment.objects.count()) == (1, 0)
    assert "baris 2, kolom surel: Orang ini belum tercatat sebagai Pimpasa." in done.stderr
    make_officer("ada@contoh.id")
    assert run("register", "assign", file, "--office", "kanim-x").exit_code == 0
    assert Assignment.objects.get().officer.user.username == "ada@contoh.id"


def test_a_decree_that_the_office_does_not_have_is_named():
    make_office(OFFICE)
    done = run(
        "register", "villages", "activate", __file__, "--office", OFFICE, "--decree", DECREE, "--on", "4/11/2024"
    )
    assert (done.exit_code, "belum mencatat SK" in done.stderr) == (1, True)
