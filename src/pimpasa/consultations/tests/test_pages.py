import re

import pytest
from django.test import Client
from django.urls import reverse

from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B, make_region
from pimpasa.consultations import limits
from pimpasa.consultations.actions import answering, asking
from pimpasa.consultations.models import Consultation, ContactDetail, Helped, PrivatePart
from pimpasa.consultations.tests.make import answered, make_asked, make_consultation, said
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.secrecy import unsealed
from pimpasa.regions.queries import forget_offices

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "paspor hilang bayar berapa", "tolong jelaskan zxqv itu apa ya bu"
OTHER = "kata lain sama sekali begitu"


@pytest.fixture
def page(client) -> Client:
    return client


def words_in(response) -> str:
    shown = re.search(r'<ol class="receipt">(.*?)</ol>', response.content.decode(), re.S)
    return " ".join(re.findall(r"<li>(\w+)</li>", shown[1]))


def hidden(response) -> dict[str, str]:
    """What the first form of the page carries along."""
    fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return dict(fields)


def send(page, level="officer", text=UNKNOWN, **more):
    started = page.post(reverse("consultation-ask"), {"q": text, "desa": VILLAGE_A})
    carried = {"id": "", "kunci": "", **hidden(started)}
    sent = {**carried, "q": text, "desa": VILLAGE_A, "langkah": "kirim", "pembaca": level, **more}
    return page.post(reverse("consultation-ask"), sent)


def test_the_village_page_leads_to_asking(page, sari):
    form = page.get(reverse("consultation-ask"), {"desa": VILLAGE_A})
    assert VILLAGE_A in form.content.decode()


def test_the_guides_answer_first_and_only_a_count_is_kept(page, sari):
    shown = page.post(reverse("consultation-ask"), {"q": KNOWN, "desa": VILLAGE_A})
    assert "Apakah ini sudah menjawab?" in shown.content.decode()
    page.post(reverse("consultation-ask"), {**hidden(shown), "q": KNOWN, "langkah": "terbantu"})
    assert Helped.objects.get().helped == 1
    assert not Consultation.objects.exists()


def test_no_reader_is_chosen_beforehand(page, agent, sari, wati):
    shown = page.post(reverse("consultation-ask"), {"q": UNKNOWN, "desa": VILLAGE_A}).content.decode()
    assert shown.count('name="pembaca"') == 3
    assert "checked" not in shown


def test_without_a_choice_nothing_is_sent_and_the_words_stay(page, sari):
    response = send(page, level="")
    assert response.status_code == 400
    assert UNKNOWN in response.content.decode()
    assert not Consultation.objects.exists()


def test_sent_it_gives_five_words_and_says_until_when(page, sari):
    response = send(page)
    assert len(words_in(response).split()) == 5
    assert "Dijawab paling lambat" in response.content.decode()


def test_danger_offers_help_and_the_office_first_and_never_the_village(page, agent, sari, wati):
    shown = page.post(reverse("consultation-ask"), {"q": "saya disekap agen", "desa": VILLAGE_A}).content.decode()
    assert re.findall(r'name="pembaca" value="(\w+)"', shown) == ["office", "officer"]
    assert shown.index("Minta tolong sekarang") < shown.index('name="pembaca"')


def test_choosing_the_village_by_hand_all_the_same_goes_past_it_and_says_so(page, agent, sari):
    response = send(page, level="agent", text="pak kades yang minta")
    assert "tidak lewat desa" in response.content.decode()
    assert Consultation.objects.get().level == "officer"


def test_sent_twice_it_is_one_question_with_the_same_words(page, sari):
    started = page.post(reverse("consultation-ask"), {"q": UNKNOWN, "desa": VILLAGE_A})
    form = {**hidden(started), "q": UNKNOWN, "langkah": "kirim", "pembaca": "officer"}
    both = [words_in(page.post(reverse("consultation-ask"), form)) for _ in range(2)]
    assert both[0] == both[1]
    assert Consultation.objects.count() == 1


def test_without_a_village_an_office_is_chosen(page, wati):

    forget_offices()
    form = {"q": UNKNOWN, "langkah": "kirim", "pembaca": "office", "kantor": "kanim-x"}
    assert page.post(reverse("consultation-ask"), form).status_code == 200
    assert Consultation.objects.get().office_id == "kanim-x"


