import pytest
from django.urls import reverse

from pimpasa.accounts.models import OpenSession, User
from pimpasa.config.demonstration.cards import PARTS
from pimpasa.config.demonstration.removing import remove
from pimpasa.foundation.audit.models import AuditEntry

SLUGS = [part.slug for part in PARTS]


@pytest.mark.parametrize("slug", SLUGS)
def test_each_part_is_one_press_away(played, client, slug):
    page = client.get(reverse("demonstration")).content.decode()
    assert reverse("demonstration-play", args=[slug]) in page
    assert client.post(reverse("demonstration-play", args=[slug]), follow=True).status_code == 200
    user = User.objects.get(username=f"{slug}@peragaan.invalid")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert AuditEntry.objects.filter(actor=user, verb="try-demonstration").count() == 1


def test_nobody_else_can_be_played(played, client):
    other = User.objects.filter(username__startswith="kepala-").first()
    for slug in (other.username.partition("@")[0], "siapa"):
        assert client.post(reverse("demonstration-play", args=[slug])).status_code == 404


def test_it_takes_a_press_and_not_a_link(played, client):
    assert client.get(reverse("demonstration-play", args=["kepala"])).status_code == 405


def test_changing_the_part_ends_the_former(played, client):
    client.post(reverse("demonstration-play", args=["agen"]))
    client.post(reverse("demonstration-play", args=["auditor"]))
    assert OpenSession.objects.filter(session_key=client.session.session_key).get().user.username.startswith("auditor")


def test_the_mark_and_the_sign_in_page_lead_there(played, client):
    for page in ("home", "sign-in"):
        assert f'href="{reverse("demonstration")}"' in client.get(reverse(page)).content.decode()


def test_once_removed_even_an_open_page_lets_nobody_in(played, client):
    client.get(reverse("demonstration"))
    remove()
    assert client.post(reverse("demonstration-play", args=["kepala"])).status_code == 404
    assert client.get(reverse("demonstration")).status_code == 404
