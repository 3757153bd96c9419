import re
from datetime import timedelta

import pytest
import uuid6
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A, add_posting, make_person, make_second_factor
from pimpasa.consultations.actions import answering, asking
from pimpasa.consultations.desk.presence import present_at, targets_of
from pimpasa.consultations.desk.tests.make import fee_today, make_private, make_reply
from pimpasa.consultations.models import AbuseReport, Block, Consultation, Entry, PrivateEntry, QuotedFact, SavedReply
from pimpasa.consultations.tests.make import answered, make_consultation, said
from pimpasa.fieldwork.register.tests.make import make_assignment, make_assisted_village, make_officer
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def fact(db) -> str:
    return fee_today(timezone.localdate())


def look(client, user, one, page="consultation", **more):
    client.force_login(user)
    return client.get(reverse(page, args=[one.pk, *more.values()]))


def sent(one, **fields):
    return {"id": str(uuid6.uuid7()), "version": str(one.version), **fields}


def do(client, user, one, deed, **fields):
    client.force_login(user)
    return client.post(reverse("consultation-step", args=[one.pk, deed]), sent(one, **fields))


def reply_to(client, user, one, **fields):
    client.force_login(user)
    return client.post(reverse("consultation-answer", args=[one.pk]), sent(one, **fields))


def state(one):
    return Consultation.objects.get(pk=one.pk).state


# -- reading


def test_the_page_shows_the_question_the_clock_and_who_reads(client, sari):
    page = look(client, sari, make_consultation(text="Bayi perlu buku?")).content.decode()
    assert "Bayi perlu buku?" in page
    assert "tinggal" in page
    assert "Sari" in page


def test_opening_it_is_written_down_once_for_the_one_who_has_the_turn(client, agent, sari):
    one = answering.pass_on(make_consultation("agent"), "officer", by=agent)
    look(client, agent, one)
    assert Consultation.objects.get(pk=one.pk).read_at is None
    look(client, sari, one)
    assert AuditEntry.objects.filter(verb="read-consultation").count() == 1


def test_the_neighbours_people_find_no_page_and_no_deed(client, sari, budi):
    one = make_consultation()
    assert look(client, budi, one).status_code == 404
    assert look(client, budi, one, "consultation-answer").status_code == 404
    assert reply_to(client, budi, one, apa="kirim", text="x").status_code == 404
    for deed in ("teruskan", "tutup", "gabung", "catatan", "lapor"):
        assert do(client, budi, one, deed).status_code == 404
    assert look(client, budi, one, "consultation-propose").status_code == 404


def test_what_goes_past_the_village_the_agent_never_finds(client, agent, sari):
    one = make_consultation("officer", text="pak kades minta uang")
    assert look(client, agent, one).status_code == 404


def test_the_page_costs_the_same_however_long_the_thread(client, sari, fact):
    def queries(one):
        look(client, sari, one)
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("consultation", args=[one.pk]))
        return len(caught)

    short, long = make_consultation(), make_consultation()
    answered(short, sari, facts=[fact])
    for number in range(5):
        asking.ask_on(long, said(f"Lagi {number}"))
        answered(long, sari, facts=[fact])
    assert queries(short) == queries(long)


def test_hostile_text_stays_text(client, sari):
    one = make_consultation(text=f"{EVIL} {{{{ 7 }}}} ‮x")
    assert EVIL not in look(client, sari, one).content.decode()
    page = reply_to(client, sari, one, apa="pratinjau", text=EVIL, cari=EVIL, facts=[EVIL])
    assert EVIL not in page.content.decode()


# -- on leave


def test_on_leave_the_cover_reads_and_everyone_sees_it(client, wati):
    village, absent = make_assisted_village(VILLAGE_A), make_officer("absen")
    today = timezone.localdate()
    own = make_assignment(absent, village, starts_on=today - timedelta(days=90))
    cover = make_officer("ganti")
    make_second_factor(cover.user)
    make_assignment(
        cover, village, starts_on=today - timedelta(days=1), ends_on=today + timedelta(days=5), cover_for=own
    )
    one = make_consultation("officer")
    assert [person.covers for person in present_at(one) if person.covers] == [absent.printed_name]
    assert "menggantikan Absen sampai" in look(client, cover.user, one).content.decode()


def test_nobody_on_duty_is_told(client, sari):
    one = make_consultation()
    sari.postings.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert present_at(one) == []


# -- answering


