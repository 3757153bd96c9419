"""What was planted in a chat is found nowhere in the clear, and is forgotten in time."""

import base64
import logging
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from pimpasa.consultations.actions.tending import tend
from pimpasa.consultations.chat.tests.chatting import Chat
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.tests.make import answered
from pimpasa.foundation.channels.contacts import erase_due
from pimpasa.foundation.channels.models import Contact

pytestmark = pytest.mark.django_db
NUMBER, WORDS, NOTE = "6281255500777", "kata-tertanam-di-pertanyaan", "catatan-tertanam-pribadi"
PHONE_IN_WORDS = "081234509876"


def database_text():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = []
        for (table,) in cursor.fetchall():
            if table.startswith(("channels_", "audit_", "consultations_")):
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def forms_of(planted):
    raw = planted.encode()
    return [planted, raw.hex(), base64.b64encode(raw).decode().rstrip("=")]


@pytest.mark.parametrize("channel", ["whatsapp", "telegram", "sms"])
def test_nothing_planted_is_found(channel, agent, sari, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    chat = Chat(channel, NUMBER)
    chat.sends(f"Apakah {WORDS} {PHONE_IN_WORDS} boleh?", level="agent")
    chat.presses_thread("q:private:")
    chat.presses("q:note:officer")
    chat.types(NOTE)
    answered(chat.thread, agent, f"Boleh, {WORDS}.")
    logged = "\n".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    everywhere = database_text() + logged + "".join(capsys.readouterr())
    assert "consultation-answered" in everywhere
    for planted in (NUMBER, WORDS, NOTE, PHONE_IN_WORDS):
        assert not [form for form in forms_of(planted) if form in everywhere]


def test_a_contact_is_erased_thirty_days_after_closing(sari):
    chat = Chat("whatsapp")
    chat.sends()
    later = timezone.now() + timedelta(days=60)
    assert erase_due(later) == 0  # still open
    answered(chat.thread, sari)
    chat.presses_thread("q:thanks:")
    closed = timezone.now()
    with time_machine.travel(closed + timedelta(days=31), tick=False):
        tend(timezone.now())
        Contact.objects.update(erase_after=timezone.now() - timedelta(days=1))
        assert erase_due() == 1
    assert Contact.objects.get().address_key is None
    assert Consultation.objects.get().contact is None


def test_before_that_it_stays(sari):
    chat = Chat("whatsapp")
    chat.sends()
    chat.types("status")
    chat.presses_thread("q:withdraw:")
    soon = timezone.now() + timedelta(days=29)
    with time_machine.travel(soon, tick=False):
        tend(timezone.now())
        Contact.objects.update(erase_after=soon - timedelta(days=1))
        assert erase_due() == 0
