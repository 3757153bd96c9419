from datetime import timedelta

import pytest
import uuid6
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from pimpasa.accounts.models import Posting
from pimpasa.accounts.tests.make import VILLAGE_A, VILLAGE_B, add_posting, make_person
from pimpasa.consultations.actions import answering, asking, tending
from pimpasa.consultations.limits import TooManyError
from pimpasa.consultations.models import Consultation, Entry, Step
from pimpasa.consultations.readers import NoReaderError
from pimpasa.consultations.receipts.opening import opened_by
from pimpasa.consultations.states import (
    ANSWERED,
    ASKED,
    CLOSED,
    WITH_AGENT,
    WITH_OFFICE,
    WITH_OFFICER,
    WITH_REGION,
)
from pimpasa.consultations.tests.make import answered, make_asked, make_consultation, new_question, said
from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db


def visible(user, consultation) -> bool:
    return Consultation.objects.visible_to(user).filter(pk=consultation.pk).exists()


def test_nobody_sees_it_before_she_chose(agent, sari, wati):
    consultation = make_asked().consultation
    assert consultation.state == ASKED
    assert not any(visible(user, consultation) for user in (agent, sari, wati))


def test_who_she_chose_reads_it_and_nobody_else(agent, sari, wati):
    consultation = make_consultation("agent")
    assert consultation.state == WITH_AGENT
    assert [visible(user, consultation) for user in (agent, sari, wati)] == [True, False, False]


def test_the_officer_she_chose_reads_it(agent, sari, wati, budi):
    consultation = make_consultation("officer")
    assert [visible(user, consultation) for user in (agent, sari, wati, budi)] == [False, True, False, False]


def test_the_receipt_opens_the_thread(sari):
    asked = make_asked()
    assert opened_by(asked.receipt) == asked.consultation


def test_sent_twice_it_is_asked_once_and_gets_the_same_receipt(sari):
    new = new_question()
    first, second = asking.ask(new), asking.ask(new)
    assert first.receipt == second.receipt
    assert Consultation.objects.count() == Entry.objects.count() == 1


def test_knowing_the_key_does_not_give_the_receipt(sari):
    asked = make_asked()
    with pytest.raises(asking.AnotherWasFirstError):
        make_asked(id=asked.consultation.pk)


def test_the_clock_runs_by_who_has_it(agent, sari, wati):
    hours = {
        level: (one.due_at - one.state_since) // timedelta(hours=1)
        for level in ("agent", "officer", "office")
        if (one := make_consultation(level))
    }
    assert hours == {"agent": 24, "officer": 48, "office": 72}


def test_danger_has_six_hours_from_the_question_on(sari):
    consultation = make_consultation("officer", text="adik saya disekap majikan, tolong")
    assert consultation.urgent
    assert consultation.due_at - consultation.waiting_since == timedelta(hours=6)


@pytest.mark.parametrize(
    "text",
    [
        "pak kades minta saya tidak cerita",
        "kepala dusun menawari kerja",
        "ada calo datang ke rumah",
        "saya diminta setor uang dulu",
        "petugas desa minta amplop",
        "saya disekap",
    ],
)
def test_what_speaks_of_trouble_goes_past_the_village(agent, sari, text):
    consultation = make_consultation("agent", text=text)
    assert consultation.state == WITH_OFFICER
    assert consultation.steps.get().reason == Step.Reason.PAST_VILLAGE
    assert not visible(agent, consultation)


def test_the_name_of_the_agent_leads_past_him(agent, sari):
    assert make_consultation("agent", text="Agus datang lagi kemarin").state == WITH_OFFICER


def test_what_she_ticks_leads_past_the_village(agent, sari):
    assert make_consultation("agent", past_village=True).state == WITH_OFFICER


def test_a_later_word_of_the_village_head_takes_it_away_from_the_agent(agent, sari):
    consultation = make_consultation("agent")
    consultation = asking.ask_on(consultation, said("Pak lurah yang bilang begitu"))
    assert consultation.state == WITH_OFFICER
    assert [visible(user, consultation) for user in (agent, sari)] == [False, True]


def test_saying_later_that_it_concerns_the_village_takes_it_away(agent, sari):
    consultation = asking.go_past_village(make_consultation("agent"))
    assert not visible(agent, consultation)
    assert visible(sari, consultation)


def test_without_an_agent_it_goes_to_the_officer_and_says_so(sari):
    consultation = make_consultation("agent")
    assert consultation.state == WITH_OFFICER
    assert consultation.steps.get().reason == Step.Reason.NO_READER


def test_without_agent_and_officer_it_goes_to_the_office(wati):
    consultation = make_consultation("agent")
    assert (consultation.state, consultation.office_id) == (WITH_OFFICE, "kanim-x")
    assert visible(wati, consultation)


def test_without_an_office_it_goes_to_the_region(db):
    region = make_person("kanwil", Role.REGIONAL_OFFICE, "33")
    consultation = make_consultation("agent")
    assert consultation.state == WITH_REGION
    assert visible(region, consultation)