def test_in_two_presses_a_saved_reply_filled_from_facts_is_sent(client, sari, wati, fact):
    one, reply = make_consultation(topic="hilang"), make_reply(wati, fact=fact, topic="hilang")
    assert reply.title in look(client, sari, one).content.decode()
    page = reply_to(client, sari, one, balasan=reply.pk).content.decode()
    assert "Rp650.000" in page
    assert "sumber:" in page
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1]
    assert reply_to(client, sari, one, apa="kirim", text=text, facts=[fact]).status_code == 302
    assert QuotedFact.objects.get().fact == fact
    assert "Rp650.000" in Entry.objects.get(kind="answer").words


def test_ticked_facts_come_in_once_with_source_and_date(client, sari, fact):
    one = make_consultation()
    page = reply_to(client, sari, one, apa="sisip", text="Baik.", facts=[fact]).content.decode()
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1]
    again = reply_to(client, sari, one, apa="sisip", text=text, facts=[fact]).content.decode()
    assert text.startswith("Baik.\n- ")
    assert re.search(r"<textarea[^>]*>(.*?)</textarea>", again, re.S)[1] == text


def test_a_fact_typed_by_its_name_is_filled_in_and_remembered(client, sari, fact):
    one = make_consultation()
    reply_to(client, sari, one, apa="kirim", text=f"Biayanya {{{fact}}}")
    assert "Rp650.000" in Entry.objects.get(kind="answer").words
    assert QuotedFact.objects.get().fact == fact


def test_facts_are_found_by_words(client, sari):
    page = reply_to(client, sari, make_consultation(), apa="cari", cari="jambi zzz").content.decode()
    assert "fact-ticks" not in page or 'value="' in page
    page = reply_to(client, sari, make_consultation(), apa="cari", cari="biaya").content.decode()
    assert page.count('name="facts"') > 0


def test_a_reply_of_another_office_is_not_offered_and_not_taken(client, sari, budi, wati):
    other = make_person("yani", Role.OFFICE_STAFF, "kanim-y")
    reply = make_reply(other, "Rahasia kantor Y", office="kanim-y")
    one = make_consultation()
    assert "Rahasia" not in reply_to(client, sari, one, balasan=reply.pk).content.decode()


def test_an_empty_answer_is_refused_and_an_unknown_fact_too(client, sari):
    one = make_consultation()
    assert reply_to(client, sari, one, apa="kirim", text=" ").status_code == 400
    page = reply_to(client, sari, one, apa="kirim", text="Ketikan saya", facts=["bukan-fakta"])
    assert page.status_code == 400
    assert "Ketikan saya" in page.content.decode()


def test_two_answer_at_once_the_later_is_told_and_keeps_what_was_typed(client, sari, wati):
    one = make_consultation("office")
    staff = make_person("dian", Role.OFFICE_STAFF, "kanim-x")
    answered(one, wati, "Dari Wati.")
    page = reply_to(client, staff, one, apa="kirim", text="Dari Dian.")
    shown = page.content.decode()
    assert page.status_code == 409
    assert "Orang lain lebih dulu" in shown
    assert "Dari Dian." in shown
    assert "Wati" in shown


def test_moved_on_meanwhile_the_words_are_still_there_to_copy(client, agent, sari):
    one = make_consultation("agent")
    make_person("ina", Role.VILLAGE_AGENT, VILLAGE_A)
    answering.pass_on(one, "officer", by=agent)
    page = reply_to(client, agent, one, apa="kirim", text="Ketikan agen")
    assert page.status_code == 403
    assert "Ketikan agen" in page.content.decode()


# -- the other deeds


def test_asked_back_noted_closed_and_opened_again(client, sari):
    one = make_consultation()
    assert do(client, sari, one, "tanya-balik", text="Umur berapa?").status_code == 302
    assert state(one) == "asked_back"
    one.refresh_from_db()
    do(client, sari, one, "catatan", text="Cek loket")
    assert do(client, sari, one, "tutup").status_code == 400
    do(client, sari, one, "tutup", reason="elsewhere")
    assert state(one) == "closed"
    one.refresh_from_db()
    do(client, sari, one, "buka")
    assert state(one) == "with_officer"


def test_passing_on_says_who_will_see_it_and_hands_the_note_along(client, agent, sari, wati):
    one = make_consultation("agent")
    page = look(client, agent, one, "consultation-step", deed="teruskan").content.decode()
    assert "Akan dibaca:" in page
    assert "Sari" in page
    do(client, agent, one, "teruskan", target="officer", note="Bayi kembar")
    assert state(one) == "with_officer"
    assert "Bayi kembar" in look(client, sari, one).content.decode()


