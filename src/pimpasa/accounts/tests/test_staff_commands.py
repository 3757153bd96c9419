import json
from contextlib import nullcontext

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner

from pimpasa.accounts import commands
from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.tests.make import PASSWORD, VILLAGE_A, make_office, make_region, make_staff
from pimpasa.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_test_database(monkeypatch, settings):
    monkeypatch.setattr(commands, "ready", lambda as_json: nullcontext())
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def run(*words: str, password: str = PASSWORD):
    return CliRunner().invoke(commands.staff, words, input=password + "\n")


def test_an_account_is_opened_with_a_password_from_standard_input():
    done = run("add", "Sari@example.org", "--display-name", "Sari", "--password-stdin", "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout)["username"] == "sari@example.org"
    assert User.objects.get().check_password(PASSWORD)
    assert AuditEntry.objects.get().verb == "open-account"


def test_a_password_is_asked_twice_when_not_given():
    done = CliRunner().invoke(commands.staff, ["add", "sari"], input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    assert PASSWORD not in done.output


@pytest.mark.parametrize(
    ("name", "password", "field"),
    [("sari", "pendek", "password"), ("sari", "password123", "password"), ("a b", PASSWORD, "username")],
)
def test_a_weak_password_or_a_bad_name_opens_nothing(name, password, field):
    done = run("add", name, "--password-stdin", "--json", password=password)
    assert done.exit_code == 1
    assert field in json.loads(done.stdout)["error"]
    assert not User.objects.exists()


def test_a_name_is_given_once_whatever_its_capitals():
    make_staff("sari")
    assert run("add", "SARI", "--password-stdin").exit_code == 1
    assert User.objects.count() == 1


def test_the_list_has_one_object_a_line():
    make_staff("sari")
    make_staff("budi", is_active=False)
    rows = [json.loads(line) for line in run("list", "--json").stdout.splitlines()]
    assert [(row["username"], row["open"]) for row in rows] == [("budi", False), ("sari", True)]


def test_a_closed_account_stays_in_the_list_and_in_the_audit():
    sari = make_staff("sari")
    assert run("close", "sari").exit_code == 0
    sari.refresh_from_db()
    assert not sari.is_active
    assert AuditEntry.objects.get().object_id == str(sari.pk)


def test_closing_an_unknown_account_says_so():
    done = run("close", "tidak-ada")
    assert done.exit_code == 1
    assert "Tidak ada akun bernama tidak-ada" in done.stderr


def test_the_operator_sets_a_new_password():
    make_staff("sari")
    assert run("password", "sari", "--password-stdin", password="sandi-baru-panjang").exit_code == 0
    assert User.objects.get().check_password("sandi-baru-panjang")


def test_an_account_is_opened_with_its_role_in_a_village_or_an_office():
    make_region(VILLAGE_A)
    make_office("kanim-x")
    assert run("add", "sari", "--role", "officer", "--area", VILLAGE_A, "--password-stdin").exit_code == 0
    done = run("add", "wati", "--role", "office_head", "--office", "kanim-x", "--password-stdin", "--json")
    assert json.loads(done.stdout)["postings"][0]["office"] == "kanim-x"
    assert {posting.user.username: posting.role for posting in Posting.objects.all()} == {
        "sari": "officer",
        "wati": "office_head",
    }


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["--role", "officer", "--area", "99"], "area"),
        (["--role", "officer", "--area", "33"], "area"),
        (["--role", "officer"], "area"),
        (["--role", "office_head", "--office", "kanim-tidak-ada"], "office"),
    ],
)
def test_a_wrong_place_opens_nothing(words, field):
    make_region("33")
    done = run("add", "sari", *words, "--password-stdin", "--json")
    assert done.exit_code == 1
    assert field in json.loads(done.stdout)["error"]
    assert not User.objects.exists()


def test_a_place_without_a_role_or_an_unknown_role_is_wrong_use():
    assert run("add", "sari", "--area", "ID").exit_code == 2
    assert run("add", "sari", "--role", "raja", "--area", "ID").exit_code == 2


def test_the_operator_takes_a_lost_second_factor_away():
    make_staff("sari")
    assert run("second-factor", "sari").exit_code == 0
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.get(verb="restore-second-factor").actor is None


def test_an_account_gets_one_more_posting_and_the_same_again_changes_nothing():
    make_staff("sari")
    make_region(VILLAGE_A)
    for said in ("mendapat penugasan", "sudah punya penugasan ini"):
        done = run("post", "sari", "--role", "officer", "--area", VILLAGE_A, "--decree", "W.11-001")
        assert (done.exit_code, said in done.stdout) == (0, True)
    assert Posting.objects.get(role="officer").decree == "W.11-001"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (["tidak-ada", "--role", "officer", "--area", VILLAGE_A], "username"),
        (["sari", "--role", "officer", "--area", "33.01"], "area"),
        (["sari", "--role", "office_head", "--office", "tidak-ada"], "office"),
    ],
)
def test_a_posting_that_cannot_be_is_refused_by_field(words, field):
    make_staff("sari")
    make_region(VILLAGE_A)
    done = run("post", *words, "--json")
    assert (done.exit_code, list(json.loads(done.stdout)["error"])) == (1, [field])
