"""Each sees the people within reach, and of them only the postings within reach."""

import pytest
from django.urls import reverse

from pimpasa.accounts.models import Posting
from pimpasa.accounts.tests.make import (
    VILLAGE_A,
    VILLAGE_B,
    add_posting,
    make_budi,
    make_former,
    make_person,
    make_region,
    make_rini,
    make_sari,
    make_staff,
    make_tono,
    make_user,
    make_wati,
)
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def wati(client):
    wati = make_wati()
    client.force_login(wati)
    return wati


def listed(client, **query) -> set[str]:
    page = client.get(reverse("people"), query)
    return {person.username for person in page.context["page"]}


def test_a_head_sees_the_people_of_the_office_and_its_villages_past_ones_too(client, wati):
    for maker in (make_sari, make_budi, make_former, make_rini, make_tono, lambda: make_user("kosong")):
        maker()
    assert listed(client) == {"wati", "sari", "tono", "mantan"}
    assert listed(client, q="SAR") == {"sari"}
    assert listed(client, q="\0") == {"wati", "sari", "tono", "mantan"}


def test_the_administrator_sees_everyone(client):
    client.force_login(make_staff("pengelola"))
    make_budi()
    make_user("kosong")
    assert listed(client) == {"pengelola", "budi", "kosong"}


def test_of_someone_with_two_postings_only_the_one_within_reach_is_shown(client, wati):
    tono = make_tono()
    assert "kanim-y" not in client.get(reverse("people")).content.decode()
    page = client.get(reverse("person", args=[tono.pk]))
    assert [row.posting.area_id for row in page.context["rows"]] == [VILLAGE_A]


def test_a_person_elsewhere_is_not_found(client, wati):
    budi = make_budi()
    for name in ("person", "posting-add"):
        assert client.get(reverse(name, args=[budi.pk])).status_code == 404
    assert client.post(reverse("posting-end", args=[budi.postings.get().pk])).status_code == 404


def test_a_head_ends_a_posting_on_the_page(client, wati):
    posting = make_sari().postings.get()
    client.post(reverse("posting-end", args=[posting.pk]))
    assert not Posting.objects.in_force().filter(pk=posting.pk).exists()


def test_a_head_cannot_end_their_own_posting(client, wati):
    assert client.post(reverse("posting-end", args=[wati.postings.get().pk])).status_code == 403
    assert "Akhiri sekarang" not in client.get(reverse("person", args=[wati.pk])).content.decode()


def test_a_head_adds_a_posting_on_the_page(client, wati):
    sari = make_sari()
    make_region("33.01.01.2002")
    url = reverse("posting-add", args=[sari.pk])
    client.post(url, {"role": Role.OFFICER, "area": "33.01.01.2002", "decree": "SK-2"})
    assert sari.postings.count() == 2
    again = client.post(url, {"role": Role.OFFICER, "area": "33.01.01.2002"})
    assert "sudah punya penugasan" in again.content.decode()


def test_a_village_elsewhere_is_refused(client, wati):
    sari = make_sari()
    make_region(VILLAGE_B)
    page = client.post(reverse("posting-add", args=[sari.pk]), {"role": Role.OFFICER, "area": VILLAGE_B})
    assert list(page.context["form"].errors) == ["area"]


def test_the_number_of_queries_does_not_grow_with_the_people(client, wati, django_assert_max_num_queries):
    for number in range(12):
        person = make_person(f"orang-{number}", Role.OFFICER, f"33.01.01.20{number:02}")
        add_posting(person, Role.OFFICER, f"33.01.02.20{number:02}")
    with django_assert_max_num_queries(20):
        assert len(listed(client)) == 13
