from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.urls import reverse

from pimpasa.accounts.actions import close_account
from pimpasa.accounts.models import SignInAttempts
from pimpasa.accounts.tests.make import PASSWORD, VILLAGE_A, add_posting, make_staff, make_user
from pimpasa.accounts.throttle import FREE_FAILURES, LONGEST_WAIT, start_attempt, wait_after
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db
NOON = "2026-05-04T12:00:00+07:00"


@pytest.fixture(autouse=True)
def quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sari():
    """An agent: the role that signs in with the password alone."""
    return add_posting(make_user("sari", PASSWORD), Role.VILLAGE_AGENT, VILLAGE_A)


def sign_in(client, username="sari", password=PASSWORD, **more):
    return client.post(reverse("sign-in"), {"username": username, "password": password, **more})


def told(response) -> list[str]:
    return list(response.context["form"].non_field_errors())


def test_staff_signs_in_and_lands_on_the_tasks(client, sari):
    response = sign_in(client)
    assert response["Location"] == reverse("staff-home")
    assert client.get(response["Location"]).status_code == 200
    assert AuditEntry.objects.get(verb="sign-in").actor == sari


def test_the_name_may_be_typed_in_capitals_with_spaces(client, sari):
    assert sign_in(client, " SARI ").status_code == 302


def test_a_wrong_password_an_unknown_name_and_a_closed_account_get_one_answer(client, sari):
    close_account(make_staff("budi"))
    answers = [told(sign_in(client, *who)) for who in [("sari", "salah"), ("tidak-ada", "x"), ("budi", PASSWORD)]]
    assert answers[0] == answers[1] == answers[2] != []


def test_what_was_typed_is_kept_but_never_the_password(client, sari):
    page = sign_in(client, "sari", "rahasia-salah").content.decode()
    assert 'value="sari"' in page
    assert "rahasia-salah" not in page


def test_the_page_asked_for_comes_after_signing_in_but_never_another_site(client, sari):
    assert sign_in(client, next="/petugas/kantor/")["Location"] == "/petugas/kantor/"
    client.logout()
    assert sign_in(client, next="https://jahat.example/")["Location"] == reverse("staff-home")


def test_signing_in_changes_the_session_key(client, sari):
    client.get(reverse("sign-in"))
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client, sari):
    cookie = sign_in(client).cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_signing_out_needs_a_post(client, sari):
    client.force_login(sari)
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).status_code == 302
    assert client.get(reverse("staff-home")).status_code == 302
    assert AuditEntry.objects.get(verb="sign-out").actor == sari


def test_a_closed_account_is_out_at_the_next_click(client, sari):
    client.force_login(sari)
    close_account(sari)
    assert client.get(reverse("staff-home")).status_code == 302


def test_a_new_password_ends_the_other_sessions(client, sari, django_user_model):
    other = type(client)()
    other.force_login(sari)
    client.force_login(sari)
    new = "sandi-baru-yang-panjang"
    fields = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post(reverse("password-change"), fields).status_code == 302
    assert client.get(reverse("staff-home")).status_code == 200
    assert other.get(reverse("staff-home")).status_code == 302


@pytest.mark.parametrize("name", ["sari", "tidak-ada"])
def test_guessing_is_slowed_whether_the_name_exists_or_not(client, sari, name):
    with time_machine.travel(NOON, tick=False):
        for _ in range(FREE_FAILURES + 1):
            sign_in(client, name, "salah")
        assert "2 detik" in told(sign_in(client, name, PASSWORD))[0]


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_all_at_once_are_counted_one_by_one():
    def guess(_number: int) -> int:
        seconds = start_attempt("sari")
        connection.close()
        return seconds

    with time_machine.travel(NOON, tick=False), ThreadPoolExecutor(8) as guessers:
        waits = list(guessers.map(guess, range(24)))
    assert waits.count(0) == FREE_FAILURES + 1


def test_an_unknown_name_costs_as_much_work_as_a_known_one(client, sari, monkeypatch):
    hashed = []
    plain = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *words: hashed.append(1) or plain(*words))
    work = []
    for name in ("sari", "tidak-ada"):
        hashed.clear()
        sign_in(client, name, "salah")
        work.append(len(hashed))
    assert work == [1, 1]


def test_the_right_password_works_once_the_wait_is_over(client, sari):
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(FREE_FAILURES + 1):
            sign_in(client, "sari", "salah")
        clock.shift(3)
        assert sign_in(client).status_code == 302
    assert not SignInAttempts.objects.exists()


def test_a_refused_attempt_does_not_lengthen_the_wait():
    with time_machine.travel(NOON, tick=False):
        for _ in range(FREE_FAILURES + 3):
            start_attempt("sari")
        assert start_attempt("sari") == start_attempt("sari") == 2


def test_one_name_does_not_slow_another_from_the_same_address(client, sari):
    for _ in range(FREE_FAILURES + 2):
        sign_in(client, "budi", "salah")
    assert sign_in(client).status_code == 302


def test_waits_double_up_to_ten_minutes():
    assert [wait_after(n).total_seconds() for n in (0, 4, 5, 6, 7)] == [0, 0, 2, 4, 8]
    assert wait_after(10_000) == LONGEST_WAIT == timedelta(minutes=10)


def test_names_are_not_kept_and_old_failures_are_forgotten():
    with time_machine.travel(NOON, tick=False) as clock:
        start_attempt("sari@example.org")
        assert "sari" not in SignInAttempts.objects.get().key
        clock.shift(timedelta(days=2))
        start_attempt("budi")
    assert SignInAttempts.objects.count() == 1


@pytest.mark.parametrize("name", ["\x00", "x" * 5000, "<script>alert(1)</script>", "' OR 1=1 --"])
def test_bad_input_gets_a_page_not_an_error(client, sari, name):
    page = sign_in(client, name)
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
