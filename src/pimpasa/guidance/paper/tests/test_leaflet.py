import re
from datetime import date

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from pimpasa.foundation.content import load_library
from pimpasa.foundation.installation.tests.make import set_up_site
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.guidance.answered import read_answered
from pimpasa.guidance.paper.imprint import imprint, is_local
from pimpasa.guidance.paper.leaflet import leaflet_data
from pimpasa.guidance.paper.tests.make import (
    ABROAD,
    ADULT,
    CHILD,
    IN_A_FLOOD,
    LONGEST_REGENCY,
    LONGEST_VILLAGE,
    WORK,
    WORKER,
    leaflet_address,
    make_serving_office,
)

EVERYONE = [
    (ADULT, "paspor"),
    (CHILD, "paspor"),
    (WORKER, "paspor"),
    (ABROAD, "paspor"),
    (IN_A_FLOOD, "paspor"),
    (WORK, "kerja"),
]


def answered(answers, guide="paspor", **more):
    given = QueryDict(mutable=True)
    given.update({**answers, **more})
    return read_answered(load_library().guides[guide], given)


def page_count(pdf: bytes) -> int:
    return int(re.search(rb"/Type\s*/Pages\s*/Count (\d+)", pdf).group(1))


@pytest.mark.parametrize(("answers", "guide"), EVERYONE)
@pytest.mark.parametrize("size", ["a4", "a5"])
def test_a_leaflet_fills_two_pages_at_most(client, answers, guide, size):
    make_serving_office(LONGEST_VILLAGE)
    response = client.get(leaflet_address(answers, guide, ukuran=size, desa=LONGEST_VILLAGE))
    assert response["Content-Type"] == "application/pdf"
    assert page_count(response.content) <= 2


@needs_pdftotext
@pytest.mark.parametrize(("answers", "guide"), EVERYONE)
def test_every_paper_and_every_step_of_the_page_is_on_the_sheet(client, answers, guide):
    printed = letters_of(client.get(leaflet_address(answers, guide)).content)
    answer = answered(answers, guide).answer
    facts = [f for group in (*answer.papers, *answer.steps) for f in group.facts] + answer.times + answer.presence
    assert [f.id for f in facts if letters(f.text["id"]) not in printed] == []


@needs_pdftotext
@pytest.mark.parametrize(("answers", "guide"), EVERYONE)
def test_every_price_of_the_page_is_on_the_sheet(client, answers, guide):
    printed = letters_of(client.get(leaflet_address(answers, guide, ukuran="a5")).content)
    amounts = [total["amount"] for total in leaflet_data(answered(answers, guide))["people"][0]["cost"]["totals"]]
    assert amounts
    assert all(amount in printed for amount in amounts)


@needs_pdftotext
def test_a_disputed_price_shows_every_position_and_what_to_do_first(client):
    printed = letters_of(client.get(leaflet_address(WORKER)).content)
    assert "Tanyakankantorimigrasisebelummembayar" in printed
    assert "Pendapat1" in printed
    assert "Pendapat2" in printed


@needs_pdftotext
def test_a_waived_price_says_what_it_costs_without_the_waiver(client):
    assert "Rp1.650.000jikakeringanantidakdisetujui" in letters_of(client.get(leaflet_address(IN_A_FLOOD)).content)


@needs_pdftotext
def test_a_leaflet_says_its_day_its_edition_and_where_to_look_again(client):
    printed = letters_of(client.get(leaflet_address(ADULT)).content)
    for words in ("Berlaku untuk 24 November 2026", load_library().version, "testserver/panduan/paspor"):
        assert letters(words) in printed


@needs_pdftotext
def test_a_leaflet_for_another_day_says_that_day(client):
    assert "1Maret2025" in letters_of(client.get(leaflet_address(ADULT, tanggal="2025-03-01")).content)


@needs_pdftotext
def test_a_leaflet_is_not_official_until_an_office_runs_the_site(client):
    assert "Bukansitusresmiimigrasi" in letters_of(client.get(leaflet_address(ADULT)).content)
    set_up_site("Kantor Imigrasi Uji")
    printed = letters_of(client.get(leaflet_address(ADULT)).content)
    assert "Bukansitusresmiimigrasi" not in printed
    assert "DikelolaolehKantorImigrasiUji" in printed


@needs_pdftotext
@pytest.mark.parametrize("village", [LONGEST_VILLAGE, LONGEST_REGENCY])
def test_long_names_and_addresses_of_four_lines_are_whole(client, village):
    make_serving_office(village)
    printed = letters_of(client.get(leaflet_address(ADULT, desa=village, ukuran="a5")).content)
    assert letters("Di belakang kantor pos, sebelah masjid") in printed
    assert letters("perkiraan, tanyakan kantor") in printed


def test_a_code_leads_to_the_answer_unless_an_answer_is_sensitive():
    request = RequestFactory().get("/")
    assert "age=21-60" in answered(ADULT).address(request)
    assert "?" not in answered(CHILD).address(request)


def test_an_address_too_long_to_scan_gets_no_code():
    request = RequestFactory().get("/")
    assert imprint(request, date(2026, 11, 24), "http://x/", "http://x/?" + "a" * 600)["qr"] == ""


def test_sensitive_answers_are_not_listed_on_the_sheet():
    said = leaflet_data(answered(CHILD))["situation"]
    assert {"question": "Berapa umur pemohon?", "answer": "6 sampai 16 tahun"} in said
    assert "masih menikah" not in str(said)


def test_a_sheet_asked_for_by_post_is_not_kept_anywhere(client):
    response = client.post("/panduan/paspor/lembar.pdf", CHILD)
    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-store"


def test_an_open_question_comes_before_the_sheet(client):
    response = client.get("/panduan/paspor/lembar.pdf?place=indonesia")
    assert response.status_code == 302
    assert response["Location"] == "/panduan/paspor/?place=indonesia"


def test_an_open_question_by_post_stays_out_of_the_address(client):
    response = client.post("/panduan/paspor/lembar.pdf", {"parents": "together"})
    assert response.status_code == 200
    assert "pdf" not in response["Content-Type"]
    assert "Content-Security-Policy" in response


@pytest.mark.parametrize("given", [{"tanggal": "kemarin"}, {"tanggal": "1999-01-01"}, {"age": "999"}])
def test_what_cannot_be_answered_goes_back_to_the_guide(client, given):
    assert client.get(leaflet_address({**ADULT, **given})).status_code == 302


def test_an_unknown_size_gives_the_common_one(client):
    assert client.get(leaflet_address(ADULT, ukuran="<a0>")).status_code == 200


def test_a_family_is_on_one_leaflet_with_its_sum():
    other = ";".join(f"{name}:{value}" for name, value in {**ADULT, "years": "10"}.items())
    data = leaflet_data(answered(ADULT, orang=other))
    assert len(data["people"]) == 2
    assert data["total"] == {"amounts": ["Rp1.600.000"], "is_open": False}


@pytest.mark.parametrize(
    ("host", "local"), [("127.0.0.1:8000", True), ("localhost", True), ("[::1]:80", True), ("192.168.1.9", False)]
)
def test_an_address_that_leads_nowhere_from_a_phone_is_recognised(host, local):
    assert is_local(host) is local
