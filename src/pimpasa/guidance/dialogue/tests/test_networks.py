"""The covering ways once more, now through each network: what it writes, what a person presses, what it reads.

Every message keeps the network's limits, and at the end stand the facts of the page.
"""

import itertools
import json
import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from pimpasa.foundation.channels import intake
from pimpasa.foundation.channels.conversations import Thread
from pimpasa.foundation.channels.fitting import units, wire_id
from pimpasa.foundation.channels.models import Contact
from pimpasa.foundation.channels.network import Received, network
from pimpasa.foundation.channels.sms import limits as sms
from pimpasa.foundation.channels.sms.writing import plain
from pimpasa.foundation.channels.standin import webhooks
from pimpasa.foundation.channels.telegram import limits as telegram
from pimpasa.foundation.channels.whatsapp import limits as whatsapp
from pimpasa.foundation.content import load_library
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.answers import answer_for
from pimpasa.guidance.dialogue.paging import GOES_ON
from pimpasa.regions.gazetteer import gazetteer

from .test_same_facts import MARK, is_told, village_of
from .walks import covering_ways

DAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, tzinfo=UTC)
NUMBERS = itertools.count(1_000)
NETWORKS = ("webchat", "whatsapp", "telegram", "sms")
ADDRESS = {"webchat": "obrolan", "whatsapp": "6281200000001", "telegram": "700000001", "sms": "6281200000002"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(settings):
    settings.INBOUND_HANDLERS = ["pimpasa.guidance.dialogue.receiving.receive"]
    settings.HAND_OVER = ""
    with time_machine.travel(DAY, tick=False):
        yield


def within_whatsapp(payload):
    if payload["type"] == "text":
        assert units(payload["text"]["body"]) <= whatsapp.TEXT
        return
    told = payload["interactive"]
    assert units(told["body"]["text"]) <= whatsapp.INTERACTIVE_BODY
    if told["type"] == "button":
        labels = [one["reply"]["title"] for one in told["action"]["buttons"]]
        assert len(labels) <= whatsapp.BUTTONS
        assert all(0 < units(label) <= whatsapp.BUTTON_TITLE for label in labels)
    else:
        rows = [row for section in told["action"]["sections"] for row in section["rows"]]
        labels = [row["title"] for row in rows]
        assert len(rows) <= whatsapp.ROWS
        assert all(0 < units(row["title"]) <= whatsapp.ROW_TITLE for row in rows)
        assert all(units(row.get("description", "")) <= whatsapp.ROW_DESCRIPTION for row in rows)
    assert len(set(labels)) == len(labels)


def within_telegram(payload):
    assert units(payload["text"]) <= telegram.TEXT
    pressed = [one for row in payload.get("reply_markup", {}).get("inline_keyboard", []) for one in row]
    assert all(len(one["callback_data"].encode()) <= 64 for one in pressed)


def within_sms(payload):
    assert sms.segments(payload["text"]) <= sms.SEGMENTS


WITHIN = {"whatsapp": within_whatsapp, "telegram": within_telegram, "sms": within_sms, "webchat": json.dumps}


class Phone:
    """Sees only what the network shows, and answers only as the network can."""

    def __init__(self, channel):
        self.channel, self.network = channel, network(channel)
        self.contact, self.thread = Contact(channel=channel), Thread()

    def sends(self, text="", choice=None):
        """Read and answered as the intake does it; what the database keeps between two messages is tested there."""
        pages = intake._answered(self.network, self._received(text, choice), self.contact, self.thread, NOW)
        payloads = [payload for page in pages for payload in self.network.write(page.reply, page.number)]
        for payload in payloads:
            WITHIN[self.channel](payload)
        self.shown = [self.network.show(payload) for payload in payloads]
        assert self.shown
        return self.shown

    def _received(self, text, choice):
        number, address = str(next(NUMBERS)), ADDRESS[self.channel]
        if self.channel == "webchat":
            return Received(number, address, text, choice.id if choice else "")
        told = webhooks.press if choice else webhooks.message
        call = told(self.channel, address, number, choice or text)
        (received,) = self.network.read(call.body).received
        return received

    def presses(self, choice_id):
        """Turns the list's pages until the choice stands there; by SMS types its number."""
        place = self.offered.index(choice_id) + 1
        for _page in range(len(self.offered) + 1):
            if self.network.is_numbered:
                if re.search(rf"^{place} ", self.shown[-1].text, re.MULTILINE):
                    return self.sends(str(place))
                self.sends("0")
            else:
                there = {one.id: one for one in self.shown[-1].choices}
                if wire_id(choice_id) in there:
                    return self.sends(choice=there[wire_id(choice_id)])
                self.sends(choice=next(one for one in self.shown[-1].choices if one.id.startswith("#more")))
        raise AssertionError(f"{choice_id} is nowhere in the list")

    @property
    def offered(self):
        return [one.id for one in self.thread.offered]

    def reads(self, shown):
        """The words of all pages; what went on over a page is one line again."""
        text = self._words(shown)
        while "lanjut" in self.offered:
            more = self._words(self.presses("lanjut"))
            text = f"{text.removesuffix(GOES_ON)} {more}" if text.endswith(GOES_ON) else f"{text}\n{more}"
        return text

    def _words(self, shown):
        return "\n".join(one.text for one in shown).partition("\n" + plain("Balas angka:"))[0]


def talk_through(phone, guide_id, way):
    phone.sends("menu")
    if way.office:
        phone.presses("desa")
        code = village_of(way)
        phone.sends(words_of(code))
        if f"v:{code}" in phone.offered:
            phone.presses(f"v:{code}")
        phone.sends("menu")
    phone.presses(f"guide:{guide_id}")
    for question, options in way.pressed:
        for option in options:
            phone.presses(f"o:{option}")
        if load_library().guides[guide_id].by_question[question].many:
            phone.presses("cukup")


def words_of(code):
    place = gazetteer().place(code)
    return f"{place.village} {place.district} {place.regency}"


def read_parts(phone):
    """Every part of the answer; by SMS one goes back for the next."""
    parts = [one for one in phone.offered if one.startswith("part:")]
    assert parts
    told = []
    for part in parts:
        told.append(phone.reads(phone.presses(part)))
    return "\n".join(told)


def squashed(text):
    return " ".join(text.split())


@pytest.mark.parametrize("channel", NETWORKS)
@pytest.mark.parametrize("guide_id", ["paspor", "kerja"])
def test_every_pair_ends_in_the_facts_of_the_page_on_every_network(channel, guide_id):
    guide, written = load_library().guides[guide_id], plain if channel == "sms" else str
    words = {fact.id: written(say(fact.text)) for fact in guide.facts_on(DAY)}
    for way in covering_ways(guide_id, DAY):
        phone = Phone(channel)
        talk_through(phone, guide_id, way)
        told = read_parts(phone)
        lines = [MARK.sub("", line, count=1) for line in told.splitlines()]
        whole = squashed(told)
        on_page = {fact.id for fact in answer_for(guide_id, dict(way.pressed), DAY, way.office).facts}
        missing = [name for name in on_page if squashed(words[name]) not in whole]
        assert not missing, (way.pressed, missing)
        twins = {words[name] for name in on_page}
        others = {name: text for name, text in words.items() if text not in twins}
        assert not [name for name, text in others.items() if is_told(text, lines)], way.pressed
