"""From "I want a person" to the answer, on every network through its own intake and its own writing."""

import pytest

from pimpasa.accounts.tests.make import VILLAGE_A
from pimpasa.consultations.actions import answering
from pimpasa.consultations.chat.tests.chatting import ALL, IN_A, Chat, receipt_in
from pimpasa.consultations.models import Consultation, Helped, PrivatePart
from pimpasa.consultations.receipts.opening import opened_by, private_part_opened_by
from pimpasa.consultations.tests.make import answered, make_consultation, said
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.channels.sms import limits
from pimpasa.foundation.channels.tests.make import ADDRESSES, post_webhook

pytestmark = pytest.mark.django_db
ODD = "tolong jelaskan zxqv itu apa ya bu"


@pytest.fixture(autouse=True)
def people(agent, sari, wati):
    return agent, sari, wati


@pytest.fixture(params=ALL)
def chat(request):
    return Chat(request.param)


@pytest.fixture
def phone():
    return Chat("whatsapp")


def test_from_wish_to_receipt_on_every_network(chat):
    told = chat.sends(level="agent")
    assert opened_by(receipt_in(told)) == chat.thread
    assert (chat.thread.level, chat.thread.place_id, chat.thread.channel) == ("agent", VILLAGE_A, chat.channel)
    assert "Menunggu dibaca agen desa" in told
    assert "24 jam" in told or "23 jam" in told


def test_nothing_is_kept_before_she_chose(chat):
    chat.asks()
    assert not Consultation.objects.exists()


def test_all_three_readers_and_nobody_is_suggested(chat):
    told = chat.asks()
    assert [one for one in chat.ids if one.startswith("q:read:")] == ["q:read:agent", "q:read:officer", "q:read:office"]
    assert "Siapa yang boleh membaca?" in told


def test_only_levels_with_a_reader_are_offered(phone, sari):
    sari.postings.update(revoked_on="2024-11-05", ends_on="2024-11-05")
    phone.asks()
    assert "q:read:officer" not in phone.ids


def test_with_a_regency_only_the_office_is_offered(phone):
    phone.asks(village="q:regency")
    phone.types("cilacap")
    phone.presses("q:r:33.01")
    assert [one for one in phone.ids if one.startswith("q:read:")] == ["q:read:office"]


def test_without_a_reader_she_gets_the_helplines_and_nothing_is_sent(phone, people):
    told = phone.asks(village="q:nowhere")
    assert "110" in told
    assert not Consultation.objects.exists()


def test_the_question_that_the_guide_could_not_answer_is_offered(phone):
    phone.types(ODD)
    told = phone.presses("petugas")
    assert ODD in told
    phone.presses("q:this")
    phone.types(IN_A)
    phone.presses("q:read:office")
    assert ODD in phone.thread.entries.get().words


def test_trouble_brings_helplines_and_never_the_village(chat):
    told = chat.asks("pak kades minta uang 500 ribu buat surat paspor")
    assert "110" in told
    assert [one for one in chat.ids if one.startswith("q:read:")] == ["q:read:office", "q:read:officer"]


def test_nobody_of_the_village_ever_sees_what_names_its_head(chat, agent, sari):
    chat.asks("pak kades minta uang 500 ribu buat surat paspor")
    chat.presses_old("q:read:agent")
    assert not Consultation.objects.exists()
    chat.presses("q:read:office")
    thread = chat.thread
    assert thread.past_village
    assert not Consultation.objects.visible_to(agent).exists()
    answering.answer(thread, said("Tidak ada biaya di desa."), by=people_of("wati"))
    assert not Consultation.objects.visible_to(agent).exists()


def people_of(name):
    from pimpasa.accounts.models import User

    return User.objects.get(username=name)


def test_danger_in_the_middle_brings_help_and_keeps_what_was_typed(chat):
    chat.types("petugas")
    chat.types("Apakah bayi perlu buku sendiri?")
    told = chat.types("tolong saya disekap majikan")
    assert "110" in told
    chat.types(IN_A)
    chat.presses("q:read:office")
    words = chat.thread.entries.get().words
    assert "bayi" in words
    assert "disekap" in words
    assert chat.thread.urgent


