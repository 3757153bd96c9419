"""What is sent: in order, again after a failure, within the budget, and never lost."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.channels import client, meter, outbox, sender, suspension
from pimpasa.foundation.channels.messages import Reply
from pimpasa.foundation.channels.models import Cap, ChannelState, Contact, OutgoingMessage, Spending
from pimpasa.foundation.channels.network import network
from pimpasa.foundation.channels.standin import provider, webhooks
from pimpasa.foundation.channels.tests.make import PROVIDERS, make_contact, post_call, queue_reply, said_to

pytestmark = pytest.mark.django_db
State = OutgoingMessage.State


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch):
    """New ones for each test, in place of those of the process."""
    made = {channel: provider.new_stand_in(channel) for channel in PROVIDERS}
    monkeypatch.setattr(provider, "stand_in", made.__getitem__)
    client._loopback.cache_clear()
    yield made
    client._loopback.cache_clear()


def due_now():
    OutgoingMessage.objects.filter(state=State.QUEUED).update(next_try_at=timezone.now())
    ChannelState.objects.update(paused_until=None)


def states(contact):
    return list(contact.outgoing.values_list("state", flat=True).order_by("number"))


def texts(stand_in):
    return [told["text"]["body"] for told in stand_in.accepted]


@pytest.mark.parametrize("channel", PROVIDERS)
def test_a_reply_reaches_the_provider_in_the_shape_it_documents(channel, stand_ins):
    contact = make_contact(channel)
    queue_reply(contact)
    assert sender.send_batch(channel).sent == 1
    assert (states(contact), stand_ins[channel].wrong) == (["sent"], [])


def test_queueing_belongs_to_a_transaction(transactional_db):
    with pytest.raises(outbox.SendOutsideTransactionError):
        queue_reply(make_contact())


def test_each_person_is_answered_in_order(stand_ins):
    people = [make_contact(address=f"628120000000{n}") for n in range(3)]
    for number in range(4):
        for person in people:
            queue_reply(person, f"{person.pk} {number}")
    while not sender.send_batch("whatsapp").is_empty:
        pass
    for person in people:
        mine = [text for text in texts(stand_ins["whatsapp"]) if text.startswith(str(person.pk))]
        assert mine == [f"{person.pk} {number}" for number in range(4)]


def test_what_fails_holds_up_only_the_same_person(stand_ins):
    stand_ins["whatsapp"].fail_next("500")
    one, other = make_contact(), make_contact(address="6281200000009")
    queue_reply(one, "1"), queue_reply(one, "2")
    sender.send_batch("whatsapp")
    queue_reply(other, "3")
    sender.send_batch("whatsapp")
    assert (states(one), states(other)) == (["queued", "queued"], ["sent"])
    due_now()
    sender.send_batch("whatsapp"), sender.send_batch("whatsapp")
    assert texts(stand_ins["whatsapp"]) == ["3", "1", "2"]


def test_it_waits_longer_each_time_and_never_all_at_once():
    waits = [sender.back_off(attempts).total_seconds() for attempts in (1, 3, 6, 40)]
    limits = [(1, 2), (4, 8), (32, 64), (1800, 3600)]
    assert all(low <= wait <= high for wait, (low, high) in zip(waits, limits, strict=True))
    assert len({sender.back_off(5) for _ in range(5)}) > 1


@pytest.mark.parametrize("channel", PROVIDERS)
def test_the_provider_says_how_long_to_wait_and_the_whole_channel_does(channel, stand_ins):
    stand_ins[channel].fail_next("429")
    queue_reply(make_contact(channel))
    sender.send_batch(channel)
    assert suspension.paused_until(channel) > timezone.now() + timedelta(seconds=5)
    queue_reply(make_contact(channel, "99100000000"))
    assert sender.send_batch(channel).is_empty
    due_now()
    assert sender.send_batch(channel).sent == 2


def test_after_many_attempts_it_is_given_up_and_the_words_kept():
    contact = make_contact()
    queue_reply(contact)
    stand_in = provider.stand_in("whatsapp")
    stand_in.fail_next(*["500"] * sender.MOST_ATTEMPTS)
    for _ in range(sender.MOST_ATTEMPTS):
        due_now()
        sender.send_batch("whatsapp")
    assert states(contact) == ["dead"]
    assert said_to(contact) == ["Jawaban"]


def test_what_the_provider_refuses_is_given_up_at_once(stand_ins):
    stand_ins["whatsapp"].fail_next("cannot be reached")
    contact = make_contact()
    queue_reply(contact)
    assert sender.send_batch("whatsapp").dead == 1
    assert contact.outgoing.get().error_code == "131026"


def test_a_lost_answer_is_tried_again_and_may_arrive_twice(stand_ins):
    stand_ins["telegram"].fail_next(provider.LOST_ANSWER)
    queue_reply(make_contact("telegram"))
    sender.send_batch("telegram")
    due_now()
    sender.send_batch("telegram")
    assert len(stand_ins["telegram"].accepted) == 2


def test_what_a_dead_sender_had_taken_is_sent_by_the_next():
    contact = make_contact()
    queue_reply(contact)
    contact.outgoing.update(state=State.TAKEN)
    assert sender.send_batch("whatsapp").sent == 1


def test_a_report_tells_of_an_acceptance_that_was_not_written_down(stand_ins):
    contact = make_contact()
    queue_reply(contact)
    contact.outgoing.update(state=State.TAKEN)
    post_call(webhooks.report("whatsapp", str(contact.outgoing.get().pk), "wamid.1", "sent"))
    assert sender.send_batch("whatsapp").is_empty
    assert states(contact) == ["sent"]


@pytest.mark.parametrize("channel", ["whatsapp", "sms"])
def test_reports_never_lead_backwards(channel):
    contact = make_contact(channel)
    queue_reply(contact)
    sender.send_batch(channel)
    for told in ("delivered", "sent", "failed"):
        post_call(webhooks.report(channel, str(contact.outgoing.get().pk), "x", told))
    assert states(contact) == ["delivered"]


def test_a_report_of_failure_is_seen_with_its_code():
    contact = make_contact()
    queue_reply(contact)
    sender.send_batch("whatsapp")
    post_call(webhooks.report("whatsapp", str(contact.outgoing.get().pk), "x", "failed", 131049))
    assert (states(contact), contact.outgoing.get().error_code) == (["failed"], "131049")


def test_words_are_gone_once_sent_where_no_report_follows():
    contact = make_contact("telegram")
    queue_reply(contact)
    sender.send_batch("telegram")
    assert contact.outgoing.get().payload == b""


def test_words_are_gone_once_delivered():
    contact = make_contact()
    queue_reply(contact)
    sender.send_batch("whatsapp")
    post_call(webhooks.report("whatsapp", str(contact.outgoing.get().pk), "x", "delivered"))
    assert contact.outgoing.get().payload == b""


# The cost meter


def test_billed_messages_are_counted_by_budget_and_month(monkeypatch):
    monkeypatch.setenv("PIMPASA_WHATSAPP_PRICE", "310000000 IDR")
    queue_reply(make_contact())
    sender.send_batch("whatsapp")
    spending = Spending.objects.get()
    assert (spending.budget_key, spending.count, spending.micros, spending.currency) == (
        "kanim-x",
        1,
        310_000_000,
        "IDR",
    )


def test_what_did_not_leave_is_not_paid(stand_ins):
    stand_ins["whatsapp"].fail_next("500")
    queue_reply(make_contact())
    sender.send_batch("whatsapp")
    assert Spending.objects.get().count == 0


def test_an_sms_of_three_parts_counts_three():
    queue_reply(make_contact("sms"), "a" * 400)
    sender.send_batch("sms")
    assert Spending.objects.get().count == 3


def test_telegram_costs_nothing_and_no_cap_stops_it():
    Cap.objects.create(budget_key="kanim-x", messages=0)
    queue_reply(make_contact("telegram"))
    assert sender.send_batch("telegram").sent == 1
    assert not Spending.objects.exists()


def test_over_the_cap_nothing_billed_leaves_and_others_are_not_touched(stand_ins):
    Cap.objects.create(budget_key="kanim-x", messages=5)
    for number in range(9):
        queue_reply(make_contact(address=f"628120000001{number}"))
    queue_reply(make_contact(address="6281200000020"), budget_key="kanim-y")
    sender.send_batch("whatsapp"), sender.send_batch("whatsapp")
    assert len(stand_ins["whatsapp"].accepted) == 6
    (mine, _) = meter.budgets()
    assert (mine.key, mine.spent, mine.waiting, mine.is_over) == ("kanim-x", 5, 4, True)


def test_the_cap_holds_for_all_networks_together(stand_ins):
    Cap.objects.create(budget_key="kanim-x", messages=1)
    queue_reply(make_contact()), queue_reply(make_contact("sms"))
    sender.send_batch("whatsapp"), sender.send_batch("sms")
    assert len(stand_ins["whatsapp"].accepted) + len(stand_ins["sms"].accepted) == 1


def test_what_waits_for_room_leaves_next_month():
    Cap.objects.create(budget_key="kanim-x", messages=0)
    contact = make_contact()
    queue_reply(contact)
    sender.send_batch("whatsapp")
    assert contact.outgoing.get().next_try_at == meter.next_month()


# Fairness


def test_a_budget_that_floods_does_not_hold_up_another(stand_ins):
    for number in range(200):
        queue_reply(make_contact("telegram", str(800_000_000 + number)), "banjir", budget_key="kanim-banjir")
    for number in range(5):
        queue_reply(make_contact("telegram", str(900_000_000 + number)), "sepi", budget_key="kanim-sepi")
    sender.send_batch("telegram", size=10)
    assert Counter(told["text"] for told in stand_ins["telegram"].accepted) == {"banjir": 5, "sepi": 5}


def test_only_one_sender_of_a_network_works_at_a_time(transactional_db):
    number = sender.zlib.crc32(b"telegram") - 2**31
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [sender.LOCK_SPACE, number])
        assert sender.send_batch("telegram").is_busy
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [sender.LOCK_SPACE, number])
    other.close()
    assert not sender.send_batch("telegram").is_busy


# A suspended number


@pytest.mark.parametrize("channel", PROVIDERS)
def test_a_suspended_number_keeps_what_waits_and_costs_no_attempt(channel, stand_ins):
    stand_ins[channel].fail_next("suspended")
    contact = make_contact(channel, "99100000000" if channel != "telegram" else "5")
    queue_reply(contact)
    sender.send_batch(channel)
    assert suspension.is_suspended(channel)
    assert (states(contact), contact.outgoing.get().attempts) == (["queued"], 0)


def test_people_with_a_number_are_answered_by_sms_instead(stand_ins):
    suspension.suspend("whatsapp", "368")
    contact = make_contact()
    queue_reply(contact, "Panjang sekali", short="Pendek", link="https://contoh.test/j")
    assert sender.send_batch("whatsapp").switched == 1
    sender.send_batch("sms")
    (told,) = stand_ins["sms"].accepted
    assert (told["to"], told["text"]) == ("+6281200000001", "Pendek\nhttps://contoh.test/j")
    assert states(contact) == ["dropped"]


def test_people_without_a_number_wait_until_the_channel_works_again():
    suspension.suspend("whatsapp", "368")
    contact = make_contact(address="ID.123")
    queue_reply(contact)
    assert sender.send_batch("whatsapp").is_empty
    suspension.resume("whatsapp")
    assert sender.send_batch("whatsapp").sent == 1


def test_whoever_stopped_by_sms_is_not_written_to_there():
    make_contact("sms", "6281200000001", stopped_at=timezone.now())
    suspension.suspend("whatsapp", "368")
    queue_reply(make_contact())
    assert sender.send_batch("whatsapp").switched == 0


def test_the_provider_tells_by_webhook_that_the_number_is_off_and_on_again():
    def tell(event, **more):
        change = {"field": "account_update", "value": {"event": event, **more}}
        post_call(webhooks.signed("whatsapp", {"entry": [{"id": "0", "changes": [change]}]}))

    tell("ACCOUNT_RESTRICTION")
    assert suspension.is_suspended("whatsapp")
    tell("DISABLED_UPDATE", ban_info={"waba_ban_state": "REINSTATE"})
    assert not suspension.is_suspended("whatsapp")


def test_an_answer_after_the_network_closed_its_window_goes_by_sms(stand_ins):
    stand_ins["whatsapp"].fail_next("window closed")
    contact = make_contact()
    queue_reply(contact, "Jawaban petugas")
    sender.send_batch("whatsapp")
    sender.send_batch("sms")
    assert [told["text"] for told in stand_ins["sms"].accepted] == ["Jawaban petugas"]


def test_a_message_of_a_part_is_written_in_the_audit_without_words():
    from pimpasa.accounts.tests.make import make_sari

    with transaction.atomic():
        outbox.send(make_contact(), Reply("Rahasia"), budget_key="kanim-x", by=make_sari())
    entry = AuditEntry.objects.get(verb="send-message")
    assert entry.details == {"channel": "whatsapp", "parts": 1}


def test_a_simulated_person_is_never_written_to_by_a_provider(monkeypatch, stand_ins):
    for name in ("TOKEN", "NUMBER_ID", "SECRET", "VERIFY"):
        monkeypatch.setenv(f"PIMPASA_WHATSAPP_{name}", "ada")
    monkeypatch.setattr(client, "_outward", lambda: pytest.fail("a provider was asked"))
    contact = make_contact(address="99900000001", is_simulated=True)
    queue_reply(contact)
    assert sender.send_batch("whatsapp").sent == 1
    assert not Spending.objects.exists()
    assert said_to(contact) == ["Jawaban"]


def test_an_erased_contact_is_not_written_to():
    from pimpasa.foundation.channels.contacts import erase

    contact = make_contact()
    queue_reply(contact)
    assert erase(contact)
    assert sender.send_batch("whatsapp").is_empty
    assert queue_reply(Contact.objects.get()) == 0
    assert network("whatsapp").name == "whatsapp"


LINKS = [("https://contoh.test", "Jawaban\n\nhttps://contoh.test/tanya/biaya/"), ("", "Jawaban")]


@pytest.mark.parametrize(("site", "told"), LINKS)
def test_a_link_to_our_pages_carries_the_address_or_is_left_out(settings, site, told):
    settings.SITE_URL = site
    contact = make_contact()
    queue_reply(contact, link="/tanya/biaya/")
    assert said_to(contact) == [told]
