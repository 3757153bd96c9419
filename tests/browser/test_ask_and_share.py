"""Asking in everyday words, and carrying the answer home: on a phone, with and without script."""

from urllib.parse import urlencode

import pytest

from pimpasa.guidance.tests.make import ADULT

pytestmark = pytest.mark.browser

ANSWER = f"/panduan/paspor/?{urlencode(ADULT)}"
SLANG = "ktp ilang mau bikin paspor buat kerja brp duit"


def ask(someone, question):
    someone.page.get_by_label("Tulis pertanyaan Anda").fill(question)
    someone.page.get_by_role("main").get_by_role("button", name="Tanya").click()


@pytest.mark.parametrize("script", [True, False])
def test_slang_is_confirmed_in_its_own_words_before_any_price(visitor, script):
    someone = visitor(script=script, width=360).open("/")
    ask(someone, SLANG)
    assert "Apakah ini yang Anda tanyakan?" in someone.text
    assert "“ktp ilang”" in someone.text
    assert "Rp" not in someone.text
    assert "ilang" not in someone.page.url
    someone.page.get_by_role("button", name="Benar, buat daftar untuk saya").click()
    assert "/panduan/paspor/" in someone.page.url


def test_danger_puts_help_before_everything(visitor):
    someone = visitor(script=False, width=360).open("/")
    ask(someone, "saya disekap majikan tolong")
    heading = someone.page.get_by_role("main").get_by_role("heading").first.inner_text()
    assert heading.startswith("Dalam bahaya?")
    assert someone.page.get_by_role("main").get_by_role("link", name="Polisi: 110").get_attribute("href") == "tel:110"


def test_an_answer_goes_along_as_message_and_sheet(visitor):
    someone = visitor(script=False, width=360).open(ANSWER)
    share = someone.page.get_by_role("region", name="Bawa jawaban ini")
    assert share.get_by_role("link", name="WhatsApp").get_attribute("href").startswith("https://wa.me/?text=")
    sheet = someone.page.request.get(share.get_by_role("link", name="Lembar A4").evaluate("link => link.href"))
    assert sheet.body().startswith(b"%PDF")
    share.get_by_role("link", name="Salin teks lengkap").click()
    text = someone.page.get_by_role("main").locator("textarea").input_value()
    assert "Rp650.000" in text
    assert "SUMBER" in text.upper()
