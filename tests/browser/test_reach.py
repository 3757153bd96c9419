"""Pages that everybody can use: no finding by axe, no sideways scrolling, nothing too small to touch."""

from urllib.parse import urlencode

import pytest

from pimpasa.guidance.tests.make import ADULT, ITS_OFFICE, KEBON_JERUK

pytestmark = pytest.mark.browser

QUERY = urlencode(ADULT)
PAGES = {
    "home": "/",
    "question": "/panduan/paspor/",
    "answered question": "/panduan/paspor/?place=indonesia",
    "answer": f"/panduan/paspor/?{QUERY}&desa={KEBON_JERUK}",
    "family": f"/panduan/paspor/?{QUERY}&orang=" + ";".join(f"{name}:{option}" for name, option in ADULT.items()),
    "refused question": "/panduan/paspor/?place=mars",
    "wrong day": "/panduan/paspor/?tanggal=2010-01-01",
    "work question": "/panduan/kerja/",
    "ask": "/tanya/",
    "not found": "/tidak-ada",
    "village search": "/desa/cari?q=kebon+jeruk+jakbar",
    "village": f"/desa/{KEBON_JERUK}",
    "offices": "/kantor/",
    "office": f"/kantor/{ITS_OFFICE}",
    "help": "/bantuan/",
    "about": "/tentang/",
    "sign-in": "/masuk/",
    "English answer": f"/en/panduan/paspor/?{QUERY}",
}
SMALLEST = 48
TOUCHED = "main button, main .button, main .choice, main summary, main .list > li > a, nav a"
SMALL = """([selector, smallest]) => [...document.querySelectorAll(selector)]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < smallest - 0.5)
  .map(e => `${e.textContent.trim().slice(0, 40)} ${e.getBoundingClientRect().height}`)"""


@pytest.fixture
def phone(visitor, office):
    return visitor(width=320)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_fit_for_everybody_on_a_small_phone(phone, name):
    phone.open(PAGES[name])
    phone.page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert phone.violations() == []
    assert phone.overflow <= 0
    assert phone.page.evaluate(SMALL, [TOUCHED, SMALLEST]) == []
