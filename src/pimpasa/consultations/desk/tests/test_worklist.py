from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pimpasa.accounts.tests.make import VILLAGE_A
from pimpasa.consultations.actions import answering
from pimpasa.consultations.actions.asking import ask_on
from pimpasa.consultations.desk.tests.make import fee_today, make_private
from pimpasa.consultations.desk.worklist import TABS, Worklist
from pimpasa.consultations.models import Consultation, EntryWords
from pimpasa.consultations.searching.marking import search
from pimpasa.consultations.searching.models import WordMark
from pimpasa.consultations.tests.make import answered, make_consultation, said

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"


def counts(user) -> dict[str, int]:
    return {name: number for name, _label, number in Worklist(user, timezone.now()).counts()}


def look(client, user, **query) -> str:
    client.force_login(user)
    return client.get(reverse("consultations"), query).content.decode()


def find(client, user, words) -> str:
    client.force_login(user)
    return client.post(reverse("consultations"), {"q": words}).content.decode()


def test_each_tab_counts_what_it_shows(agent, sari):
    make_consultation()
    answered(make_consultation(), sari)
    answering.close(make_consultation(), "elsewhere", by=sari)
    late = make_consultation()
    Consultation.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert counts(sari) == {"saya": 2, "belum": 2, "hampir": 1, "lain": 1, "selesai": 1}
    assert counts(agent) == dict.fromkeys(TABS, 0)


def test_passed_on_it_waits_on_others(agent, sari):
    answering.pass_on(make_consultation("agent"), "officer", by=agent)
    assert (counts(agent)["saya"], counts(agent)["lain"]) == (0, 1)
    assert counts(sari)["saya"] == 1


def test_the_neighbours_people_see_nothing(client, sari, budi):
    make_consultation(text="Apakah bayi perlu buku")
    assert sum(counts(budi).values()) == 0
    for tab in TABS:
        assert "bayi" not in look(client, budi, tab=tab)
    assert "bayi perlu" not in find(client, budi, "bayi")


def test_who_left_sees_nothing(client, former):
    client.force_login(former)
    assert client.get(reverse("consultations")).status_code == 403


def test_the_urgent_stand_first_then_what_is_due_first(sari):
    later, sooner = make_consultation(), make_consultation()
    urgent = make_consultation(text="tolong saya disekap")
    Consultation.objects.filter(pk=later.pk).update(due_at=timezone.now() + timedelta(days=2))
    rows = Worklist(sari, timezone.now()).tab("saya").order_by("-urgent", "due_at")
    assert list(rows) == [urgent, sooner, later]


def test_the_clock_speaks_in_words_and_a_mark(client, sari):
    one = make_consultation()
    assert "○" in look(client, sari)
    Consultation.objects.filter(pk=one.pk).update(due_at=timezone.now() - timedelta(hours=5))
    page = look(client, sari)
    assert "▲" in page
    assert "terlambat 5 jam" in page


def test_the_list_begins_the_question_but_never_one_that_names_danger_or_people(client, sari, wati):
    make_consultation(text="Apakah bayi perlu buku sendiri?")
    make_consultation("office", text="pak kades minta uang supaya cepat")
    page = look(client, sari) + look(client, wati)
    assert "Apakah bayi perlu" in page
    assert "minta uang" not in page


def test_narrowed_by_village_topic_and_office(client, wati, sari):
    make_consultation("office", topic="hilang", text="Yang hilang")
    make_consultation("office", text="Yang lain")
    page = look(client, wati, topik="hilang", desa=VILLAGE_A, kantor="kanim-x")
    assert "Yang hilang" in page
    assert "Yang lain" not in page
    assert "Yang hilang" not in look(client, wati, topik="-")


def test_found_by_words_topic_village_and_quoted_fact(sari):
    one = make_consultation(topic="hilang", text="Buku saya kebanjiran di Tegalrejo")
    fact = fee_today(timezone.localdate())
    answered(one, sari, "Datang ke loket.", facts=[fact])
    other = make_consultation(text="Jadwal kapal")
    visible = Consultation.objects.visible_to(sari)
    for words in ("kebanjiran", "banjir tegalrejo", "loket", "hilang", "KEBANJIRAN!"):
        assert list(search(visible, words)) == [one], words
    assert set(search(visible, one.place.name)) == {one, other}
    assert list(search(visible, "kebanjiran kapal")) == []


def test_what_is_said_later_is_found_too(sari):
    one = make_consultation()
    ask_on(one, said("Bagaimana kalau kembar tiga"))
    assert list(search(Consultation.objects.visible_to(sari), "kembar")) == [one]


def test_marks_hold_no_word_and_the_private_part_has_none(sari):
    one = make_consultation(text="rahasiaku zamrud")
    before = WordMark.objects.count()
    make_private(one, text="berlian tersembunyi")
    assert WordMark.objects.count() == before
    assert list(search(Consultation.objects.visible_to(sari), "berlian")) == []
    assert not EntryWords.objects.filter(sealed=b"zamrud").exists()


def test_numbers_are_not_marked(sari):
    make_consultation(text="081234567890")
    assert not WordMark.objects.exists()


def test_words_that_are_looked_for_stay_out_of_the_address(client, sari):
    make_consultation(text="Buku kebanjiran")
    page = find(client, sari, "kebanjiran")
    assert "Buku kebanjiran" in page
    assert "?q=" not in page


@pytest.mark.parametrize("words", ["", "\x00", EVIL, "'; DROP TABLE x; --", "%_", "a" * 500, "{{ 7 }}", "‮x"])
def test_hostile_words_find_nothing_and_break_nothing(client, sari, words):
    make_consultation()
    client.force_login(sari)
    page = client.post(reverse("consultations"), {"q": words})
    assert page.status_code == 200
    assert EVIL not in page.content.decode()


@pytest.mark.parametrize("query", [{"tab": EVIL}, {"urut": "x"}, {"hal": "-3"}, {"topik": EVIL}, {"desa": "\x00"}])
def test_hostile_addresses_break_nothing(client, sari, query):
    make_consultation(text=EVIL)
    page = look(client, sari, **query)
    assert EVIL not in page


def test_the_list_costs_the_same_whatever_its_length(client, sari):
    def queries(number):
        for _ in range(number):
            make_consultation()
        client.force_login(sari)
        client.get(reverse("consultations"))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("consultations"))
        return len(caught)

    assert queries(1) == queries(6)


def test_private_notes_that_wait_are_told_to_the_officer_only(client, agent, sari):
    make_private(make_consultation("agent"))
    assert "catatan pribadi menunggu" in look(client, sari)
    assert "pribadi" not in look(client, agent)


def test_a_long_list_has_pages(client, sari, monkeypatch):
    monkeypatch.setattr("pimpasa.fieldwork.register.views.listing.ROWS_A_PAGE", 2)
    for _ in range(3):
        make_consultation()
    assert look(client, sari).count('class="mine"') == 2
    assert look(client, sari, hal=2).count('class="mine"') == 1
