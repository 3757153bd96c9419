"""Checking an offer on a small phone without a script, and leaving without a trace with one."""

import pytest

from pimpasa.offers.tests.offers import PLANTED, SHOWS_SIGNS

pytestmark = pytest.mark.browser
CHECK = "/tawaran/"


def pasted(someone):
    someone.open(CHECK).page.get_by_label("Pesan atau lowongannya").fill(SHOWS_SIGNS)
    someone.page.locator("summary", has_text="Yang mereka katakan ada").click()
    someone.page.get_by_label("Visa kerja ada sebelum berangkat").check()
    someone.page.get_by_role("button", name="Cek", exact=True).click()
    someone.page.get_by_role("heading", level=1).filter(has_text="tanda yang perlu").wait_for()
    return someone


def test_an_offer_is_checked_noted_and_carried_to_a_person_without_a_script(visitor):
    someone = pasted(visitor(width=360, script=False))
    page = someone.page
    assert page.url.endswith(CHECK)
    assert PLANTED not in page.title()
    assert someone.context.cookies() == []
    noted = page.get_by_label("Hasil pengecekan Anda").first
    noted.select_option("differs")
    page.get_by_role("button", name="Catat hasilnya").click()
    assert "Itu belum membuktikan siapa pun bersalah" in someone.text
    page.get_by_role("button", name="Bawa teks ini ke pertanyaan").click()
    assert PLANTED in page.get_by_label("Pertanyaan", exact=True).input_value()
    assert "?" not in page.url


def test_everybody_can_use_it_and_leaving_puts_another_page_in_its_place(visitor):
    someone = visitor(width=360).open(CHECK)
    assert someone.violations() == []
    page = pasted(someone).page
    assert someone.overflow <= 0
    assert someone.violations() == []
    page.get_by_role("link", name="Tinggalkan halaman ini").click()
    page.wait_for_url(lambda address: CHECK not in address)
    page.go_back()
    assert PLANTED not in page.content()
    assert page.get_by_label("Pesan atau lowongannya").input_value() == ""