@pytest.mark.parametrize("word", ["keluar", "batal"])
def test_leaving_sends_nothing(phone, word):
    phone.asks()
    assert "Dibatalkan" in phone.types(word)
    assert not Consultation.objects.exists()


def test_menu_goes_back_to_the_guide(chat):
    chat.sends()
    chat.types("menu")
    assert "guide:paspor" in chat.ids


def test_an_answer_comes_to_her_by_itself(chat, sari):
    chat.sends()
    answered(chat.thread, sari, "Ya, bayi punya buku sendiri.")
    told = chat.news()
    assert "Ya, bayi punya buku sendiri." in told
    assert "Sudah dijawab" in told


def test_she_thanks_and_it_is_closed(chat, sari):
    chat.sends()
    answered(chat.thread, sari, "Ya.")
    chat.presses_thread("q:thanks:")
    assert (chat.thread.state, chat.thread.close_reason) == ("closed", "thanked")


def test_asked_back_her_next_words_are_the_answer(chat, sari):
    chat.sends()
    answering.ask_back(chat.thread, said("Berapa umur bayinya?"), by=sari)
    assert "Berapa umur bayinya?" in chat.news()
    chat.types("Tiga bulan")
    assert [entry.words for entry in chat.thread.entries.all()][-1] == "Tiga bulan"
    assert chat.thread.state == "with_officer"


def test_a_later_message_shows_where_it_stands_and_sends_nothing_unasked(chat):
    chat.sends()
    told = chat.types("kapan dijawab ya")
    assert "Menunggu dibaca" in told
    assert chat.thread.entries.count() == 1
    chat.presses_thread("q:send:")
    assert chat.thread.entries.count() == 2


def test_status_tells_several_threads_apart(chat):
    chat.sends("Apakah bayi perlu buku sendiri?")
    chat.sends("Apakah fotokopi KK boleh?")
    chat.types("status")
    assert len([one for one in chat.ids if one.startswith("q:t:")]) == 2
    assert "fotokopi" in chat.presses_thread("q:t:") + str(chat.offered)


def test_status_without_a_thread(chat):
    assert "Belum ada pertanyaan" in chat.types("status")


def test_a_private_note_has_a_receipt_of_its_own_and_is_answered_nowhere_in_the_clear(chat, agent, sari):
    from pimpasa.consultations.actions.private import reply_privately

    chat.sends(level="agent")
    chat.presses_thread("q:private:")
    chat.presses("q:note:officer")
    told = chat.types("Catatan rahasia saya")
    part = private_part_opened_by(receipt_in(told))
    assert part == PrivatePart.objects.get()
    assert not PrivatePart.objects.visible_to(agent).exists()
    reply_privately(part, said("Balasan rahasia"), by=sari)
    told = chat.news() + chat.types("status")
    assert told.count("Ada jawaban pribadi") == 2
    assert "Balasan rahasia" not in told


def test_five_words_open_a_thread_on_another_network(sari):
    receipt = receipt_in(Chat("whatsapp").sends())
    assert "Menunggu dibaca" in Chat("sms").types(receipt)


def test_somebody_elses_thread_is_not_opened_by_its_number(phone):
    phone.sends()
    other = Chat("telegram")
    other.types("halo")
    other.presses_old(f"q:withdraw:{phone.thread.pk}")
    assert phone.thread.state == "with_officer"


def test_a_repeated_webhook_asks_once(phone):
    phone.asks()
    for _time in range(2):
        post_webhook("whatsapp", choice="q:read:officer", address=ADDRESSES["whatsapp"], number="wamid.sama")
    assert Consultation.objects.count() == 1


def test_the_secret_in_the_conversation_makes_one_question(phone):
    from pimpasa.consultations.chat.flow import KEY, read_flow

    phone.asks()
    before = read_flow(phone.state[KEY])
    told = phone.presses("q:read:officer")
    assert str(phone.thread.pk) == before.id
    assert receipt_in(told) not in str(phone.state)


