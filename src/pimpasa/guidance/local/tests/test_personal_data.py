import pytest

from pimpasa.accounts.actions import close_account
from pimpasa.accounts.personal_data.erasing import erase_person
from pimpasa.accounts.personal_data.reading import read_person
from pimpasa.accounts.tests.make import make_sari, make_wati
from pimpasa.guidance.local.models import LocalAnswer
from pimpasa.guidance.local.tests.make import make_published

pytestmark = pytest.mark.django_db


def counts(user):
    return {one.title: one.count for one in read_person(user, by=user) if one.where.startswith("guidance_")}


def test_who_proposed_and_who_looked_at_it_is_told_as_numbers():
    sari, wati = make_sari(), make_wati()
    make_published(sari, wati)
    assert counts(sari) == {"Jawaban setempat yang diusulkan": 1, "Riwayat jawaban setempat": 1}
    assert counts(wati) == {"Jawaban setempat yang diperiksa": 1, "Riwayat jawaban setempat": 1}


def test_the_answer_stays_under_the_pseudonym():
    sari = make_sari()
    answer = make_published(sari, make_wati())
    close_account(sari)
    erasure = erase_person(sari)
    assert str(LocalAnswer.objects.get(pk=answer.pk).proposed_by) == erasure.pseudonym