def test_without_village_and_office_she_is_asked_which_office_and_keeps_her_words(page, db):
    response = page.post(reverse("consultation-ask"), {"q": UNKNOWN, "langkah": "kirim", "pembaca": "office"})
    assert response.status_code == 409
    assert "Pilih kantor yang terdekat" in response.content.decode()
    assert UNKNOWN in response.content.decode()


def test_where_nobody_reads_the_words_are_given_back(page, db):
    make_region(VILLAGE_A)
    response = send(page)
    assert response.status_code == 409
    assert UNKNOWN in response.content.decode()
    assert not Consultation.objects.exists()


def test_contact_details_are_sealed(page, sari):
    send(page, kontak="0812-3456-7890")
    kept = ContactDetail.objects.get()
    assert b"0812" not in bytes(kept.sealed)
    assert unsealed(bytes(kept.sealed), "consultations/contact") == "0812-3456-7890"


def test_no_cookie_is_set(page, sari):
    response = send(page)
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]


def test_the_answer_is_read_with_the_five_words(page, sari):
    asked = make_asked()

    consultation = answered(asking.choose_reader(asked.consultation, "officer"), sari, "Bawa akta lahir bayi.")
    answering.add_note(consultation, said("catatan dalam"), by=sari)
    shown = page.post(reverse("consultation-open"), {"tanda": asked.receipt.upper()}).content.decode()
    assert "Bawa akta lahir bayi." in shown
    assert "catatan dalam" not in shown


@pytest.mark.parametrize("typed", ["satu dua tiga empat lima", "aaaa bbbb", "adegan adegan adegan adegan adegan"])
def test_wrong_and_unknown_get_the_same_page(page, sari, typed):
    make_asked()
    first = page.post(reverse("consultation-open"), {"tanda": typed})
    other = page.post(reverse("consultation-open"), {"tanda": OTHER})
    shown = [first.content.decode().replace(typed, ""), other.content.decode().replace(OTHER, "")]
    assert (first.status_code, other.status_code) == (404, 404)
    assert shown[0] == shown[1]


def test_she_writes_on_thanks_and_opens_it_again(page, sari):
    receipt = words_in(send(page))
    deed = reverse("consultation-deed")
    page.post(deed, {"tanda": receipt, "apa": "lagi", "q": "Satu lagi"})
    answered(Consultation.objects.get(), sari)
    page.post(deed, {"tanda": receipt, "apa": "selesai"})
    assert Consultation.objects.get().state == "closed"
    page.post(deed, {"tanda": receipt, "apa": "lagi", "q": "Masih ada"})
    assert Consultation.objects.get().state == "with_officer"


def test_an_empty_message_is_refused_kindly(page, sari):
    receipt = words_in(send(page))
    response = page.post(reverse("consultation-deed"), {"tanda": receipt, "apa": "lagi", "q": " "})
    assert response.status_code == 400
    assert "Tulis dulu pesannya." in response.content.decode()


def test_a_deed_needs_the_receipt(page, sari):
    consultation = make_consultation()
    response = page.post(reverse("consultation-deed"), {"tanda": "salah", "apa": "tarik"})
    assert response.status_code == 404
    consultation.refresh_from_db()
    assert consultation.state == "with_officer"


def test_a_private_note_gives_a_second_receipt(page, agent, sari):
    receipt = words_in(send(page, level="agent"))
    begin = reverse("consultation-private-begin")
    form = page.post(begin, {"tanda": receipt})
    second = page.post(begin, {**hidden(form), "apa": "kirim", "pembaca": "officer", "q": "Yang ini pribadi"})
    shown = page.post(reverse("consultation-private"), {"tanda": words_in(second)}).content.decode()
    assert "Yang ini pribadi" in shown
    assert "Yang ini pribadi" not in page.post(reverse("consultation-open"), {"tanda": receipt}).content.decode()


@pytest.mark.parametrize("name", ["consultation-private", "consultation-private-begin"])
def test_in_an_agents_session_the_private_part_stays_shut(page, agent, sari, name):
    asked = make_asked()
    page.force_login(agent)
    refused = page.post(reverse(name), {"tanda": asked.receipt, "apa": "kirim", "q": "x", "pembaca": "officer"})
    assert refused.status_code == 403
    assert "HP sendiri" in refused.content.decode()
    assert not PrivatePart.objects.exists()


