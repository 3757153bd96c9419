"""Kept client libraries build and read the same shapes: pywa for WhatsApp, aiogram for Telegram."""

import asyncio
import json

import httpx
import pytest
from aiogram import Bot
from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Update
from pywa import WhatsApp
from pywa.types import (
    Button,
    CallbackButton,
    CallbackSelection,
    Message,
    MessageStatus,
    Section,
    SectionList,
    SectionRow,
)
from pywa.types.message_status import MessageStatusType

from pimpasa.foundation.channels.messages import Choice, Reply
from pimpasa.foundation.channels.network import Message as Outgoing
from pimpasa.foundation.channels.network import network
from pimpasa.foundation.channels.standin import webhooks
from pimpasa.foundation.channels.whatsapp.sending import addressed, trouble_of
from pimpasa.foundation.tasks.tests.run import apart

BY_PHONE, BY_ID = "6281200000001", "ID.13491208655302741918"
SHORT = (Choice("biaya", "Biaya"), Choice("syarat", "Syarat"))
ROWS = (*SHORT, Choice("hilang", "Hilang", "Buku hilang di jalan"), Choice("rusak", "Rusak"))


class Asked(Exception):  # noqa: N818 - stops the library before it would reach a network
    pass


@pytest.fixture
def pywa_sends():
    """What pywa would post for a message."""

    def answer(request):
        if b"messaging_product" in request.content:
            raise Asked(json.loads(request.content))
        return httpx.Response(200, json={})

    with httpx.Client(transport=httpx.MockTransport(answer)) as session:
        client = WhatsApp(phone_id="1", token="x", server=None, session=session)

        def send(to, **message):
            with pytest.raises(Asked) as asked:
                client.send_message(to=to, tracker="ref", **message)
            return clean(asked.value.args[0])

        yield send


def clean(told):
    """Without what is null: the library names every field."""
    if isinstance(told, dict):
        return {name: clean(value) for name, value in told.items() if value is not None}
    return [clean(one) for one in told] if isinstance(told, list) else told


def ours(to, reply):
    (payload,) = network("whatsapp").write(reply, 0)
    return addressed(Outgoing("ref", to, payload))


@pytest.mark.parametrize("to", [BY_PHONE, BY_ID])
def test_a_text_is_what_pywa_would_send(pywa_sends, to):
    assert ours(to, Reply("Halo")) == pywa_sends(to, text="Halo", preview_url=False)


@pytest.mark.parametrize("to", [BY_PHONE, BY_ID])
def test_buttons_are_what_pywa_would_send(pywa_sends, to):
    buttons = [Button(title=one.label, callback_data=one.id) for one in SHORT]
    assert ours(to, Reply("Pilih", SHORT)) == pywa_sends(to, text="Pilih", buttons=buttons)


def test_a_list_is_what_pywa_would_send(pywa_sends):
    rows = [SectionRow(title=one.label, callback_data=one.id, description=one.hint or None) for one in ROWS]
    listed = SectionList(button_title="Pilih", sections=[Section(title="Pilihan", rows=rows)])
    assert ours(BY_PHONE, Reply("Pilih", ROWS)) == pywa_sends(BY_PHONE, text="Pilih", buttons=listed)


@pytest.fixture
def client():
    return WhatsApp(phone_id="1", token="x", server=None)


@pytest.mark.parametrize(("address", "phone"), [(BY_PHONE, BY_PHONE), (BY_ID, None)])
def test_pywa_reads_the_text_that_the_stand_in_tells(client, address, phone):
    call = webhooks.message("whatsapp", address, "wamid.1", "halo")
    read = Message.from_update(client, json.loads(call.body))
    assert (read.text, read.id, read.from_user.wa_id) == ("halo", "wamid.1", phone)


@pytest.mark.parametrize(("listed", "kind"), [(False, CallbackButton), (True, CallbackSelection)])
def test_pywa_reads_the_pressed_choice(client, listed, kind):
    call = webhooks.press("whatsapp", BY_ID, "wamid.1", Choice("biaya", "Biaya", "-"), listed=listed)
    read = kind.from_update(client, json.loads(call.body))
    assert (read.data, read.title, read.from_user.bsuid) == ("biaya", "Biaya", BY_ID)


def test_pywa_reads_the_report(client):
    call = webhooks.report("whatsapp", "ref", "wamid.1", "failed", 131047)
    read = MessageStatus.from_update(client, json.loads(call.body))
    assert (read.status, read.tracker, read.error.code) == (MessageStatusType.FAILED, "ref", 131047)


