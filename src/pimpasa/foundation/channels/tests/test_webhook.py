"""What providers call: signed, once, and again after a failure."""

import hashlib
import hmac
import json

import pytest
from django.test import Client
from django.urls import reverse

from pimpasa.foundation.channels.models import Contact, InboundMessage, OutgoingMessage, StoredConversation
from pimpasa.foundation.channels.standin import webhooks
from pimpasa.foundation.channels.tests import handlers
from pimpasa.foundation.channels.tests.make import ADDRESSES, PROVIDERS, post_call, post_webhook, said_to

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("channel", PROVIDERS)
def test_a_message_is_answered(channel):
    assert post_webhook(channel, "biaya").status_code == 200
    assert said_to(Contact.objects.get())[0].startswith("1: biaya")


@pytest.mark.parametrize("channel", PROVIDERS)
def test_a_repeated_message_is_accepted_and_not_answered_again(channel):
    assert [post_webhook(channel, "biaya", number="77").status_code for _ in range(3)] == [200, 200, 200]
    assert (InboundMessage.objects.count(), OutgoingMessage.objects.count()) == (1, 1)


@pytest.mark.parametrize("channel", PROVIDERS)
def test_a_wrong_signature_is_refused(channel):
    call = webhooks.message(channel, ADDRESSES[channel], "1", "biaya")
    forged = {name: value[:-1] + ("0" if value[-1] != "0" else "1") for name, value in call.headers.items()}
    assert post_call(webhooks.Call(channel, call.body, forged)).status_code == 403
    assert post_call(webhooks.Call(channel, call.body, {})).status_code == 403
    assert not Contact.objects.exists()


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_a_changed_body_is_refused(channel):
    call = webhooks.message(channel, ADDRESSES[channel], "1", "biaya")
    assert post_call(webhooks.Call(channel, call.body + b" ", call.headers)).status_code == 403


@pytest.mark.parametrize(("channel", "status"), [("whatsapp", 200), ("telegram", 200), ("sms", 400)])
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"entry": 5}', b'{"update_id": 1, "message": {}}', b"\xff"]
)
def test_a_signed_body_that_nobody_can_read_harms_nothing(channel, status, body):
    call = webhooks.Call(channel, body, webhooks.SIGNATURES[channel](body))
    assert post_call(call).status_code == status
    assert not InboundMessage.objects.exists()


def test_a_body_beyond_the_limit_is_not_read():
    body = b"x" * (256 * 1024 + 1)
    assert post_call(webhooks.Call("sms", body, webhooks.SIGNATURES["sms"](body))).status_code == 413


def test_whatsapp_may_register_the_address_only_with_our_word(monkeypatch):
    monkeypatch.setenv("PIMPASA_WHATSAPP_VERIFY", "kata")
    asked = {"hub.mode": "subscribe", "hub.verify_token": "kata", "hub.challenge": "123"}
    address = reverse("channel-webhook", args=["whatsapp"])
    assert Client().get(address, asked).content == b"123"
    assert Client().get(address, {**asked, "hub.verify_token": "lain"}).status_code == 403


def test_the_secret_of_the_provider_signs(monkeypatch):
    monkeypatch.setenv("PIMPASA_WHATSAPP_SECRET", "rahasia")
    body = json.dumps({"entry": []}).encode()
    told = hmac.new(b"rahasia", body, hashlib.sha256).hexdigest()
    assert post_call(webhooks.Call("whatsapp", body, {"X-Hub-Signature-256": f"sha256={told}"})).status_code == 200


def test_an_unknown_network_is_not_found():
    assert Client().post(reverse("channel-webhook", args=["kurir"])).status_code == 404


def test_the_web_chat_takes_no_webhooks():
    assert post_call(webhooks.Call("webchat", b"{}", {})).status_code == 403


@pytest.mark.parametrize("channel", PROVIDERS)
def test_nothing_is_kept_of_a_message_that_failed_and_its_repetition_succeeds(channel, settings):
    working = settings.INBOUND_HANDLERS
    settings.INBOUND_HANDLERS = [handlers.PREFIX + "fails"]
    assert post_webhook(channel, "biaya", number="5").status_code == 500
    assert not Contact.objects.exists()
    assert not StoredConversation.objects.exists()
    assert not OutgoingMessage.objects.exists()
    settings.INBOUND_HANDLERS = working
    assert post_webhook(channel, "biaya", number="5").status_code == 200
    assert OutgoingMessage.objects.count() == 1


def test_a_message_that_fails_again_and_again_lets_the_others_pass(settings):
    settings.INBOUND_HANDLERS = [handlers.PREFIX + "fails"]
    assert [post_webhook("telegram", "biaya", number="5").status_code for _ in range(6)] == [500] * 4 + [200] * 2
    (told,) = said_to(Contact.objects.get())
    assert "gangguan" in told


def test_telegram_is_told_in_the_answer_that_the_button_was_seen():
    answer = post_webhook("telegram", "Lagi", choice="lagi", number="9").json()
    assert answer == {"method": "answerCallbackQuery", "callback_query_id": "9"}


def test_several_messages_in_one_call_are_answered_in_order():
    first, second = (webhooks.whatsapp_text(ADDRESSES["whatsapp"], str(n), f"pesan{n}", "") for n in (1, 2))
    first["entry"] += second["entry"]
    assert post_call(webhooks.signed("whatsapp", first)).status_code == 200
    assert [text.split()[1] for text in said_to(Contact.objects.get())] == ["pesan1", "pesan2"]


def test_messages_that_come_out_of_order_are_each_answered():
    for number in ("3", "1", "2", "1"):
        post_webhook("telegram", f"pesan{number}", number=number)
    assert [text.split(": ")[0] for text in said_to(Contact.objects.get())] == ["1", "2", "3"]


def test_a_group_is_not_listened_to():
    told = webhooks.telegram_text("700000001", "1", "biaya", "")
    told["message"]["chat"]["type"] = "group"
    assert post_call(webhooks.signed("telegram", told)).status_code == 200
    assert not Contact.objects.exists()
