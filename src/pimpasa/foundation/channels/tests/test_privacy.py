"""No number, no word: not in the logs, not in the audit, not in the database."""

import base64
import logging

import pytest
from django.db import connection
from django.utils import timezone

from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.channels import sender
from pimpasa.foundation.channels.contacts import KEPT_FOR, erase, erase_due, keep_until
from pimpasa.foundation.channels.models import Contact, InboundMessage
from pimpasa.foundation.channels.standin import webhooks
from pimpasa.foundation.channels.tests import handlers
from pimpasa.foundation.channels.tests.make import PROVIDERS, hear, make_contact, post_webhook, queue_reply

pytestmark = pytest.mark.django_db
NUMBER, WORDS = "6281255500777", "rahasiaku-jangan-bocor"


def database_text():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'channels_%' OR tablename LIKE 'audit_%'")
        tables = [row[0] for row in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows)


def forms_of(planted):
    raw = planted.encode()
    return [planted, raw.hex(), base64.b64encode(raw).decode().rstrip("=")]


@pytest.mark.parametrize("channel", PROVIDERS)
@pytest.mark.parametrize("handler", ["remembers", "fails"])
def test_nothing_planted_is_found_anywhere(channel, handler, settings, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    # A real WhatsApp id contains the number; here so does every network's.
    number = f"wamid.{NUMBER}" if channel != "telegram" else NUMBER
    settings.INBOUND_HANDLERS = ["pimpasa.foundation.channels.standin.echo.answer"]
    post_webhook(channel, WORDS, address=NUMBER, number=number)
    queue_reply(Contact.objects.get(), WORDS)
    sender.send_batch(channel), sender.send_batch(channel)
    settings.INBOUND_HANDLERS = [handlers.PREFIX + handler]
    post_webhook(channel, WORDS, address=NUMBER, number="12")
    queries = [record for record in caplog.records if record.name != "django.db.backends"]
    logged = "\n".join(record.getMessage() + str(record.exc_text or "") for record in queries)
    everywhere = database_text() + logged + "".join(capsys.readouterr()) + str(list(AuditEntry.objects.values()))
    assert f",{channel}," in everywhere
    for planted in (*forms_of(NUMBER), *forms_of(WORDS)):
        assert planted not in everywhere


def test_no_words_of_a_handled_message_are_kept():
    hear("whatsapp", WORDS)
    row = InboundMessage.objects.get()
    assert {field.name for field in row._meta.fields} == {
        "id",
        "channel",
        "provider_key",
        "contact",
        "received_at",
        "handled_at",
        "failures",
    }


def test_an_address_is_kept_thirty_days_after_the_last_message():
    contact = hear("whatsapp", "halo")
    assert erase_due(timezone.now() + KEPT_FOR - timezone.timedelta(minutes=1)) == 0
    assert erase_due(timezone.now() + KEPT_FOR + timezone.timedelta(minutes=1)) == 1
    contact.refresh_from_db()
    assert (bytes(contact.address), contact.address_key, bytes(contact.phone)) == (b"", None, b"")
    assert not hasattr(contact, "conversation")
    assert all(bytes(row.payload) == b"" for row in contact.outgoing.all())


def test_a_matter_keeps_the_contact(settings):
    hear("whatsapp", "halo")
    settings.CONTACT_HOLDERS = [f"{__name__}.everyone"]
    assert erase_due(timezone.now() + KEPT_FOR * 2) == 0
    settings.CONTACT_HOLDERS = []
    assert erase_due(timezone.now() + KEPT_FOR * 3) == 1


def everyone(ids):
    return set(ids)


def test_the_day_of_erasure_moves_later_only():
    now = timezone.now()
    contact = make_contact(erase_after=now)
    keep_until(contact, now + KEPT_FOR)
    keep_until(contact, now)
    contact.refresh_from_db()
    assert contact.erase_after == now + KEPT_FOR


def test_whoever_writes_again_after_erasure_is_new():
    old = hear("whatsapp", "halo")
    erase(old)
    assert hear("whatsapp", "halo lagi").pk != old.pk


def test_the_stand_in_names_the_broken_rule_and_no_words():
    from pimpasa.foundation.channels.standin import provider

    stand_in = provider.new_stand_in("sms")
    call = webhooks.message("sms", NUMBER, "1", WORDS)
    import httpx

    assert stand_in.answer(httpx.Request("POST", "http://x.test", content=call.body)).status_code == 400
    assert WORDS not in str(stand_in.wrong)
