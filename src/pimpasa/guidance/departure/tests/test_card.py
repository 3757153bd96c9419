import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from pimpasa.foundation.content import load_library
from pimpasa.foundation.printing import print_pages
from pimpasa.guidance.departure.card import card_data, mission_contacts
from pimpasa.guidance.departure.facts import question
from pimpasa.guidance.departure.views import SHEETS

from .make import CARD, HOSTILE, WIDEST, send_card, text_of

IMPRINT = {
    "day": "1 Januari 2027",
    "version": "x",
    "address": "contoh.id/kerja/kartu",
    "qr": "",
    "operator": "",
    "is_local": False,
}
LONGEST = dict.fromkeys(("family_name", "employer_name"), WIDEST * 80) | {
    name: "\n".join([WIDEST * 59] * 4) for name in ("employer_address", "agency")
}


def pages(typed):
    return len(print_pages(SHEETS / "card.typ", card_data(typed, localdate()) | IMPRINT))


def test_the_screen_shows_what_was_typed_and_the_mission(client):
    html = text_of(send_card(client, bentuk="layar"))
    assert "Ibu Rumiyatun" in html
    assert "KJRI Hong Kong" in html


@pytest.mark.parametrize("typed", [{}, CARD, LONGEST | {"destination": "saudi"}], ids=["blank", "typed", "longest"])
def test_the_card_and_its_back_are_two_pages_whatever_is_typed(typed):
    assert pages(typed) == 2


def test_every_mission_number_the_content_holds_is_offered_only_for_its_country():
    held = {fact.id for name in options() for fact in mission_contacts(name, localdate())}
    assert held == {"contact-work-riyadh", "contact-work-jeddah", "contact-work-hongkong"}
    assert mission_contacts("taiwan", localdate()) == []


def options():
    return [option.id for option in question("destination").options]


def test_a_country_without_a_number_leaves_a_line_and_says_where_it_will_come_from():
    data = card_data({"destination": "taiwan"}, localdate())
    assert "SMS" in data["by_sms"][0]["text"]
    assert data["destination"] == "Taiwan"


def test_all_national_helplines_stand_on_the_card():
    data = card_data({}, localdate())
    shown = {line["number"] for line in (*data["abroad"], *data["at_home"])}
    assert shown == {line.number for line in load_library().helplines if line.withdrawn_on is None}


def test_a_blank_card_needs_no_typing(client):
    response = client.get(reverse("departure-card"), {"kosong": "1"})
    assert response.content.startswith(b"%PDF")


def test_hostile_words_are_printed_as_words(client):
    assert send_card(client, family_name=HOSTILE, bentuk="pdf").content.startswith(b"%PDF")
    html = text_of(send_card(client, family_name=HOSTILE, bentuk="layar"))
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_a_wrong_phone_keeps_everything_typed(client):
    response = send_card(client, family_phone="nomor rumah")
    assert response.status_code == 400
    assert [word for word in ("Ibu Rumiyatun", "nomor rumah", "Kowloon") if word not in text_of(response)] == []


def test_one_can_go_back_and_change(client):
    html = text_of(send_card(client, ubah="1"))
    assert 'value="Ibu Rumiyatun"' in html
    assert '<option value="hong_kong" selected>' in html


def test_the_card_is_indonesian_and_the_way_back_keeps_the_readers_language(client):
    html = text_of(client.post("/en" + reverse("departure-card"), CARD | {"bentuk": "layar"}))
    assert 'action="/en/kerja/kartu/"' in html
    assert "Butuh bantuan di luar negeri" in html