def test_passing_on_offers_only_what_lies_beyond_and_is_read(agent, sari, wati):
    assert [one.value for one in targets_of(make_consultation("agent"))] == ["officer", "office:kanim-x"]
    assert [one.value for one in targets_of(make_consultation("office"))] == []


def test_passing_on_to_nobody_is_refused_with_the_note_kept(client, agent, sari):
    page = do(client, agent, make_consultation("agent"), "teruskan", note="Catatan saya")
    assert page.status_code == 400
    assert "Catatan saya" in page.content.decode()


def test_taken_back_until_it_is_read(client, agent, sari):
    one = make_consultation("agent")
    do(client, agent, one, "teruskan", target="officer")
    one.refresh_from_db()
    assert "Ambil kembali" in look(client, agent, one).content.decode()
    do(client, agent, one, "ambil-kembali")
    assert state(one) == "with_agent"


def test_duplicates_of_the_village_are_suggested_and_merged(client, sari):
    kept, double = make_consultation(text="Yang pertama"), make_consultation(text="Yang kedua")
    page = look(client, sari, double, "consultation-step", deed="gabung").content.decode()
    assert "Yang pertama" in page
    do(client, sari, double, "gabung", into=str(kept.pk))
    assert state(double) == "merged"


def test_merging_into_a_thread_elsewhere_is_no_choice(client, sari, budi):
    other = make_consultation(village="33.02.01.2001")
    one = make_consultation()
    assert do(client, sari, one, "gabung", into=str(other.pk)).status_code == 400
    assert state(one) == "with_officer"


def test_a_deed_that_is_none_is_no_page(client, sari):
    assert do(client, sari, make_consultation(), "hapus").status_code == 404


def test_the_later_of_two_is_told_in_every_deed(client, sari):
    one = make_consultation()
    answered(one, sari)
    page = do(client, sari, one, "tutup", reason="elsewhere")
    assert page.status_code == 409
    assert "Orang lain lebih dulu" in page.content.decode()


# -- the private part


def test_the_officer_reads_and_replies_and_each_reading_is_written_down(client, agent, sari):
    one = make_consultation("agent")
    make_private(one)
    page = look(client, sari, one, "private-part")
    assert "Pak kades yang minta uang" in page.content.decode()
    look(client, sari, one, "private-part")
    assert AuditEntry.objects.filter(verb="read-private-note").count() == 2
    client.post(reverse("private-part", args=[one.pk]), {"id": str(uuid6.uuid7()), "text": "Kami bantu."})
    assert PrivateEntry.objects.filter(is_reply=True).get().words == "Kami bantu."


def test_for_the_agent_the_private_part_does_not_exist(client, agent, sari):
    one, other = make_consultation("agent"), make_consultation("agent")
    make_private(one)
    assert look(client, agent, one, "private-part").status_code == 403
    assert look(client, agent, other, "private-part").status_code == 403
    assert client.get(reverse("private-parts")).status_code == 403

    def page(thread):
        shown = look(client, agent, thread).content.decode()
        return re.sub(r'value="[^"]*"|' + str(thread.pk), "", shown)

    assert page(one) == page(other)
    with CaptureQueriesContext(connection) as caught:
        look(client, agent, one)
    assert not any("privatepart" in query["sql"] for query in caught)


def test_who_holds_both_postings_finds_no_private_part_either(client, sari):
    both = make_person("dua", Role.VILLAGE_AGENT, VILLAGE_A)
    add_posting(both, Role.OFFICER, VILLAGE_A)
    one = make_consultation("officer")
    make_private(one)
    assert look(client, both, one, "private-part").status_code == 404
    assert "bagian pribadi" not in look(client, both, one).content.decode()


def test_a_private_part_for_the_office_is_not_the_officers_nor_the_neighbours(client, sari, budi, wati):
    one = make_consultation("officer")
    make_private(one, "office")
    assert look(client, sari, one, "private-part").status_code == 404
    assert look(client, budi, one, "private-part").status_code == 404
    assert look(client, wati, one, "private-part").status_code == 200


def test_an_empty_private_reply_is_refused(client, sari):
    one = make_consultation()
    make_private(one)
    client.force_login(sari)
    assert client.post(reverse("private-part", args=[one.pk]), {"text": " "}).status_code == 400


# -- abuse


def test_reported_by_one_decided_by_another_and_lifted_again(client, wati, sari):
    one = make_consultation("office")
    staff = make_person("dian", Role.OFFICE_STAFF, "kanim-x")
    do(client, staff, one, "lapor", kind="spam")
    report = AbuseReport.objects.get()
    client.force_login(wati)
    assert "iklan" in client.get(reverse("abuse-reports")).content.decode().lower()
    client.post(reverse("abuse-decide", args=[report.pk]), {"putusan": "blokir"})
    block = Block.objects.get()
    client.post(reverse("block-lift", args=[block.pk]))
    block.refresh_from_db()
    assert block.lifted_at


