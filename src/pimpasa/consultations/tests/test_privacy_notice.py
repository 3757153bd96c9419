"""What the privacy notice promises to askers is what the product does."""

import pytest
from django.conf import settings
from django.urls import reverse

from pimpasa.consultations.actions.tending import CONTACTS_KEPT
from pimpasa.consultations.levels import CHOICES, Level
from pimpasa.consultations.receipts.models import Receipt
from pimpasa.consultations.tests.make import make_asked, make_consultation
from pimpasa.foundation.channels.contacts import KEPT_FOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice(client):
    return client.get(reverse("privacy")).content.decode()


def test_the_times_are_those_that_are_kept(notice):
    assert f"Kontak dihapus {CONTACTS_KEPT.days} hari sesudah pertanyaan selesai" in notice
    assert f"Alamat dihapus {KEPT_FOR.days} hari sesudah pesan terakhir" in notice
    assert f"dilupakan setelah {settings.CHANNEL_CONVERSATION_HOURS} jam" in notice
    assert "Isi pertanyaan dan jawaban yang sudah selesai</strong>: 365 hari." in notice


def test_the_readers_are_those_that_may_be_chosen(notice):
    assert CHOICES == (Level.AGENT, Level.OFFICER, Level.OFFICE)
    assert "agen desa, Pimpasa, atau kantor imigrasi" in notice


def test_the_receipt_has_five_words_and_only_its_fingerprint_is_kept(notice):
    asked = make_asked()
    assert "tanda terima lima kata" in notice
    assert len(asked.receipt.replace("-", " ").split()) == 5
    assert asked.receipt.encode() not in bytes(Receipt.objects.get().fingerprint)


def test_an_identity_number_is_covered_as_promised(sari, notice):
    assert "angkanya ditutup" in notice
    thread = make_consultation(text="NIK saya 3301011234567890, bisa?")
    assert "3301011234567890" not in thread.entries.get().words
