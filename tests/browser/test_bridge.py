"""A question finds its way to somebody who can answer, and the answer back: four people, each at their own screen."""

import re

import pytest
from django.conf import settings as configured
from django.test import Client

from pimpasa.accounts.tests.make import make_agent, make_sari, make_wati
from pimpasa.consultations.chat.tests.chatting import IN_A, receipt_in
from pimpasa.consultations.models import Consultation
from pimpasa.regions.queries import forget_offices

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The first page of a fresh server waits for all parts to be read.
PATIENCE = 60_000
SLANG = "bayi sy prlu buku paspor sndiri gak"
NOTE = "jangan bilang pak Karto saya bertanya"
ANSWER = "Ya, bayi memakai paspor sendiri. Bawa juga salinan kartu keluarga ke loket dua."


class Phone:
    """WhatsApp on the simulator's page, with a finger."""

    def __init__(self, someone):
        someone.context.set_default_timeout(PATIENCE)
        self.page = someone.open("/simulator/").page
        self.read = 0

    @property
    def _here(self):
        return self.page.locator("section#whatsapp")

    def types(self, text):
        self._here.locator("#tulis-whatsapp").fill(text)
        self._here.get_by_role("button", name="Kirim", exact=True).click()
        return self.news()

    def presses(self, choice):
        """Turns the list's pages until it stands there; a list has to be opened first."""
        for _page in range(6):
            last = self._here.locator(".choices").last
            found = last.locator(f"button[value^='{choice}']")
            assert found.count() or last.locator("button[value^='#more']").count(), last.inner_text()
            wanted = found.first if found.count() else last.locator("button[value^='#more']").first
            if not wanted.is_visible():
                self._here.locator("details.opens summary").last.click()
            pressed = str(wanted.get_attribute("value"))
            wanted.click()
            if choice in pressed:
                return self.news()
        raise AssertionError(f"{choice} is nowhere")

    def news(self):
        told = self._here.locator(".bubble:not(.mine)").all_inner_texts()
        new, self.read = told[self.read :], len(told)
        return "\n".join(new)


@pytest.fixture
def people(live_server):
    forget_offices()
    found = {"agent": make_agent(), "sari": make_sari(), "wati": make_wati()}
    yield found
    forget_offices()


@pytest.fixture
def desk(visitor, people, live_server):
    """Somebody of the staff, signed in."""

    def make(name):
        signed_in = Client()
        signed_in.force_login(people[name])
        cookie = signed_in.cookies[configured.SESSION_COOKIE_NAME].value
        someone = visitor(script=False)
        someone.context.set_default_timeout(PATIENCE)
        where = {"name": configured.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}
        someone.context.add_cookies([where])
        return someone

    return make


def asks(phone, question, village=IN_A):
    phone.types(question)
    phone.types("petugas")
    phone.presses("q:this")
    return phone.types(village)


def opens_by_receipt(someone, receipt):
    someone.open("/tanya-orang/buka/")
    someone.page.locator("[name=tanda]").fill(receipt)
    someone.page.get_by_role("main").get_by_role("button").first.click()
    return someone.text


def opens_first(someone):
    someone.open("/petugas/pertanyaan/")
    someone.page.locator("ul.threads a").first.click()
    return someone.text


def passes_on(someone, whom):
    someone.page.get_by_role("link", name=re.compile("Teruskan")).click()
    someone.page.locator("label.choice", has_text=whom).locator("input").check()
    someone.page.get_by_role("main").get_by_role("button", name=re.compile("Teruskan")).click()


def answers_from_a_fact(someone):
    someone.page.locator("#text").fill(ANSWER)
    someone.page.get_by_role("button", name="Lanjut, lihat dulu").click()
    someone.page.get_by_text("Ubah dulu").click()
    if someone.page.locator("[name=facts]").count():
        someone.page.locator("[name=facts]").first.check()
    someone.page.get_by_role("button", name="Lihat dulu").click()
    someone.page.get_by_role("button", name="Kirim", exact=True).click()


def proposes(someone):
    someone.page.get_by_role("link", name="Usulkan jadi jawaban setempat").click()
    someone.page.locator("[name=question]").fill("Apakah bayi perlu buku paspor sendiri?")
    someone.page.locator("[name=answer]").fill(ANSWER)
    someone.page.locator("[name=source]").fill("Kantor X (peragaan)")
    someone.page.get_by_role("button", name="Kirim untuk diperiksa").click()


def publishes(someone):
    someone.open("/petugas/jawaban-setempat/")
    someone.page.locator("ul.list a").first.click()
    someone.page.get_by_role("button", name="Terbitkan").click()


def test_a_question_finds_its_answer_and_the_answer_the_next_villager(visitor, desk):
    phone = Phone(visitor(script=False, width=360))
    half = phone.types(SLANG)
    assert "Sudah terjawab?" in half
    phone.types("petugas")
    phone.presses("q:this")
    told = phone.types(IN_A)
    assert "Anda yang memilih" in told
    receipt = receipt_in(phone.presses("q:read:agent"))
    phone.presses("q:private:")
    phone.presses("q:note:officer")
    second = receipt_in(phone.types(NOTE))

    agent = desk("agent")
    assert SLANG in opens_first(agent)
    assert "Karto" not in agent.text
    passes_on(agent, "Pimpasa")
    assert Consultation.objects.get().level == "officer"

    sari = desk("sari")
    assert SLANG in opens_first(sari)
    answers_from_a_fact(sari)
    assert Consultation.objects.get().state == "answered"
    assert "Karto" not in agent.open(f"/petugas/pertanyaan/{Consultation.objects.get().pk}/").text

    other_device = visitor(script=False, width=360)
    assert "loket dua" in opens_by_receipt(other_device, receipt.upper())
    assert "Karto" not in other_device.text
    other_device.open("/tanya-orang/pribadi/")
    other_device.page.locator("[name=tanda]").fill(second)
    other_device.page.get_by_role("main").get_by_role("button").first.click()
    assert "Karto" in other_device.text
    assert "loket dua" in phone.types("status")

    opens_first_of_all(sari)
    proposes(sari)
    publishes(desk("wati"))
    next_one = Phone(visitor(script=False, width=360))
    next_one.types("desa")
    next_one.types(IN_A)
    assert "loket dua" in next_one.types("apakah bayi perlu buku paspor sendiri")


def opens_first_of_all(someone):
    someone.open(f"/petugas/pertanyaan/{Consultation.objects.get().pk}/")


def test_what_names_the_village_head_never_reaches_the_village(visitor, desk):
    phone = Phone(visitor(script=False, width=360))
    told = asks(phone, "pak kades minta uang 500 ribu buat surat paspor")
    assert "110" in told
    assert "tidak dikirim ke orang desa" in told
    choices = phone._here.locator(".choices").last
    assert not choices.locator("button[value='q:read:agent']").count()
    receipt = receipt_in(phone.presses("q:read:office"))
    agent = desk("agent").open("/petugas/pertanyaan/")
    assert not agent.page.locator("ul.threads a").count()
    number = Consultation.objects.get().pk
    assert agent.page.goto(f"/petugas/pertanyaan/{number}/").status == 404
    wati = desk("wati")
    assert "kades" in opens_first(wati)
    answers_from_a_fact(wati)
    assert "loket dua" in opens_by_receipt(visitor(script=False), receipt)
    assert agent.page.goto(f"/petugas/pertanyaan/{number}/").status == 404