def test_the_agents_screen_offers_her_own_phone_instead(page, agent, sari):
    asked = make_asked()
    page.force_login(agent)
    shown = page.post(reverse("consultation-open"), {"tanda": asked.receipt}).content.decode()
    assert "Pakai HP sendiri" in shown
    assert reverse("consultation-private-begin") not in shown


def test_no_receipt_stands_in_an_address(page, sari):
    receipt = words_in(send(page))
    shown = page.post(reverse("consultation-open"), {"tanda": receipt}).content.decode()
    links = re.findall(r'(?:href|action|src)="([^"]*)"', shown)
    assert not [link for link in links if receipt.split()[0] in link]
    assert page.get(reverse("consultation-open"), {"tanda": receipt}).status_code == 200
    assert "Bayi" not in page.get(reverse("consultation-open"), {"tanda": receipt}).content.decode()


def test_a_flood_is_refused_before_the_database_is_asked(page, sari, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(limits.asking, "_burst", 3)
    monkeypatch.setattr(limits.asking, "_a_second", 0)
    for _ in range(3):
        page.get(reverse("consultation-ask"))
    with django_assert_num_queries(0):
        assert page.post(reverse("consultation-ask"), {"q": UNKNOWN}).status_code == 429
    assert page.get(reverse("consultation-ask"), REMOTE_ADDR="198.51.100.9").status_code == 200


def test_neither_address_nor_words_come_into_the_log(page, sari, caplog):
    receipt = words_in(send(page, text="kalimat rahasia zxqv sekali", kontak="081234567890"))
    page.post(reverse("consultation-open"), {"tanda": receipt}, REMOTE_ADDR="203.0.113.77")
    page.post(reverse("consultation-open"), {"tanda": "kata yang salah semua pasti"}, REMOTE_ADDR="203.0.113.77")
    kept = caplog.text + str([one.details for one in AuditEntry.objects.all()])
    assert not [one for one in ("rahasia", "0812", "203.0.113", receipt, "salah semua") if one in kept]


def test_three_taps_for_a_common_topic(page, agent, sari):
    page.force_login(agent)
    address = reverse("consultation-for-neighbour")
    topics = page.get(address).content.decode()
    topic = re.search(r'name="topik" value="(\w+)"', topics)[1]
    shown = page.post(address, {"topik": topic})
    assert page.post(address, {**hidden(shown), "langkah": "terbantu"}).status_code == 200
    assert Helped.objects.get().place_id == VILLAGE_A


def test_the_agent_asks_for_a_neighbour_who_chooses(page, agent, sari):
    page.force_login(agent)
    form = {"q": UNKNOWN, "langkah": "kirim", "pembaca": "officer"}
    response = page.post(reverse("consultation-for-neighbour"), form)
    assert len(words_in(response).split()) == 5
    consultation = Consultation.objects.get()
    assert (consultation.recorded_by, consultation.place_id) == (agent, VILLAGE_A)
    assert not Consultation.objects.visible_to(agent).exists()


def test_the_agent_does_not_ask_for_another_village(page, agent):

    make_region(VILLAGE_B)
    page.force_login(agent)
    assert page.post(reverse("consultation-for-neighbour"), {"q": "x", "desa": VILLAGE_B}).status_code == 404


def test_opening_costs_the_same_whatever_the_length(page, sari, django_assert_num_queries):

    short, long = make_asked(), make_asked()
    for asked in (short, long):
        asking.choose_reader(asked.consultation, "officer")
    for number in range(6):
        asking.ask_on(long.consultation, said(f"Lagi {number}"))
    for asked in (short, long):
        with django_assert_num_queries(3):
            page.post(reverse("consultation-open"), {"tanda": asked.receipt})


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "x" * 50_000, "\0\0a", "'; DROP TABLE--", "🙂" * 3000])
def test_hostile_words_are_words(page, sari, text):
    response = send(page, text=text)
    assert response.status_code in (200, 400)
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize("field", ["id", "kunci", "desa", "topik", "pembaca", "kantor", "kontak", "langkah", "apa"])
def test_forged_fields_do_no_harm(page, sari, field):
    for name in ("consultation-ask", "consultation-deed", "consultation-private", "consultation-private-begin"):
        for value in ("'\"><", "9" * 500, "../..", "\0"):
            form = {"q": UNKNOWN, "langkah": "kirim", "pembaca": "officer", "tanda": "a b c d e", field: value}
            assert page.post(reverse(name), form).status_code in (200, 400, 404, 409)
