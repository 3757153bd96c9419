"""Whoever answers reads what is held on them, and leaves nothing of it behind."""

import pytest
from django.utils import timezone

from pimpasa.accounts.actions import end_posting
from pimpasa.accounts.personal_data.erasing import erase_person
from pimpasa.accounts.personal_data.reading import read_person
from pimpasa.accounts.tests.make import make_person
from pimpasa.consultations.models import Consultation, Entry
from pimpasa.consultations.notices import actions
from pimpasa.consultations.notices.models import NoticeChoice
from pimpasa.consultations.tests.make import answered, make_consultation
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.channels.tests.make import hear
from pimpasa.foundation.personal_data import as_plain, in_words
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_telegram(sari):
    hear("telegram", f"Kode {actions.choose_notices('telegram', by=sari)}")
    return sari


def held(user):
    return {one.where: one for one in read_person(user, by=user)}


def leave(user):
    end_posting(user.postings.get(), by=None)
    return erase_person(user)


def test_the_choice_and_its_contact_are_told(by_telegram):
    shown = held(by_telegram)
    (choice,), (contact,) = shown["consultations_noticechoice"].values, shown["channels_contact"].values
    assert choice["lewat"] == "Telegram"
    assert contact["alamat di kanal itu"]
    assert "T" in as_plain(shown["consultations_noticechoice"])["values"][0]["aktif sejak"]
    assert in_words(choice["aktif sejak"]).split(", ")[0].endswith(str(timezone.localdate().year))


def test_an_address_for_mail_is_told_and_erased(sari, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_HOST = "surat"
    actions.choose_notices("email", email="sari.lain@contoh.id", by=sari)
    assert held(sari)["consultations_noticechoice"].values[0]["alamat surel"] == "sari.lain@contoh.id"
    leave(sari)
    assert not NoticeChoice.objects.exists()


def test_erasing_forgets_the_contact_at_once(by_telegram):
    leave(by_telegram)
    contact = Contact.objects.get()
    assert (NoticeChoice.objects.count(), bytes(contact.address), contact.address_key) == (0, b"", None)


def test_a_contact_that_also_asked_is_kept_until_that_is_over(by_telegram):
    thread = make_consultation()
    Consultation.objects.filter(pk=thread.pk).update(contact=Contact.objects.get().pk)
    make_person("pengganti", Role.OFFICER, by_telegram.postings.get().area_id)
    leave(by_telegram)
    assert Contact.objects.get().erased_at is None


def test_answers_are_told_as_a_number_and_stay_under_the_pseudonym(sari):
    answered(make_consultation(), sari, "Rahasia jawaban.")
    shown = held(sari)
    assert (shown["consultations_entry"].count, list(shown["consultations_entry"].values)) == (1, [])
    assert "consultations_privateentry" not in shown
    erasure = leave(sari)
    assert str(Entry.objects.get(level="officer").recorded_by) == erasure.pseudonym