def test_where_nobody_reads_it_is_refused_and_stays_hers(db):
    asked = make_asked()
    with pytest.raises(NoReaderError):
        asking.choose_reader(asked.consultation, "agent")
    assert opened_by(asked.receipt).state == ASKED


def test_an_officer_without_a_second_factor_is_no_reader(wati):
    from allauth.mfa.models import Authenticator

    officer = make_person("baru", Role.OFFICER, VILLAGE_A)
    Authenticator.objects.filter(user=officer).delete()
    assert make_consultation("officer").state == WITH_OFFICE


def test_one_who_has_left_is_no_reader(former, wati):
    assert make_consultation("officer").state == WITH_OFFICE


def test_who_covers_for_an_officer_reads(wati, former):
    cover = make_person("ganti", Role.OFFICER, VILLAGE_A)
    consultation = make_consultation("officer")
    assert visible(cover, consultation)


def test_what_waits_for_one_who_left_goes_on(agent, sari, wati):
    consultation = make_consultation("officer")
    Posting.objects.filter(user=sari).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert tending.pass_on_unattended() == 1
    consultation.refresh_from_db()
    assert consultation.state == WITH_OFFICE
    assert visible(wati, consultation)
    assert not visible(sari, consultation)


def test_what_has_a_reader_stays(agent, sari, wati):
    for level in ("agent", "officer", "office"):
        make_consultation(level)
    assert tending.pass_on_unattended() == 0


def test_without_a_place_she_may_choose_an_office(wati, budi):
    consultation = make_consultation("office", village=None, office="kanim-x")
    assert consultation.state == WITH_OFFICE
    assert [visible(user, consultation) for user in (wati, budi)] == [True, False]


def test_she_may_choose_another_reader_later(agent, sari):
    consultation = asking.choose_reader(make_consultation("agent"), "officer")
    assert consultation.state == WITH_OFFICER
    assert visible(sari, consultation)


def test_nobody_but_the_three_can_be_chosen(sari):
    with pytest.raises(ValidationError):
        asking.choose_reader(make_asked().consultation, "region")


def test_an_agent_writes_only_for_his_own_village(agent):
    with pytest.raises(PermissionDenied):
        make_asked(VILLAGE_B, by=agent)


def test_her_further_question_opens_a_closed_thread_again(sari):
    consultation = asking.close_by_asker(answered(make_consultation(), sari))
    assert consultation.state == CLOSED
    assert asking.ask_on(consultation, said("Masih ada satu lagi")).state == WITH_OFFICER


def test_a_further_question_sent_twice_is_said_once(sari):
    consultation, more = make_consultation(), said("Satu lagi")
    for _ in range(2):
        asking.ask_on(consultation, more)
    assert consultation.entries.count() == 2


def test_the_words_are_not_in_the_audit(sari):
    asking.ask_on(make_consultation(text="rahasia sekali"), said("rahasia lagi"))
    assert not [one for one in AuditEntry.objects.all() if "rahasia" in str(one.details)]


def test_one_receipt_may_not_flood(sari):
    consultation = make_consultation()
    for number in range(19):
        asking.ask_on(consultation, said(f"Lagi {number}"))
    with pytest.raises(TooManyError):
        asking.ask_on(consultation, said("Terlalu banyak"))


def test_one_contact_may_not_flood(sari):
    contact = uuid6.uuid7()
    for _ in range(10):
        make_asked(contact=contact, channel="sms")
    with pytest.raises(TooManyError):
        make_asked(contact=contact, channel="sms")


def test_identity_numbers_are_not_kept(sari):
    consultation = make_consultation(text="NIK saya 3301010101010001, bagaimana?")
    assert "3301" not in consultation.entries.get().words


def test_two_weeks_of_silence_close_an_answered_thread(sari):
    consultation = answered(make_consultation(), sari)
    assert consultation.state == ANSWERED
    assert tending.close_silent(timezone.now() + timedelta(days=13)) == 0
    assert tending.close_silent(timezone.now() + timedelta(days=15)) == 1


def test_contacts_are_erased_thirty_days_after_closing(sari):
    consultation = make_consultation(contact=uuid6.uuid7(), channel="sms")
    asking.leave_contact(consultation, "0812 3456 7890")
    asking.close_by_asker(consultation)
    assert tending.erase_old_contacts(timezone.now() + timedelta(days=29)) == 0
    assert tending.erase_old_contacts(timezone.now() + timedelta(days=31)) == 1
    consultation.refresh_from_db()
    assert consultation.contact is None
    assert not hasattr(consultation, "contact_detail")


def test_entries_cannot_be_changed(sari):
    from django.db import transaction
    from django.db.utils import IntegrityError

    entry = make_consultation().entries.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(kind="note")


def test_an_agent_who_is_officer_elsewhere_sees_no_more_here(sari, wati):
    both = add_posting(make_person("dua", Role.VILLAGE_AGENT, VILLAGE_A), Role.OFFICER, VILLAGE_B)
    assert not visible(both, make_consultation("officer"))


def test_reading_is_seen_by_the_asker(sari):
    consultation = make_consultation()
    answering.note_reading(consultation, by=sari)
    consultation.refresh_from_db()
    assert consultation.read_at is not None
