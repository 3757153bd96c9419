from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.actions import close_account, end_posting, make_password_link, restore_password
from pimpasa.accounts.models import PasswordLink, User
from pimpasa.accounts.password_links import PasswordLinkOverError
from pimpasa.accounts.tests.make import (
    PASSWORD,
    add_posting,
    make_agent,
    make_budi,
    make_office,
    make_person,
    make_sari,
    make_tono,
    make_wati,
)
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.installation.retention_run import run as run_retention
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db
NEW = "kalimat-baru-sari"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_a_head_makes_a_link_and_its_owner_alone_chooses_the_password(client):
    sari, wati = make_sari(), make_wati()
    _link, token = make_password_link(sari, by=wati)
    page = client.post(reverse("password-restore", args=[token]), {"password": NEW, "again": NEW})
    assert page.headers["Location"].endswith(reverse("sign-in"))
    assert User.objects.get(pk=sari.pk).check_password(NEW)
    assert sari.authenticator_set.exists()
    verbs = AuditEntry.objects.values_list("verb", "actor__username")
    assert {("make-password-link", "wati"), ("restore-password", "sari")} <= set(verbs)


def test_a_weak_password_and_two_that_differ_are_refused_and_the_link_stays(client):
    _link, token = make_password_link(make_sari(), by=make_wati())
    address = reverse("password-restore", args=[token])
    assert "berbeda" in client.post(address, {"password": NEW, "again": "lain"}).content.decode()
    assert client.post(address, {"password": "pendek", "again": "pendek"}).status_code == 200
    assert client.get(address).status_code == 200


def test_a_link_works_once_ends_with_the_next_and_after_a_day(client):
    sari, wati = make_sari(), make_wati()
    _link, first = make_password_link(sari, by=wati)
    _link, second = make_password_link(sari, by=wati)
    restore_password(second, NEW)
    _link, third = make_password_link(sari, by=wati)
    PasswordLink.objects.filter(used_at=None).update(expires_at=timezone.now() - timedelta(seconds=1))
    for token in (first, second, third, "bukan-tautan"):
        with pytest.raises(PasswordLinkOverError):
            restore_password(token, NEW)
        assert client.get(reverse("password-restore", args=[token])).status_code == 404


def test_sessions_of_the_account_end(client):
    sari = make_sari()
    client.force_login(sari)
    _link, token = make_password_link(sari, by=make_wati())
    restore_password(token, NEW)
    assert client.get(reverse("staff-home")).status_code == 302


@pytest.mark.parametrize("maker", [make_budi, make_tono, lambda: make_person("kakanim", Role.OFFICE_HEAD, "kanim-y")])
def test_who_is_no_head_of_all_that_the_account_may_do_makes_none(maker):
    make_office("kanim-y", "33.02", serves=("33.02",))
    sari, by = make_sari(), maker()
    with pytest.raises(PermissionDenied):
        make_password_link(sari, by=by)


def test_a_second_posting_elsewhere_is_out_of_the_heads_reach():
    wati, agent = make_wati(), make_agent()
    add_posting(agent, Role.OFFICER, "33.02.01.2001")
    with pytest.raises(PermissionDenied):
        make_password_link(agent, by=wati)


def test_a_maker_who_is_no_longer_head_has_made_an_empty_link(client):
    sari, wati = make_sari(), make_wati()
    _link, token = make_password_link(sari, by=wati)
    end_posting(wati.postings.get(), by=None)
    page = client.post(reverse("password-restore", args=[token]), {"password": NEW, "again": NEW})
    assert (page.status_code, User.objects.get(pk=sari.pk).check_password(NEW)) == (404, False)


def test_a_closed_account_stays_closed(client):
    sari = make_sari()
    _link, token = make_password_link(sari, by=make_wati())
    close_account(sari)
    assert client.get(reverse("password-restore", args=[token])).status_code == 404


def test_the_link_stands_on_the_page_once(client):
    sari, wati = make_sari(), make_wati()
    client.force_login(wati)
    assert "Buat tautan kata sandi" in client.get(reverse("person", args=[sari.pk])).content.decode()
    page = client.post(reverse("password-link-make", args=[sari.pk])).content.decode()
    assert "/kata-sandi-baru/" in page
    assert PASSWORD not in page


@pytest.mark.parametrize(("days", "left"), [(29, 1), (32, 0)])
@pytest.mark.parametrize("used", [True, False])
def test_a_link_that_is_used_or_over_goes_after_thirty_days(days, left, used):
    sari, wati = make_sari(), make_wati()
    link, _token = make_password_link(sari, by=wati)
    PasswordLink.objects.filter(pk=link.pk).update(used_at=timezone.now() if used else None)
    run_retention(now=timezone.now() + timedelta(days=days))
    assert PasswordLink.objects.count() == left
