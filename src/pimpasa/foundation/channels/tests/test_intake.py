"""What the channels do before and after the parts that answer."""

import pytest
import time_machine
from django.utils import timezone

from pimpasa.foundation.channels.conversations import load
from pimpasa.foundation.channels.models import Contact, OutgoingMessage
from pimpasa.foundation.channels.tests import handlers
from pimpasa.foundation.channels.tests.make import hear, make_contact, offered_to, queue_reply, said_to

pytestmark = pytest.mark.django_db
CHANNELS = ("webchat", "whatsapp", "telegram", "sms")


@pytest.fixture
def answering(settings):
    def choose(*names):
        settings.INBOUND_HANDLERS = [handlers.PREFIX + name for name in names]

    return choose


@pytest.fixture
def heard():
    handlers.heard.clear()
    return handlers.heard


@pytest.mark.parametrize("channel", CHANNELS)
def test_what_was_said_is_remembered_between_messages(channel):
    hear(channel, "satu")
    assert said_to(hear(channel, "dua"))[-1].startswith("2: dua")


def test_two_people_have_two_conversations():
    hear("telegram", "satu")
    assert said_to(hear("telegram", "dua", address="700000002"))[-1].startswith("1: dua")


def test_a_conversation_is_forgotten_after_a_day():
    with time_machine.travel("2026-11-01T08:00:00+07:00", tick=False):
        hear("telegram", "satu")
    with time_machine.travel("2026-11-02T08:01:00+07:00", tick=False):
        assert said_to(hear("telegram", "dua"))[-1].startswith("1: dua")


def test_the_first_part_that_answers_has_answered(answering):
    answering("passes", "remembers", "fails")
    assert said_to(hear("telegram", "halo")) == ["ya"]


def test_an_empty_answer_is_an_answer(answering):
    answering("silent", "remembers")
    assert said_to(hear("telegram", "halo")) == []


def test_when_no_part_answers_the_person_still_hears_from_us(answering):
    answering("passes")
    assert "belum bisa kami jawab" in said_to(hear("telegram", "halo"))[0]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("word", ["berhenti", "STOP", " Berhenti. "])
def test_whoever_says_stop_hears_no_more(channel, word):
    contact = hear(channel, word)
    assert contact.stopped_at
    assert queue_reply(contact) == 0
    assert "minta" in said_to(hear(channel, "biaya"))[-1]


def test_stop_takes_back_what_waits():
    contact = hear("whatsapp", "halo")
    hear("whatsapp", "berhenti")
    assert contact.outgoing.get(number=1).state == OutgoingMessage.State.DROPPED


def test_mulai_begins_again():
    hear("sms", "berhenti")
    assert hear("sms", "mulai").stopped_at is None
    assert said_to(hear("sms", "biaya"))[-1].startswith("1: biaya")


def test_stop_within_a_sentence_is_no_stop():
    assert hear("sms", "saya mau berhenti kerja").stopped_at is None


@pytest.mark.parametrize(
    "number", ["3302123456780001", "3302 1234 5678 0001", "33.02.12-345678-0001", "33021234567800012"]
)
def test_an_identity_number_reaches_no_part_and_the_person_is_told(answering, heard, number):
    answering("remembers")
    told = said_to(hear("telegram", f"nik saya {number} ya"))
    assert heard[0].text == "nik saya [nomor disamarkan] ya"
    assert len(told) == 1
    assert "NIK" in told[0]


def test_a_phone_number_or_a_price_is_no_identity_number(answering, heard):
    answering("remembers")
    assert said_to(hear("telegram", "081234567890 bayar 650.000")) == ["ya"]
    assert heard[0].text == "081234567890 bayar 650.000"


@pytest.mark.parametrize("kind", ["image", "document", "audio", "video"])
def test_what_is_not_words_is_refused_kindly(answering, heard, kind):
    answering("remembers")
    (told,) = said_to(hear("whatsapp", attachment=kind))
    assert not heard
    assert "tidak kami simpan" in told


def test_words_beside_a_photo_are_answered(answering, heard):
    answering("remembers")
    (told,) = said_to(hear("whatsapp", "ini ktp saya", attachment="image"))
    assert "Jangan kirim foto KTP" in told
    assert told.endswith("ya")


@pytest.mark.parametrize("channel", ["whatsapp", "telegram", "webchat"])
def test_a_pressed_choice_comes_back_with_its_id(channel, answering):
    answering("offers_many")
    chosen = offered_to(hear(channel, "halo"))[2]
    assert said_to(hear(channel, chosen.label, choice=chosen.id))[-1] == "dipilih pilihan-3"


@pytest.mark.parametrize("channel", ["whatsapp", "telegram", "webchat"])
def test_an_id_too_long_for_a_button_comes_back_whole(channel, answering):
    answering("offers_long_ids")
    chosen = offered_to(hear(channel, "halo"))[1]
    assert len(chosen.id) <= 64
    assert said_to(hear(channel, chosen.label, choice=chosen.id))[-1] == "dipilih dua-"


def test_by_sms_the_number_is_the_choice(answering):
    answering("offers_many")
    hear("sms", "halo")
    assert said_to(hear("sms", "12"))[-1].startswith("dipilih pilihan-12")


def test_a_label_typed_out_is_the_choice(answering):
    answering("offers_many")
    hear("whatsapp", "halo")
    assert said_to(hear("whatsapp", "pilihan  NOMOR 7"))[-1] == "dipilih pilihan-7"


@pytest.mark.parametrize("channel", ["whatsapp", "telegram"])
def test_more_choices_are_turned_over_until_the_first_come_again(channel, answering):
    answering("offers_many")
    contact = hear(channel, "halo")
    seen = []
    for _ in range(3):
        *page, more = offered_to(contact)
        seen += [choice.id for choice in page]
        contact = hear(channel, more.label, choice=more.id)
    assert seen == [choice.id for choice in handlers.MANY]
    assert offered_to(contact)[0].id == "pilihan-1"


def test_by_sms_zero_turns_the_page_and_the_numbers_run_on(answering):
    answering("offers_many")
    first = said_to(hear("sms", "halo"))[-1]
    assert "0 Lainnya" in first
    second = said_to(hear("sms", "0"))[-1]
    last_of_first = int(first.split("\n0 ")[0].rsplit("\n", 1)[1].split()[0])
    assert f"\n{last_of_first + 1} Pilihan" in second


def test_the_part_names_who_pays(answering):
    answering("names_budget")
    assert hear("whatsapp", "halo").outgoing.get().budget_key == "kanim-x"


def test_who_was_known_by_number_is_known_when_an_id_comes(settings):
    from pimpasa.foundation.channels.intake import receive
    from pimpasa.foundation.channels.network import Received, network

    receive(network("whatsapp"), Received("1", "6281200000001", "satu"))
    receive(network("whatsapp"), Received("2", "ID.123", "dua", phone="6281200000001"))
    receive(network("whatsapp"), Received("3", "ID.123", "tiga"))
    assert said_to(Contact.objects.get())[-1].startswith("3: tiga")


def test_a_lost_key_begins_the_conversation_anew(monkeypatch):
    contact = hear("telegram", "satu")
    contact.conversation.state = b"bukan"
    contact.conversation.save()
    assert load(contact, timezone.now()).conversation.state == {}


def test_a_made_contact_is_the_one_that_writes():
    assert make_contact("sms").pk == hear("sms", "halo").pk