def test_what_she_answered_in_the_guide_comes_along_without_the_sensitive_part(phone):
    from pimpasa.consultations.chat.asking import answered_words
    from pimpasa.foundation.content import load_library
    from pimpasa.guidance.dialogue.talk import Talk

    kerja = load_library().guides["kerja"]
    hidden = [question for question in kerja.questions if question.sensitive]
    plain = [question for question in kerja.questions if not question.sensitive]
    assert hidden
    fields = tuple((question.id, question.options[0].id) for question in (hidden[0], plain[0]))
    told = answered_words(Talk(guide_id="kerja", fields=fields))
    assert plain[0].options[0].text["id"] in told
    assert hidden[0].options[0].text["id"] not in told


def test_guide_answers_are_added_only_if_she_says_so(phone):
    phone.types("menu")
    phone.presses("guide:paspor")
    phone.presses("o:indonesia")
    phone.presses("o:21-60")
    phone.types("petugas")
    phone.types("Apakah fotokopi KK boleh?")
    phone.presses("q:with")
    phone.types(IN_A)
    phone.presses("q:read:officer")
    assert "Di Indonesia" in phone.thread.entries.get().words


def test_the_guide_goes_on_where_it_stood(phone):
    phone.types("menu")
    phone.presses("guide:paspor")
    phone.presses("o:indonesia")
    phone.types("petugas")
    phone.types("batal")
    phone.presses_old("o:21-60")
    assert "21-60" in str(phone.state["guidance"])


def test_not_helped_is_counted(phone):
    phone.sends("paspor hilang bayar berapa")
    assert Helped.objects.get().not_helped == 1


def test_helped_is_counted(phone):
    phone.types("kapan kantor imigrasi buka")
    phone.presses("terjawab")
    assert Helped.objects.get().helped == 1


def test_enough_for_today(phone):
    for number in range(10):
        phone.sends(f"Apakah fotokopi KK nomor {number} boleh?")
    assert "Tulis lagi besok" in phone.sends("Satu lagi?")
    assert Consultation.objects.count() == 10


def test_in_her_language(phone):
    phone.types("menu")
    phone.types("english")
    phone.sends()
    assert Contact.objects.get(pk=phone.contact.pk).language == "en"


def test_a_long_answer_is_read_page_by_page_by_sms(sari):
    chat = Chat("sms")
    chat.sends()
    long = "\n".join(f"Langkah {number}: bawa berkas asli dan salinannya ke kantor." for number in range(1, 25))
    answered(chat.thread, sari, long)
    told = chat.reads_on(chat.news())
    assert all(f"Langkah {number}:" in told for number in range(1, 25))
    assert any(one.startswith("q:thanks:") for one in chat.ids)


def test_every_short_message_fits(sari):
    from pimpasa.foundation.channels.tests.make import said_to

    chat = Chat("sms")
    chat.asks("pak kades minta uang " + "banyak sekali " * 100)
    chat.presses("q:read:office")
    chat.types("status")
    assert all(limits.fits(text) for text in said_to(chat.contact))
    assert all(opened_by(receipt_in(text)) for text in said_to(chat.contact) if "Tanda terima" in text)


def test_an_answer_while_she_writes_another_question_leaves_that_alone(phone, sari):
    phone.sends()
    first = phone.thread
    phone.types("petugas")
    answered(first, sari, "Ya.")
    assert "Ya." in phone.news()
    phone.types("Apakah fotokopi KK boleh?")
    assert phone.state["consultations"]["at"] == "village"


def test_who_stopped_gets_nothing_and_reads_by_receipt(phone, sari):
    receipt = receipt_in(phone.sends())
    phone.types("berhenti")
    answered(phone.thread, sari, "Ya.")
    assert phone.news() == ""
    assert opened_by(receipt).state == "answered"


def test_askers_of_merged_threads_hear_the_answer(sari):
    one, other = Chat("whatsapp"), Chat("telegram")
    one.sends(), other.sends()
    answering.merge(one.thread, other.thread, by=sari)
    answered(other.thread, sari, "Ya, sama untuk semua.")
    assert "Ya, sama untuk semua." in one.news()
    assert "Ya, sama untuk semua." in other.news()


def test_asked_on_the_web_nothing_is_sent(sari):
    answered(make_consultation(), sari)
    assert not Contact.objects.exists()
