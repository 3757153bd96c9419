import pytest
from django.urls import reverse

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.cards import PARTS

SLUGS = [part.slug for part in PARTS]


@pytest.mark.django_db
def test_where_nothing_is_invented_there_is_no_such_page(client):
    User.objects.create_user("kepala@peragaan.invalid", display_name="Sungguhan")
    assert client.get(reverse("demonstration")).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
def test_a_forged_sign_in_lets_nobody_in(client, slug):
    User.objects.create_user(f"{slug}@peragaan.invalid", display_name="Sungguhan")
    assert client.post(reverse("demonstration-play", args=[slug])).status_code == 404
    assert "_auth_user_id" not in client.session
