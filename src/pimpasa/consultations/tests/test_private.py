import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pimpasa.accounts.tests.make import VILLAGE_A, add_posting, make_person
from pimpasa.consultations.actions import answering, private
from pimpasa.consultations.models import Consultation, PrivatePart
from pimpasa.consultations.receipts.making import new_secret
from pimpasa.consultations.receipts.opening import opened_by, private_part_opened_by
from pimpasa.consultations.tests.make import make_asked, make_consultation, said
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db


def opened(consultation, level="officer", text="Perangkat desa ikut menawari"):
    return private.open_private_part(consultation, level, said(text), secret=new_secret())


def sees(user, part) -> bool:
    return PrivatePart.objects.visible_to(user).filter(pk=part.pk).exists()


def test_the_officer_reads_it_and_the_agent_does_not(agent, sari, wati, budi):
    part = opened(make_consultation("agent")).part
    assert [sees(user, part) for user in (agent, sari, wati, budi)] == [False, True, False, False]


def test_for_the_office_the_officer_does_not_read_it(agent, sari, wati):
    part = opened(make_consultation("agent"), "office").part
    assert [sees(user, part) for user in (agent, sari, wati)] == [False, False, True]


def test_who_is_also_the_villages_agent_does_not_read_it(agent, sari):
    both = add_posting(make_person("dua", Role.VILLAGE_AGENT, VILLAGE_A), Role.OFFICER, VILLAGE_A)
    assert not sees(both, opened(make_consultation("agent")).part)


def test_it_opens_with_the_second_receipt_only(sari):
    asked = make_asked()
    second = opened(asked.consultation)
    assert private_part_opened_by(second.receipt) == second.part
    assert private_part_opened_by(asked.receipt) is None
    assert opened_by(second.receipt) is None


def test_it_changes_nothing_that_the_agent_sees(agent, sari):
    consultation = make_consultation("agent")
    before = Consultation.objects.filter(pk=consultation.pk).values().get()
    opened(consultation)
    assert Consultation.objects.filter(pk=consultation.pk).values().get() == before
    assert consultation.steps.count() == 1


def test_the_agents_thread_never_asks_for_it(agent, sari):
    from pimpasa.consultations.queries import thread_for

    opened(make_consultation("agent"))
    with CaptureQueriesContext(connection) as asked:
        for one in Consultation.objects.visible_to(agent):
            thread_for(one, for_asker=False)
    assert not [query for query in asked.captured_queries if "private" in query["sql"]]


def test_the_reply_reaches_her_by_the_second_receipt(agent, sari):
    second = opened(make_consultation("agent"))
    private.reply_privately(second.part, said("Terima kasih, kami cek"), by=sari)
    part = private_part_opened_by(second.receipt)
    assert [entry.words for entry in part.entries.all()][-1] == "Terima kasih, kami cek"
    assert part.due_at is None


def test_an_agent_cannot_reply(agent, sari):
    with pytest.raises(PermissionDenied):
        private.reply_privately(opened(make_consultation("agent")).part, said(), by=agent)


def test_a_second_part_is_not_opened_beside_the_first(sari):
    consultation = make_consultation()
    opened(consultation)
    with pytest.raises(ValidationError):
        opened(consultation)


def test_sent_twice_it_is_one_note_and_one_receipt(sari):
    consultation, words, secret = make_consultation(), said(), new_secret()
    both = [private.open_private_part(consultation, "officer", words, secret=secret).receipt for _ in range(2)]
    assert both[0] == both[1]
    assert PrivatePart.objects.get().entries.count() == 1


def test_she_adds_to_it_and_the_clock_runs_again(sari):
    part = opened(make_consultation()).part
    private.reply_privately(part, said(), by=sari)
    assert private.write_privately(part, said("Satu lagi")).due_at is not None


def test_it_is_never_for_the_agent(agent, sari):
    with pytest.raises(ValidationError):
        opened(make_consultation("agent"), "agent")


def test_without_an_officer_it_goes_to_the_office(agent, wati):
    assert opened(make_consultation("agent")).part.level == "office"


def test_when_the_thread_is_passed_on_it_stays_where_it_is(agent, sari, wati):
    consultation = make_consultation("agent")
    part = opened(consultation).part
    answering.pass_on(consultation, "office", by=agent)
    assert [sees(user, part) for user in (sari, wati)] == [True, False]
