"""The chat, the simulated phones, and what those who run the installation see."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import make_person, make_sari
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.channels import client as providers
from pimpasa.foundation.channels import sender, suspension
from pimpasa.foundation.channels.models import Cap, Contact, OutgoingMessage
from pimpasa.foundation.channels.tests import handlers
from pimpasa.foundation.channels.tests.make import make_contact, queue_reply
from pimpasa.foundation.installation.tests.make import set_up_site
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


@pytest.fixture
def browser():
    return Client()


def fields(page, channel=""):
    forms = page.content.decode().split("<form ")
    form = next((one for one in forms if f'value="{channel}"' in one), "") if channel else page.content.decode()
    return {name: html.unescape(value) for name, value in HIDDEN.findall(form) if name != "csrfmiddlewaretoken"}


def chat(browser, page, **said):
    return browser.post(reverse("webchat"), {**fields(page), **said})


def test_the_chat_answers_without_a_script(browser):
    page = chat(browser, browser.get(reverse("webchat")), text="biaya <b>")
    shown = page.content.decode()
    assert "1: biaya &lt;b&gt;" in shown
    assert shown.index("biaya &lt;b&gt;") < shown.index("1: biaya")
    page = chat(browser, page, choice="lagi")
    assert "2: lagi" in page.content.decode()


def test_ones_own_words_stand_on_the_page_and_nowhere_else(browser):
    page = chat(browser, browser.get(reverse("webchat")), text="rahasiaku")
    assert "rahasiaku" in fields(page)["mine"]
    assert "rahasiaku" not in browser.get(reverse("webchat")).content.decode().replace("1: rahasiaku", "")


def test_a_form_sent_twice_is_said_once(browser):
    page = browser.get(reverse("webchat"))
    chat(browser, page, text="biaya")
    chat(browser, page, text="biaya")
    assert OutgoingMessage.objects.count() == 1


def test_nothing_said_tells_so_and_makes_no_contact(browser):
    page = chat(browser, browser.get(reverse("webchat")), text="  ")
    assert "Tulis pertanyaan Anda dulu" in page.content.decode()
    assert not Contact.objects.exists()


def test_a_failure_keeps_what_was_typed(browser, settings):
    settings.INBOUND_HANDLERS = [handlers.PREFIX + "fails"]
    page = chat(browser, browser.get(reverse("webchat")), text="pertanyaan panjang")
    assert "pertanyaan panjang</textarea>" in page.content.decode()


def test_what_comes_later_is_found_by_the_script(browser):
    chat(browser, browser.get(reverse("webchat")), text="halo")
    assert browser.get(reverse("webchat-new"), {"after": 1}).status_code == 204
    queue_reply(Contact.objects.get(), "Jawaban petugas")
    assert "Jawaban petugas" in browser.get(reverse("webchat-new"), {"after": 1}).content.decode()


def test_the_chat_of_another_browser_is_not_seen(browser):
    chat(browser, browser.get(reverse("webchat")), text="halo")
    assert "1: halo" not in Client().get(reverse("webchat")).content.decode()
    forged = Client()
    forged.cookies["obrolan"] = browser.cookies["obrolan"].value[:-1] + "x"
    assert "1: halo" not in forged.get(reverse("webchat")).content.decode()


def test_the_chat_can_be_erased_on_a_shared_device(browser):
    chat(browser, browser.get(reverse("webchat")), text="halo")
    browser.post(reverse("webchat-forget"))
    assert Contact.objects.get().erased_at
    assert "1: halo" not in browser.get(reverse("webchat")).content.decode()


def use(browser, page, channel, **said):
    return browser.post(reverse("simulator"), {**fields(page, channel), **said})


@pytest.fixture
def no_provider(monkeypatch):
    monkeypatch.setattr(providers, "_outward", lambda: pytest.fail("a provider was asked"))


@pytest.mark.parametrize("channel", ["whatsapp", "telegram", "sms"])
def test_each_phone_answers_at_once(browser, channel, no_provider):
    page = use(browser, browser.get(reverse("simulator")), channel, text="biaya")
    assert "1: biaya" in page.content.decode()
    contact = Contact.objects.get()
    assert (contact.channel, contact.is_simulated) == (channel, True)
    assert contact.outgoing.get().state == OutgoingMessage.State.SENT


@pytest.mark.parametrize("channel", ["whatsapp", "telegram"])
def test_a_pressed_button_is_heard(browser, channel):
    page = use(browser, browser.get(reverse("simulator")), channel, text="biaya")
    assert "2: lagi" in use(browser, page, channel, choice="lagi").content.decode()


def test_a_photo_is_refused_kindly(browser):
    page = use(browser, browser.get(reverse("simulator")), "whatsapp", photo="1")
    assert "Jangan kirim foto KTP" in page.content.decode()


def test_someone_without_a_number_uses_whatsapp_too(browser):
    browser.post(reverse("simulator-new"), {"without-number": "on"})
    page = use(browser, browser.get(reverse("simulator")), "whatsapp", text="biaya")
    assert "1: biaya" in page.content.decode()
    assert bytes(Contact.objects.get().phone) == b""


def test_the_phones_are_closed_to_strangers_once_an_office_runs_the_site(browser, settings):
    set_up_site("Kantor uji")
    assert browser.get(reverse("simulator")).status_code == 302
    browser.force_login(make_sari())
    assert browser.get(reverse("simulator")).status_code == 403
    browser.force_login(administrator())
    assert browser.get(reverse("simulator")).status_code == 200
    settings.CHANNEL_SIMULATOR = False
    assert browser.get(reverse("simulator")).status_code == 404


def administrator() -> User:
    return make_person("pengelola", Role.ADMINISTRATOR)


@pytest.fixture
def keeper(browser):
    browser.force_login(administrator())
    return browser


def make_dead(code="131026"):
    queue_reply(make_contact(), "Rahasia sekali")
    OutgoingMessage.objects.update(state="dead", error_code=code)


def test_dead_letters_are_seen_as_numbers_and_tried_again(keeper):
    make_dead()
    page = keeper.get(reverse("channels")).content.decode()
    assert "131026" in page
    assert "Rahasia" not in page
    keeper.post(reverse("channel-retry", args=["whatsapp"]), {"code": "131026"})
    assert sender.send_batch("whatsapp").sent == 1
    assert AuditEntry.objects.get(verb="try-again").details["messages"] == 1


def test_the_cap_is_seen_and_changed(keeper):
    page = keeper.post(reverse("channel-cap"), {"budget": "kanim-x", "messages": "5.000"}, follow=True)
    assert Cap.objects.get().messages == 5000
    assert "<td>5000</td>" in page.content.decode()
    page = keeper.post(reverse("channel-cap"), {"budget": "kanim-x", "messages": "banyak"}, follow=True)
    assert "misalnya 5.000" in page.content.decode()


def test_a_raised_cap_lets_go_what_waited(keeper):
    Cap.objects.create(budget_key="kanim-x", messages=0)
    queue_reply(make_contact())
    sender.send_batch("whatsapp")
    keeper.post(reverse("channel-cap"), {"budget": "kanim-x", "messages": "1"})
    assert sender.send_batch("whatsapp").sent == 1


def test_a_suspended_channel_is_shown_and_used_again(keeper):
    suspension.suspend("whatsapp", "368")
    assert "kode 368" in keeper.get(reverse("channels")).content.decode()
    keeper.post(reverse("channel-resume", args=["whatsapp"]))
    assert not suspension.is_suspended("whatsapp")
