"""The two languages of the site: the switch leads to the same page, and an English page speaks English."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode

import pytest
import time_machine
from django.utils import translation
from django.utils.translation import gettext

from pimpasa.guidance.tests.make import ADULT, CHILD, ITS_OFFICE, KEBON_JERUK, make_office
from pimpasa.guidance.tests.pages import Page, follow, send, visit
from pimpasa.regions.models import ImmigrationOffice
from pimpasa.regions.queries import forget_offices

pytestmark = pytest.mark.django_db
# All that still matters once this village's office is known.
ANSWERS = urlencode({name: value for name, value in ADULT.items() if name != "book"} | {"desa": KEBON_JERUK})
PAGES = [
    "/",
    "/tanya/",
    "/tanya/hilang/",
    "/bantuan/",
    "/tentang/",
    "/masuk/",
    "/panduan/paspor/",
    "/panduan/paspor/?place=indonesia",
    f"/panduan/paspor/?{ANSWERS}",
    f"/panduan/paspor/pesan?{ANSWERS}",
    "/panduan/kerja/",
    "/desa/cari?q=kebon+jeruk",
    f"/desa/{KEBON_JERUK}",
    "/kantor/?q=jakarta",
    f"/kantor/{ITS_OFFICE}",
    "/kerja/siap-berangkat/?jalur=p2p",
    "/kerja/kontrak/?jalur=crew",
    "/kerja/kartu/",
    f"/kerja/surat/?jenis=izin&desa={KEBON_JERUK}",
]


@pytest.fixture(autouse=True)
def an_office():
    """The tests of the regions may have left the real list of offices behind."""
    forget_offices()
    if not ImmigrationOffice.objects.filter(code=ITS_OFFICE).exists():
        make_office()
    yield
    forget_offices()


def switch(page: Page) -> str:
    (link,) = re.findall(r'class="lang" href="([^"]*)"', page.source)
    return unescape(link)


@pytest.mark.parametrize("address", PAGES)
def test_the_switch_leads_to_the_same_page_and_back(client, address):
    english = switch(visit_plain(client, address))
    assert parts(english) == parts(f"/en{address}")
    assert parts(switch(visit_plain(client, english))) == parts(address)


def parts(address: str) -> tuple[str, list[tuple[str, str]]]:
    """The page, and what its address carries in whatever order."""
    page, _sign, carried = address.partition("?")
    return page, sorted(parse_qsl(carried))


def visit_plain(client, address: str) -> Page:
    page = Page(client.get(address))
    assert page.status == 200
    return page


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_repeats_no_indonesian_word_of_the_interface(client, address):
    page = visit_plain(client, f"/en{address}")
    said = {" ".join(words.split()) for words in page.words}
    with translation.override("en"):
        left = [words for words in said if words and gettext(words) != words]
    assert left == []


def test_an_english_page_tells_its_language(client):
    assert '<html lang="en">' in visit_plain(client, "/en/bantuan/").source
    assert client.get("/en/bantuan/")["Content-Language"] == "en"


@time_machine.travel("2024-05-04T12:00:00+07:00", tick=False)
def test_days_are_written_in_the_language_of_the_page(client):
    assert "Berlaku untuk 4 Mei 2024." in visit_plain(client, "/tanya/hilang/").text
    assert "Holds for 4 May 2024." in visit_plain(client, "/en/tanya/hilang/").text


def test_after_a_sensitive_answer_the_switch_carries_none(client):
    page = follow(client, visit(client, "/en/panduan/paspor/"), CHILD)
    assert "Cost" in page.text
    assert switch(page) == "/panduan/paspor/"


@pytest.mark.parametrize("page", ["", "pesan"])
def test_one_forged_into_the_address_is_not_carried_over(client, page):
    address = f"/panduan/paspor/{page}"
    assert switch(visit_plain(client, f"{address}?{urlencode(CHILD)}")) == f"/en{address}"


def test_what_was_typed_by_post_enters_no_address(client):
    page = Page(client.post("/en/kerja/kartu/", {"family_name": "Wati", "bentuk": "layar"}))
    assert "Wati" in page.text
    assert switch(page) == "/kerja/kartu/"


def test_paper_stays_indonesian_on_an_english_page(client):
    page = Page(client.post("/en/kerja/kartu/", {"bentuk": "layar"}))
    assert "Butuh bantuan di luar negeri" in page.text
    assert "Need help abroad" not in page.text


def test_a_report_that_is_incomplete_leads_on_in_the_other_language(client):
    page = Page(client.post("/en/lapor-salah/", {"guide": "paspor"}))
    assert "Write what is wrong first." in page.text
    assert visit_plain(client, switch(page)).text


def test_picking_a_village_leads_back_in_the_language_of_the_page(client):
    page = visit_plain(client, "/en/desa/cari?q=kebon+jeruk&next=/panduan/paspor/")
    assert f"/en/panduan/paspor/?desa={KEBON_JERUK}" in page.links


def test_the_page_for_a_wrong_address_speaks_english(client):
    page = Page(client.get("/en/tidak-ada/"))
    assert page.status == 404
    assert "Page not found" in page.text


def test_a_mistake_in_a_form_is_told_in_english(client):
    page = visit(client, "/en/panduan/paspor/")
    assert "Choose an answer first." in send(client, page.form_with("ditanya")).text
