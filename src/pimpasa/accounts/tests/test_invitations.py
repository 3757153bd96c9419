"""A link that works once, for three days, in the name of whoever invited."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.access import may_in
from pimpasa.accounts.invitations import InvitationOverError, Offer, accept_invitation, invite, withdraw_invitation
from pimpasa.accounts.models import Invitation, Posting, User
from pimpasa.accounts.postings import Place
from pimpasa.accounts.tests.make import (
    PASSWORD,
    VILLAGE_A,
    VILLAGE_B,
    make_budi,
    make_region,
    make_sari,
    make_tono,
    make_wati,
)
from pimpasa.foundation.access import Action
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db
SEE = Action("test.see", frozenset(Role))
CHOSEN = {"username": "Joko@desa.example", "password": PASSWORD, "again": PASSWORD}


@pytest.fixture(autouse=True)
def quick_hashing(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def wati():
    return make_wati()


def agent_offer(code=VILLAGE_A) -> Offer:
    return Offer("Joko Susilo", Role.VILLAGE_AGENT, Place(area=make_region(code)))


def typed(**fields) -> dict[str, str]:
    return {"display_name": "Joko Susilo", "role": Role.VILLAGE_AGENT, "area": VILLAGE_A, **fields}


def accept_url(token: str) -> str:
    return reverse("invitation-accept", args=[token])


def test_an_invited_person_chooses_a_password_and_may_begin(client, wati):
    make_region(VILLAGE_A)
    client.force_login(wati)
    page = client.post(reverse("invite"), typed())
    link = page.context["link"]
    client.logout()
    assert "Joko Susilo" in client.get(link).content.decode()
    assert client.post(link, CHOSEN)["Location"] == reverse("staff-home")
    joko = User.objects.get(username="joko@desa.example")
    assert client.get(reverse("staff-home")).status_code == 200
    assert may_in(joko, SEE, VILLAGE_A)
    assert joko.check_password(PASSWORD)


def test_the_link_works_once(client, wati):
    token = invite(agent_offer(), by=wati)[1]
    assert client.post(accept_url(token), CHOSEN).status_code == 302
    client.logout()
    again = client.post(accept_url(token), {**CHOSEN, "username": "lain"})
    assert again.status_code == 404
    assert "sudah dipakai" in again.content.decode()
    assert not User.objects.filter(username="lain").exists()


def test_the_link_works_for_three_days(wati):
    token = invite(agent_offer(), by=wati)[1]
    with time_machine.travel(timezone.now() + timedelta(hours=73)), pytest.raises(InvitationOverError):
        accept_invitation(token, "joko", PASSWORD)


def test_the_token_is_not_kept(wati):
    invitation, token = invite(agent_offer(), by=wati)
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values().get())
    assert token not in str(list(AuditEntry.objects.values()))


def test_an_invitation_dies_with_the_rights_of_whoever_invited(client, wati):
    token = invite(agent_offer(), by=wati)[1]
    Posting.objects.filter(user=wati).update(revoked_on=timezone.localdate())
    assert client.post(accept_url(token), CHOSEN).status_code == 404
    assert not User.objects.filter(username="joko@desa.example").exists()


def test_a_withdrawn_invitation_opens_nothing(client, wati):
    invitation, token = invite(agent_offer(), by=wati)
    client.force_login(wati)
    client.post(reverse("invitation-withdraw", args=[invitation.pk]))
    assert client.get(accept_url(token)).status_code == 404


def test_the_head_next_door_cannot_see_or_withdraw_it(client, wati):
    invitation, _token = invite(agent_offer(), by=wati)
    budi = make_budi()
    with pytest.raises(PermissionDenied):
        withdraw_invitation(invitation, by=budi)


@pytest.mark.parametrize("maker", [make_sari, make_tono, make_budi])
def test_who_is_no_head_cannot_invite(maker):
    with pytest.raises(PermissionDenied):
        invite(agent_offer(), by=maker())


def test_a_village_elsewhere_is_refused_and_what_was_typed_stays(client, wati):
    make_region(VILLAGE_B)
    client.force_login(wati)
    page = client.post(reverse("invite"), typed(area=VILLAGE_B))
    assert list(page.context["form"].errors) == ["area"]
    assert "Joko Susilo" in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"area": "99.99"}, "area"),
        ({"area": ""}, "area"),
        ({"role": "administrator"}, "role"),
        ({"area": "\0"}, "area"),
    ],
)
def test_what_cannot_be_given_is_refused_beside_its_field(client, wati, wrong, field):
    make_region(VILLAGE_A)
    client.force_login(wati)
    assert list(client.post(reverse("invite"), typed(**wrong)).context["form"].errors) == [field]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "pendek", "again": "pendek"}, None),
        ({"again": "berbeda-sekali"}, "again"),
        ({"username": "a b"}, "username"),
        ({"username": "wati"}, "username"),
    ],
)
def test_a_weak_password_or_a_taken_name_leaves_the_invitation_open(client, wati, wrong, field):
    token = invite(agent_offer(), by=wati)[1]
    page = client.post(accept_url(token), {**CHOSEN, **wrong})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field or "__all__"]
    assert client.post(accept_url(token), CHOSEN).status_code == 302


def test_accepting_on_a_colleagues_computer_signs_the_colleague_out(client, wati):
    token = invite(agent_offer(), by=wati)[1]
    client.force_login(wati)
    client.post(accept_url(token), CHOSEN)
    assert client.get(reverse("staff-home")).context["user"].username == "joko@desa.example"
