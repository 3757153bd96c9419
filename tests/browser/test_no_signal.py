"""A phone in the hall loses its network in the middle of a test, under the site's own policy for scripts."""

import pytest
from playwright.sync_api import Error

from pimpasa.accounts.tests.make import make_sari
from pimpasa.learning import library
from pimpasa.learning.sessions.models import Response
from pimpasa.learning.sessions.tests.make import BANK, make_kit

pytestmark = pytest.mark.browser

ANSWERS = {"biaya-b1": "a", "biaya-b2": "c", "biaya-b3": "a"}


@pytest.fixture
def address(live_server, monkeypatch):
    monkeypatch.setattr(library, "lessons", lambda: BANK)
    return f"/tes/{make_kit(make_sari(), 'before').code}/"


@pytest.fixture
def phone(browser, live_server):
    context = browser.new_context(viewport={"width": 360, "height": 800}, base_url=live_server.url)
    context.set_default_timeout(10_000)
    context.troubles = []
    context.on("weberror", lambda trouble: context.troubles.append(str(trouble.error)))
    context.on("console", lambda said: "Content Security" in said.text and context.troubles.append(said.text))
    yield context
    context.close()
    assert context.troubles == []


def opened(phone, address):
    page = phone.new_page()
    page.goto(address)
    return page


def answer(page, *items):
    for item in items:
        page.locator(f"[name='soal-{item}'][value={ANSWERS[item]}]").check()


def wait_until_counted(page):
    """Nothing waits on this phone any more."""
    page.wait_for_function("() => localStorage['pimpasa-tes-kirim'] === '[]'")


def test_answers_outlive_the_signal_the_page_and_the_browser_tab(phone, address):
    page = opened(phone, address)
    page.locator("label[for=g-ikan]").click()
    page.get_by_label("Angka").fill("37")
    answer(page, "biaya-b1")
    phone.set_offline(True)
    answer(page, "biaya-b2")
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.close()
    phone.set_offline(False)
    page = opened(phone, address)
    assert page.get_by_label("Angka").input_value() == "37"
    phone.set_offline(True)
    answer(page, "biaya-b3")
    page.locator("[name=niat][value=yes]").check()
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim").wait_for()
    page.close()
    assert not Response.objects.exists()
    phone.set_offline(False)
    for _time in range(2):
        wait_until_counted(opened(phone, address))
    response = Response.objects.get()
    assert (response.answers, response.intention, response.was_late) == (ANSWERS, "yes", True)
    assert (response.form, response.token.token.words) == ("B", "ikan 37")


def test_a_lost_reply_is_asked_for_again_and_the_answers_count_once(phone, address):
    """The server has counted them, but the phone never hears so."""
    page = opened(phone, address)
    answered = []

    def lose_the_reply(route):
        answered.append(route.fetch().status)
        route.abort()

    page.route(f"**{address}", lose_the_reply, times=1)
    page.locator("label[for=g-ikan]").click()
    page.get_by_label("Angka").fill("37")
    answer(page, *ANSWERS)
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_text("Tersimpan di HP ini, belum terkirim").wait_for()
    assert (answered, page.locator("[data-unsent]").is_visible()) == ([201], True)
    page.get_by_role("button", name="Kirim sekarang").click()
    wait_until_counted(page)
    assert Response.objects.get().answers == ANSWERS
