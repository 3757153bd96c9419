"""From officer upward a password alone opens nothing, and a lost second factor takes two people."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.access import may_in
from pimpasa.accounts.actions import agree_to_restoration, ask_restoration
from pimpasa.accounts.models import OpenSession
from pimpasa.accounts.tests.make import (
    PASSWORD,
    VILLAGE_A,
    add_posting,
    code_now,
    make_agent,
    make_budi,
    make_guessed,
    make_person,
    make_rini,
    make_sari,
    make_staff,
    make_user,
    make_wati,
)
from pimpasa.accounts.throttle import FREE_FAILURES
from pimpasa.foundation.access import Action
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db
SEE = Action("test.see", frozenset(Role))
FORGED = [
    "",
    "{}",
    "[]",
    '"x"',
    "\0",
    '{"id": "x", "response": {}}',
    '{"id": "eA", "rawId": "eA", "response": {"clientDataJSON": "eA", "authenticatorData": "", "signature": ""}}',
    '{"id": "eA", "rawId": "eA", "response": {"clientDataJSON": "e30", "attestationObject": "eA"}}',
]
NOON = "2026-05-04T12:00:00+07:00"


@pytest.fixture(autouse=True)
def quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sari():
    user = make_sari()
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, username="sari", follow=False):
    return client.post(reverse("sign-in"), {"username": username, "password": PASSWORD}, follow=follow)


def type_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client) -> bool:
    return client.get(reverse("staff-home")).status_code == 200


def test_the_password_alone_does_not_let_an_officer_in(client, sari):
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert not AuditEntry.objects.filter(verb="sign-in").exists()


def test_the_code_from_the_app_lets_her_in_and_the_page_asked_for_follows(client, sari):
    sent = {"username": "sari", "password": PASSWORD, "next": "/petugas/sesi/"}
    client.post(reverse("sign-in"), sent)
    assert type_code(client, code_now())["Location"] == "/petugas/sesi/"
    assert is_in(client)
    assert AuditEntry.objects.get(verb="sign-in").actor == sari


def test_a_code_works_once(client, sari):
    with time_machine.travel(NOON, tick=False):
        sign_in(client)
        type_code(client, code_now())
        client.logout()
        sign_in(client)
        assert type_code(client, code_now()).status_code == 200
    assert not is_in(client)


def test_a_recovery_code_stands_in_once(client, sari):
    code = RecoveryCodes.activate(sari).get_unused_codes()[0]
    for worked in (True, False):
        sign_in(client)
        type_code(client, code)
        assert is_in(client) == worked
        client.logout()


def test_guessing_codes_is_slowed(client, sari):
    with time_machine.travel(NOON, tick=False):
        sign_in(client)
        for _ in range(FREE_FAILURES + 1):
            type_code(client, "000000")
        assert "2 detik" in type_code(client, code_now()).content.decode()
        assert not is_in(client)


def test_wrong_codes_do_not_slow_the_password_of_that_name(client, sari):
    with time_machine.travel(NOON, tick=False):
        sign_in(client)
        for _ in range(FREE_FAILURES + 2):
            type_code(client, "000000")
        assert sign_in(client)["Location"] == reverse("mfa_authenticate")


def test_an_agent_signs_in_with_the_password_alone(client):
    add_posting(make_user("agus", PASSWORD), Role.VILLAGE_AGENT, VILLAGE_A)
    sign_in(client, "agus")
    assert is_in(client)


def test_an_officer_without_one_may_nothing_and_is_led_to_setting_it_up(client, sari):
    Authenticator.objects.all().delete()
    assert not may_in(sari, SEE, VILLAGE_A)
    page = sign_in(client, follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_index")
    assert "Pasang faktor kedua lebih dahulu" in page.content.decode()
    assert client.get(reverse("people"))["Location"] == reverse("mfa_index")
    assert client.get(reverse("home")).status_code == 200


def test_who_has_the_wrong_role_is_refused_not_led_around(client, sari):
    client.force_login(sari)
    assert client.get(reverse("people")).status_code == 403


def test_setting_up_the_app_opens_the_tasks_and_ends_other_sessions(client, sari):
    Authenticator.objects.all().delete()
    thief = type(client)()
    sign_in(thief)
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    secret = re.search(r"<code>(\w+)</code>", page.content.decode())[1]
    code = format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30))
    with pytest.MonkeyPatch.context() as patch:
        # The test's own transaction never commits.
        patch.setattr("django.db.transaction.on_commit", lambda deed: deed())
        done = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert done["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(done["Location"]).content.decode().count("<li><code>") == 10
    assert is_in(client)
    assert thief.get(reverse("staff-home")).status_code == 302
    assert set(AuditEntry.objects.filter(verb="add-second-factor").values_list("details__kind", flat=True)) == {
        "totp",
        "recovery_codes",
    }


def test_old_sessions_must_prove_themselves_before_changing_anything(client, sari):
    client.force_login(sari)
    for name in ("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        assert reverse("account_reauthenticate") in client.get(reverse(name))["Location"]
    deactivate = reverse("mfa_deactivate_totp")
    again = client.post(f"{reverse('account_reauthenticate')}?next={deactivate}", {"password": PASSWORD})
    assert again["Location"] == deactivate
    assert client.get(again["Location"]).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_reauthenticate",
        "account_reauthenticate",
        "own-sessions",
    ],
)
def test_every_security_page_is_ours_with_a_way_on(client, sari, name):
    RecoveryCodes.activate(sari)
    sign_in(client)
    type_code(client, code_now())
    page = client.get(reverse(name))
    assert page.status_code == 200
    if name != "mfa_download_recovery_codes":
        assert 'class="skip"' in page.content.decode()
        assert "Authenticator" not in page.content.decode()
        assert "<script>" not in page.content.decode()


def test_no_sign_up_page_of_allauth_is_reachable(client):
    for path in ("/accounts/signup/", "/petugas/keamanan/signup/", "/petugas/keamanan/kunci/daftar/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("credential", FORGED)
def test_a_forged_passkey_lets_nobody_in(client, sari, credential):
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert response.status_code == 302
    assert not is_in(client)


@pytest.mark.parametrize("credential", FORGED)
@pytest.mark.parametrize("name", ["mfa_authenticate", "mfa_add_webauthn", "mfa_reauthenticate_webauthn"])
def test_a_forged_passkey_gets_a_page_not_an_error(client, sari, name, credential):
    sign_in(client)
    if name != "mfa_authenticate":
        type_code(client, code_now())
        client.get(reverse(name))
    assert client.post(reverse(name), {"credential": credential}).status_code in (200, 302)
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_each_sees_where_they_are_signed_in_and_ends_the_others(client):
    add_posting(make_user("agus", PASSWORD), Role.VILLAGE_AGENT, VILLAGE_A)
    other = type(client)(headers={"user-agent": "Peramban Lain"})
    sign_in(other, "agus")
    sign_in(client, "agus")
    assert "Peramban Lain" in client.get(reverse("own-sessions")).content.decode()
    client.post(reverse("own-sessions"))
    assert not is_in(other)
    assert is_in(client)
    assert OpenSession.objects.count() == 1


def head(name="kepala"):
    return make_person(name, Role.OFFICE_HEAD, "kanim-x")


def staff(name="staf"):
    return make_person(name, Role.OFFICE_STAFF, "kanim-x")


def test_two_people_of_the_office_restore_a_lost_second_factor(client, sari):
    sign_in(client)
    type_code(client, code_now())
    wati, second = make_wati(), staff()
    ask_restoration(sari, by=wati)
    assert Authenticator.objects.filter(user=sari).exists()
    agree_to_restoration(sari, by=second)
    assert not Authenticator.objects.filter(user=sari).exists()
    assert not is_in(client)
    logged = AuditEntry.objects.filter(object_id=str(sari.pk), verb__contains="second-factor-restoration")
    assert {logged.get().actor, AuditEntry.objects.get(verb="restore-second-factor").actor} == {wati, second}


def test_one_person_alone_cannot(sari):
    wati = make_wati()
    ask_restoration(sari, by=wati)
    ask_restoration(sari, by=wati)
    with pytest.raises(ValidationError, match="orang lain"):
        agree_to_restoration(sari, by=wati)
    assert Authenticator.objects.filter(user=sari).exists()


def test_two_without_a_head_cannot(sari):
    ask_restoration(sari, by=staff())
    with pytest.raises(ValidationError, match="kepala"):
        agree_to_restoration(sari, by=staff("staf-dua"))


def test_nobody_restores_their_own(sari):
    wati = make_wati()
    for deed in (ask_restoration, agree_to_restoration):
        with pytest.raises(PermissionDenied):
            deed(wati, by=wati)


@pytest.mark.parametrize("maker", [make_budi, make_rini, make_guessed, make_agent])
def test_nobody_elsewhere_can_ask(sari, maker):
    with pytest.raises(PermissionDenied):
        ask_restoration(sari, by=maker())


def test_a_head_cannot_restore_someone_with_rights_beyond_the_office(sari):
    add_posting(sari, Role.ANALYST)
    with pytest.raises(PermissionDenied):
        ask_restoration(sari, by=make_wati())


def test_who_lost_the_post_since_asking_does_not_count(sari):
    wati = make_wati()
    ask_restoration(sari, by=wati)
    wati.postings.update(revoked_on=timezone.localdate())
    with pytest.raises(PermissionDenied):
        agree_to_restoration(sari, by=head())


def test_a_wish_lapses_after_three_days(sari):
    ask_restoration(sari, by=make_wati())
    second = head()
    with time_machine.travel(timezone.now() + timedelta(hours=73)), pytest.raises(ValidationError, match="menunggu"):
        agree_to_restoration(sari, by=second)


def test_the_pages_lead_two_people_through_it(client, sari):
    wati, second = make_wati(), staff()
    page = reverse("person", args=[sari.pk])
    restore = reverse("second-factor-restore", args=[sari.pk])
    client.force_login(wati)
    assert "Minta pemulihan" in client.get(page).content.decode()
    client.post(restore)
    assert "Setujui pemulihan" not in client.get(page).content.decode()
    client.force_login(second)
    assert "Setujui pemulihan" in client.get(page).content.decode()
    client.post(restore)
    assert not Authenticator.objects.filter(user=sari).exists()


def test_the_administrator_reaches_people_without_any_posting(sari):
    ask_restoration(make_user("kosong"), by=make_staff("satu"))
    with pytest.raises(PermissionDenied):
        ask_restoration(make_user("kosong-juga"), by=make_wati())
