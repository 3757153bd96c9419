import re
from dataclasses import replace
from datetime import date

import pytest

from pimpasa.foundation.content import load_library
from pimpasa.foundation.printing import print_pages
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.guidance.paper.choices import chosen
from pimpasa.guidance.paper.poster import facts_in_force, poster_data
from pimpasa.guidance.paper.tests.make import LONGEST_REGENCY, LONGEST_VILLAGE, make_serving_office
from pimpasa.guidance.paper.views import SHEETS
from pimpasa.regions.gazetteer import gazetteer

TODAY = date(2026, 11, 24)
REST = {
    "paper": "a4",
    "day": "24 November 2026",
    "version": "uji",
    "address": "contoh.test/desa/1",
    "qr": "",
    "operator": "",
    "is_local": False,
    "doors": {"paspor": "contoh.test/panduan/paspor", "kerja": "contoh.test/panduan/kerja"},
}


def poster(client, village: str, size: str = "a4") -> bytes:
    return client.get(f"/desa/{village}/poster.pdf?ukuran={size}").content


@pytest.mark.parametrize("size", ["a3", "a4"])
@pytest.mark.parametrize("village", [LONGEST_VILLAGE, LONGEST_REGENCY])
def test_a_poster_stays_on_one_page_whatever_the_names(client, village, size):
    make_serving_office(village)
    assert re.search(rb"/Type\s*/Pages\s*/Count 1\b", poster(client, village, size))


@needs_pdftotext
@pytest.mark.parametrize("village", [LONGEST_VILLAGE, LONGEST_REGENCY])
def test_names_office_and_address_are_whole(client, village):
    office, place = make_serving_office(village), gazetteer().place(village)
    printed = letters_of(poster(client, village))
    for words in (
        place.village,
        place.district,
        place.regency,
        place.province,
        office.name,
        *office.address.split("\n"),
    ):
        assert letters(words) in printed


@needs_pdftotext
def test_an_inferred_office_and_a_missing_one_say_so(client):
    assert letters("Belum ada di data kami") in letters_of(poster(client, LONGEST_VILLAGE))
    make_serving_office(LONGEST_REGENCY)
    from pimpasa.regions.queries import forget_offices

    forget_offices()
    assert letters("perkiraan, tanyakan kantor") in letters_of(poster(client, LONGEST_REGENCY))


@needs_pdftotext
def test_every_helpline_is_there_with_the_month_it_was_seen(client):
    printed = letters_of(poster(client, LONGEST_VILLAGE))
    for line in load_library().helplines:
        assert letters(line.number) in printed
    assert letters("Terakhir terlihat: Maret 2026") in printed


@needs_pdftotext
def test_hostile_names_are_printed_as_they_are():
    place = replace(gazetteer().place(LONGEST_VILLAGE), village="#panic() ]*$", district='#import "x": *')
    pages = print_pages(SHEETS / "poster.typ", poster_data(place, TODAY) | REST, kind="svg")
    assert len(pages) == 1


def test_a_name_of_ten_thousand_letters_still_gives_a_poster():
    place = replace(gazetteer().place(LONGEST_VILLAGE), village="x" * 10_000)
    assert print_pages(SHEETS / "poster.typ", poster_data(place, TODAY) | REST, kind="svg")


def test_what_is_never_asked_comes_from_facts_in_force():
    choice = chosen("poster")
    known = load_library().guides[choice["guide"]].by_id
    assert set(choice["never_asked"]) <= set(known)
    assert facts_in_force(choice["guide"], choice["never_asked"], date(2024, 1, 1)) == []


def test_an_unknown_village_has_no_poster(client):
    assert client.get("/desa/99.99.99.9999/poster.pdf").status_code == 404


def test_paper_is_in_indonesian_for_readers_of_english_too(client):
    assert client.get(f"/en/desa/{LONGEST_VILLAGE}/poster.pdf")["Content-Type"] == "application/pdf"
