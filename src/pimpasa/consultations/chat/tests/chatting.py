"""A person with a phone on one network: types, presses what its screen shows, and reads what comes."""

import re

from django.utils import timezone

from pimpasa.consultations.models import Consultation
from pimpasa.foundation.channels import conversations
from pimpasa.foundation.channels.fitting import wire_id
from pimpasa.foundation.channels.network import network
from pimpasa.foundation.channels.tests.make import ADDRESSES, hear, shown_to

ALL = ("whatsapp", "telegram", "sms", "webchat")
# The village of the builders' Sari and agent, as people would write it.
IN_A = "Tambakreja Kedungreja Cilacap"
RECEIPT = re.compile(r"(?:Tanda terima Anda|Tanda terima kedua): ((?:[a-z]+ ){4}[a-z]+)\.")


class Chat:
    def __init__(self, channel="whatsapp", address=""):
        self.channel, self.address = channel, address or ADDRESSES[channel]
        self.read = 0
        self.contact = None

    def types(self, text):
        """What is said in answer, as the screen shows it."""
        self.contact = hear(self.channel, text, address=self.address)
        return self.news()

    def presses(self, choice):
        """Among what was offered last; by SMS its number."""
        place = [one.id for one in self.offered].index(choice)
        if network(self.channel).is_numbered:
            return self.types(str(place + 1))
        self.contact = hear(self.channel, self.offered[place].label, choice=wire_id(choice), address=self.address)
        return self.news()

    def presses_old(self, choice):
        """A button far above."""
        self.contact = hear(self.channel, "x", choice=wire_id(choice), address=self.address)
        return self.news()

    def news(self):
        shown = [one.text for one in shown_to(self.contact)]
        new, self.read = shown[self.read :], len(shown)
        return "\n".join(new)

    def presses_thread(self, prefix):
        return self.presses(prefix + str(self.thread.pk))

    def reads_on(self, text):
        """All pages of a long message."""
        while "lanjut" in self.ids:
            text += "\n" + self.presses("lanjut")
        return text

    @property
    def offered(self):
        return conversations.load(self.contact, timezone.now()).offered

    @property
    def ids(self):
        return [one.id for one in self.offered]

    @property
    def state(self):
        return conversations.load(self.contact, timezone.now()).conversation.state

    @property
    def thread(self):
        return Consultation.objects.filter(contact=self.contact.pk).latest("recorded_at")

    # -- ways

    def asks(self, text="Apakah bayi perlu buku sendiri?", village=IN_A):
        """As far as the choice of the reader."""
        self.types("petugas")
        if "q:other" in self.ids:
            self.presses("q:other")
        self.types(text)
        if "q:without" in self.ids:
            self.presses("q:without")
        return self.goes_to(village)

    def goes_to(self, village):
        return self.presses(village) if village.startswith("q:") else self.types(village)

    def sends(self, text="Apakah bayi perlu buku sendiri?", level="officer", village=IN_A):
        self.asks(text, village)
        return self.presses(f"q:read:{level}")


def receipt_in(text):
    return RECEIPT.search(" ".join(text.split()))[1]
