from django.urls import reverse
from django.utils.timezone import localdate

from pimpasa.foundation.content import load_library
from pimpasa.guidance.departure.contract import ADVICE, Found, read_contract
from pimpasa.guidance.departure.facts import GUIDE
from pimpasa.guidance.departure.wording import wording

from .make import text_of

MINIMUM = "Ps 15 ayat (2)"


def contract_facts():
    return [fact for fact in load_library().guides[GUIDE].facts if fact.about.startswith("contract-")]


def read(said, scheme="unknown"):
    return read_contract(said, scheme, localdate())


def all_found():
    return {fact.about: Found.YES.value for fact in contract_facts()}


def test_every_part_of_the_legal_minimum_is_asked_for():
    asked = {item.subject for item in read({}).items}
    assert {fact.about for fact in contract_facts() if fact.article == MINIMUM} <= asked


def test_every_part_says_why_it_matters_and_what_to_ask():
    sought = {fact.about for fact in contract_facts()} - set(ADVICE)
    assert sought == set(wording("contract")["items"])


def test_the_result_names_what_is_missing_and_what_was_not_understood(client):
    html = text_of(client.post(reverse("contract-aid"), {"contract-pay": "tidak", "contract-hours": "bingung"}))
    missing, unclear, silent = (
        html.index(words) for words in ("Tidak Anda temukan", "Tidak Anda mengerti", "Belum Anda")
    )
    assert missing < html.index("besar upah") < unclear < html.index("Cari jam kerja") < silent


def test_there_are_always_three_questions():
    assert [len(read(said).questions) for said in ({}, {"contract-pay": "tidak"}, all_found())] == [3, 3, 3]


def test_open_parts_are_asked_about_first():
    only_leave = all_found() | {"contract-leave": "bingung"}
    assert read(only_leave).questions[0].startswith("Kapan saya libur")


def test_a_full_list_is_no_verdict(client):
    html = text_of(client.post(reverse("contract-aid"), all_found())).lower()
    assert "semua ada belum berarti kontraknya baik" in html
    main = html[html.index("<main") : html.index("</main>")]
    assert [word for word in ("aman", "ilegal", "lulus", "sah ") if word in main.replace("keamanan", "")] == []


def test_nothing_ticked_is_asked_again(client):
    response = client.post(reverse("contract-aid"), {"contract-pay": "mungkin"})
    assert response.status_code == 400
    assert "Tandai paling sedikit satu hal" in text_of(response)


def test_ticks_can_be_changed(client):
    html = text_of(client.post(reverse("contract-aid"), {"contract-pay": "tidak", "ubah": "1"}))
    assert 'name="contract-pay" value="tidak" checked' in html


def test_crew_are_also_asked_for_rest_and_trainees_are_sent_to_ask():
    assert "contract-crew-rest" in {item.subject for item in read({}, "crew").items}
    assert read({}, "training").items == []
    assert read({}, "training").whom
