import json
import logging

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from pimpasa.consultations.chat.tests.chatting import Chat
from pimpasa.consultations.chat.tests.test_privacy import database_text, forms_of
from pimpasa.foundation.channels import conversations
from pimpasa.offers.check import check
from pimpasa.offers.commands import offer
from pimpasa.offers.dialogue.state import KEY
from pimpasa.offers.tests.offers import NO_OFFER, PLANTED, SHOWS_NONE, SHOWS_SIGNS
from pimpasa.offers.tests.test_offer_pages import VERDICT

pytestmark = pytest.mark.django_db
NETWORKS = ("whatsapp", "telegram", "sms", "webchat")


def kept(chat):
    """All that is remembered of the conversation until the next message, unsealed."""
    return str(vars(conversations.load(chat.contact, timezone.now())))


@pytest.mark.parametrize("channel", NETWORKS)
def test_every_network_finds_the_same_signs_and_remembers_no_word(channel):
    chat, found = Chat(channel), check(SHOWS_SIGNS)
    chat.types("cek tawaran")
    answer = chat.types(SHOWS_SIGNS)
    assert chat.state[KEY]["signs"] == [sign.code for sign in found.signs]
    if channel != "sms":
        assert all(sign.title in answer for sign in found.signs)
        assert all(sign.quote in answer for sign in found.signs)
    assert not VERDICT.search(answer)
    assert PLANTED not in kept(chat)
    assert not any(sign.quote in kept(chat) for sign in found.signs if len(sign.quote.split()) > 2)


def test_the_command_finds_the_same_signs(tmp_path):
    file = tmp_path / "tawaran.txt"
    file.write_text(SHOWS_SIGNS)
    told = json.loads(CliRunner().invoke(offer, [str(file), "--json"]).output)
    assert [sign["code"] for sign in told["signs"]] == [sign.code for sign in check(SHOWS_SIGNS).signs]


def test_by_sms_every_sign_can_be_read_page_by_page():
    chat = Chat("sms")
    chat.types("cek tawaran: " + SHOWS_SIGNS)
    told = chat.presses("offer:part:signs:0")
    while onward := next((one for one in chat.ids if one.startswith("offer:part:signs")), ""):
        told += chat.presses(onward)
    missing = [sign.title for sign in check(SHOWS_SIGNS).signs if sign.title not in " ".join(told.split())]
    assert missing == []


def test_a_long_text_that_looks_like_an_offer_is_asked_about_first():
    chat = Chat()
    text = SHOWS_NONE
    assert "Balas 1" in chat.types(text)
    assert PLANTED not in kept(chat)
    assert "Itu bukan jaminan" in chat.types("1")
    chat.types(text)
    chat.types("2")
    assert "Balas 1" not in chat.types(text)


def test_words_for_another_part_are_left_to_it():
    chat = Chat()
    chat.types("cek tawaran")
    assert "Tulis pertanyaan Anda" in chat.types("menu")
    assert KEY not in chat.state


@pytest.mark.parametrize("channel", ["web", "whatsapp", "telegram", "sms"])
def test_nothing_is_kept(channel, client, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    for text in (SHOWS_SIGNS, SHOWS_NONE, NO_OFFER):
        if channel == "web":
            client.post(reverse("offer-check"), {"teks": text})
        else:
            Chat(channel).types(f"cek tawaran {text}")
    logged = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    everywhere = database_text() + logged + "".join(capsys.readouterr())
    assert [form for form in forms_of(PLANTED) if form in everywhere] == []
