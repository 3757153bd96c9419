"""An officer's way in with a passkey, in a browser with a made-up key, under the site's own content policy."""

import re

import pytest
from django.urls import reverse

from pimpasa.accounts.actions import ask_restoration
from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import PASSWORD, code_now, make_guessed, make_person, make_sari, make_wati
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STAFF_PAGES = [
    "staff-home",
    "people",
    "invite",
    "jurisdictions",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "own-sessions",
]
VIRTUAL_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def sari(live_server):
    sari = make_sari()
    sari.set_password(PASSWORD)
    sari.save()
    return sari


@pytest.fixture
def page(browser, live_server):
    """A browser that obeys the content policy, unlike the one that measures pages from within."""
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    page.set_default_timeout(10_000)
    troubles = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


def add_virtual_key(page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})


def sign_in_with_code(page, name="sari") -> None:
    page.goto(reverse("sign-in"))
    page.get_by_label("Nama").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_label("Kode").fill(code_now())
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**" + reverse("staff-home"))


def sign_out(page) -> None:
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**" + reverse("home"))


def test_a_passkey_is_added_and_lets_her_in_without_a_password(page, sari):
    add_virtual_key(page)
    sign_in_with_code(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Nama kunci").fill("Telepon Sari")
    page.get_by_label("Pakai kunci ini untuk masuk tanpa kata sandi").check()
    page.get_by_role("button", name="Tambah", exact=True).click()
    page.wait_for_url(re.compile("pemulihan/$"))
    sign_out(page)
    page.goto(reverse("sign-in"))
    page.get_by_role("button", name="Masuk dengan kunci masuk").click()
    page.wait_for_url("**" + reverse("staff-home"))
    assert AuditEntry.objects.filter(verb="sign-in", actor=sari).count() == 2


def test_a_passkey_is_the_second_factor_after_the_password(page, sari):
    add_virtual_key(page)
    sign_in_with_code(page)
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_role("button", name="Tambah", exact=True).click()
    page.wait_for_url(re.compile("pemulihan/$"))
    sign_out(page)
    page.goto(reverse("sign-in"))
    page.get_by_label("Nama").fill("sari")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("button", name="Pakai kunci masuk").click()
    page.wait_for_url("**" + reverse("staff-home"))
    assert User.objects.get(pk=sari.pk).last_login


@pytest.fixture
def head(visitor, live_server):
    """The administrator at a narrow screen, with people, a guess and a wish to look at."""
    sari, wati = make_sari(), make_wati()
    make_guessed()
    ask_restoration(sari, by=wati)
    make_person("kepala", Role.ADMINISTRATOR)
    administrator = User.objects.get(username="kepala")
    administrator.set_password(PASSWORD)
    administrator.save()
    at = visitor(width=320)
    sign_in_with_code(at.page, "kepala")
    return at


def test_staff_pages_can_be_read_and_used_on_a_narrow_phone(head):
    addresses = [reverse(name) for name in STAFF_PAGES]
    addresses += [
        reverse("person", args=[User.objects.get(username="sari").pk]),
        reverse("posting-add", args=[User.objects.get(username="sari").pk]),
        reverse("jurisdiction-decide", args=["kanim-z", "34.01"]),
    ]
    found = {address: (head.open(address).violations(), head.overflow) for address in addresses}
    assert {address: trouble for address, trouble in found.items() if trouble != ([], 0)} == {}