@pytest.mark.parametrize("code", [4, 80007, 130429, 131048, 131056, 131026, 131047, 368, 131031, 190])
def test_error_codes_mean_to_us_what_they_mean_to_pywa(code):
    from pywa.errors import AuthorizationError, IntegrityError, ThrottlingError, WhatsAppError

    error = {"code": code, "message": "", "type": "OAuthException"}
    theirs = type(WhatsAppError.from_dict(error))
    ours = type(trouble_of(httpx.Response(400, json={"error": error}))).__name__
    if issubclass(theirs, ThrottlingError):
        assert ours == "TryLaterError"
    elif issubclass(theirs, AuthorizationError | IntegrityError):
        assert ours == "SuspendedError"
    else:
        assert ours in ("RefusedError", "WindowClosedError")


def written(reply):
    (payload,) = network("telegram").write(reply, 0)
    return {"chat_id": 5, **payload}


@pytest.mark.parametrize("reply", [Reply("Halo"), Reply("Pilih", ROWS)])
def test_aiogram_takes_what_we_send_as_its_own(reply):
    told = written(reply)
    assert SendMessage.model_validate(told).model_dump(exclude_none=True, exclude_unset=True) == told


def test_what_aiogram_builds_is_what_we_write():
    keyboard = [[InlineKeyboardButton(text=one.label, callback_data=one.id)] for one in SHORT]
    method = SendMessage(
        chat_id=5,
        text="Pilih",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=keyboard),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert method.model_dump(exclude_none=True, exclude_unset=True) == written(Reply("Pilih", SHORT))


def test_aiogram_reads_the_updates_that_the_stand_in_tells():
    told = webhooks.message("telegram", "700000001", "12", "halo").body
    update = Update.model_validate_json(told)
    assert (update.update_id, update.message.text, update.message.from_user.id) == (12, "halo", 700000001)
    pressed = Update.model_validate_json(webhooks.press("telegram", "700000001", "13", SHORT[0]).body)
    assert (pressed.callback_query.data, pressed.callback_query.message.chat.type) == ("biaya", "private")


def test_we_read_an_update_that_aiogram_wrote():
    told = webhooks.telegram_text("700000001", "12", "halo", "")
    again = Update.model_validate(told).model_dump_json(exclude_none=True, by_alias=True).encode()
    (received,) = network("telegram").read(again).received
    assert (received.address, received.text, received.provider_id) == ("700000001", "halo", "12")


def test_aiogram_needs_no_network_here():
    bot = Bot("1:" + "a" * 35)
    assert bot.id == 1
    apart(lambda: asyncio.run(bot.session.close()))


# The shapes of the providers' own documentation, with the fields we do not use.

TEXT = {"timestamp": "1749416383", "type": "text", "text": {"body": "x"}}
DOCUMENTED = {
    "by phone": {"from": "16505551234", "id": "wamid.A", **TEXT},
    "by id": {"from_user_id": "US.1349", "id": "wamid.B", **TEXT},
    "empty phone": {"from": "", "id": "wamid.C", **TEXT},
}
PEOPLE = {
    "by phone": {"profile": {"name": "A"}, "wa_id": "16505551234"},
    "by id": {"profile": {"name": "A", "username": "a"}, "user_id": "US.1349"},
    "empty phone": {"profile": {"name": "A"}, "wa_id": "", "user_id": "US.1349"},
}
EXPECTED = {"by phone": ("16505551234", "16505551234"), "by id": ("US.1349", ""), "empty phone": ("US.1349", "")}


@pytest.mark.parametrize("kind", DOCUMENTED)
def test_documented_senders_are_known(kind):
    told = webhooks.whatsapp_value(contacts=[PEOPLE[kind]], messages=[DOCUMENTED[kind]])
    (received,) = network("whatsapp").read(json.dumps(told).encode()).received
    assert (received.address, received.phone) == EXPECTED[kind]


@pytest.mark.parametrize("kind", ["image", "audio", "document", "video", "sticker", "location", "contacts", "order"])
def test_what_is_not_words_is_named_and_never_fetched(kind):
    content = {"contacts": [{}]} if kind == "contacts" else {kind: {"id": "1", "mime_type": "x"}}
    told = webhooks.whatsapp_message(BY_ID, "wamid.1", type=kind, **content)
    (received,) = network("whatsapp").read(json.dumps(told).encode()).received
    assert (received.attachment, received.text) == (kind, "")


@pytest.mark.parametrize("kind", ["reaction", "system", "unsupported"])
def test_what_is_no_message_to_us_is_passed_over(kind):
    told = webhooks.whatsapp_message(BY_ID, "wamid.1", type=kind)
    assert network("whatsapp").read(json.dumps(told).encode()).received == ()