def test_who_reported_does_not_decide(client, wati):
    one = make_consultation("office")
    do(client, wati, one, "lapor", kind="spam")
    client.post(reverse("abuse-decide", args=[AbuseReport.objects.get().pk]), {"putusan": "blokir"})
    assert not Block.objects.exists()


def test_the_neighbours_head_finds_no_report_and_no_block(client, wati, budi):
    staff = make_person("dian", Role.OFFICE_STAFF, "kanim-x")
    do(client, staff, make_consultation("office"), "lapor", kind="spam")
    other = make_person("yani", Role.OFFICE_HEAD, "kanim-y")
    client.force_login(other)
    assert client.post(reverse("abuse-decide", args=[AbuseReport.objects.get().pk])).status_code == 404


# -- saved replies


def test_a_changed_fact_is_marked_until_somebody_saves_again(client, wati, fact, monkeypatch):
    reply = make_reply(wati, fact=fact)
    SavedReply.objects.update(seals=["lama"])
    client.force_login(wati)
    assert "fakta berubah" in client.get(reverse("saved-replies")).content.decode()
    data = {"version": "1", "title": reply.title, "topic": "", "body": reply.body}
    assert client.post(reverse("saved-reply", args=[reply.pk]), data).status_code == 302
    reply.refresh_from_db()
    assert reply.changed_facts == []
    assert reply.editions.count() == 2


def test_a_reply_with_an_unknown_fact_is_refused_and_kept_on_the_page(client, wati):
    client.force_login(wati)
    data = {"id": str(uuid6.uuid7()), "title": "Judul", "topic": "", "body": "Isi {bukan-fakta}", "office": "kanim-x"}
    page = client.post(reverse("saved-reply-add"), data)
    assert page.status_code == 400
    assert "Isi {bukan-fakta}" in page.content.decode()


def test_looking_for_facts_saves_nothing_and_keeps_what_was_typed(client, wati):
    client.force_login(wati)
    data = {
        "title": "Judul",
        "topic": "hilang",
        "body": "Isi saya",
        "office": "kanim-x",
        "apa": "cari",
        "cari": "biaya",
    }
    page = client.post(reverse("saved-reply-add"), data).content.decode()
    assert "Isi saya" in page
    assert "<code>{" in page
    reply = make_reply(wati, "Isi lama")
    page = client.post(reverse("saved-reply", args=[reply.pk]), {**data, "version": "1"}).content.decode()
    assert "Isi saya" in page
    assert SavedReply.objects.get().body == "Isi lama"


def test_written_on_the_page_for_ones_own_office_only(client, wati, budi):
    client.force_login(wati)
    data = {"id": str(uuid6.uuid7()), "title": "Judul", "topic": "", "body": "Isi", "office": "kanim-x"}
    assert client.post(reverse("saved-reply-add"), data).status_code == 302
    other = {**data, "id": str(uuid6.uuid7()), "office": "kanim-y"}
    assert client.post(reverse("saved-reply-add"), other).status_code == 400
    shared = {**data, "id": str(uuid6.uuid7()), "office": ""}
    assert client.post(reverse("saved-reply-add"), shared).status_code == 400


def test_two_change_a_reply_at_once_the_later_is_told(client, wati):
    reply = make_reply(wati, "Isi lama")
    client.force_login(wati)
    data = {"version": "1", "title": "A", "topic": "", "body": "Versi pertama"}
    client.post(reverse("saved-reply", args=[reply.pk]), data)
    page = client.post(reverse("saved-reply", args=[reply.pk]), {**data, "body": "Versi kedua"}).content.decode()
    assert "Versi pertama" in page
    assert "Versi kedua" in page


def test_an_officer_reads_a_reply_and_does_not_change_it(client, sari, wati):
    reply = make_reply(wati, "Isi lama")
    assert look(client, sari, reply, "saved-reply").status_code == 200
    assert client.post(reverse("saved-reply", args=[reply.pk]), {"version": "1"}).status_code == 404


def test_no_longer_used_it_is_gone_from_the_list(client, wati):
    reply = make_reply(wati, "Isi lama", title="Judul lama")
    client.force_login(wati)
    client.post(reverse("saved-reply-withdraw", args=[reply.pk]))
    assert "Judul lama" not in client.get(reverse("saved-replies")).content.decode().replace("Tidak dipakai", "")
