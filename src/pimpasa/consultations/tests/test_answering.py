import pytest
import uuid6
from django.core.exceptions import PermissionDenied, ValidationError

from pimpasa.accounts.tests.make import VILLAGE_B, make_office, make_person
from pimpasa.consultations import quoting
from pimpasa.consultations.actions import answering, asking
from pimpasa.consultations.actions.stepping import Said
from pimpasa.consultations.models import Consultation, Step
from pimpasa.consultations.states import ANSWERED, ASKED_BACK, CLOSED, MERGED, WITH_AGENT, WITH_OFFICE, WITH_OFFICER
from pimpasa.consultations.tests.make import answered, make_consultation, said
from pimpasa.fieldwork.register.versions import ChangedMeanwhileError
from pimpasa.foundation.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def fact() -> str:
    return next(iter(quoting.known_facts()))


def test_the_officer_answers_and_the_first_answer_is_dated(sari):
    consultation = answered(make_consultation(), sari)
    assert consultation.state == ANSWERED
    assert consultation.first_answered_by_level == "officer"
    assert [entry.words for entry in consultation.entries.all()][-1] == "Ya."


def test_an_officer_elsewhere_cannot_answer(sari, budi):
    with pytest.raises(PermissionDenied):
        answered(make_consultation(), budi)


def test_the_agent_cannot_answer_what_is_with_the_officer(agent, sari):
    consultation = answering.pass_on(make_consultation("agent"), "officer", by=agent)
    with pytest.raises(PermissionDenied):
        answered(consultation, agent)


def test_an_answer_sent_twice_is_given_once(sari):
    consultation, words = make_consultation(), said()
    for _ in range(2):
        answering.answer(consultation, words, by=sari)
    assert consultation.entries.filter(kind="answer").count() == 1


def test_a_key_of_somebody_elses_words_is_refused(sari, wati):
    consultation = make_consultation()
    with pytest.raises(PermissionDenied):
        answering.answer(consultation, Said(consultation.pk, "lain"), by=sari)


def test_who_comes_late_is_told(sari):
    consultation = make_consultation()
    answered(consultation, sari)
    with pytest.raises(ChangedMeanwhileError):
        answering.answer(consultation, said(), version=consultation.version, by=sari)


def test_asked_back_it_waits_for_the_asker_and_returns_to_the_officer(sari):
    consultation = answering.ask_back(make_consultation(), said("Bayi umur berapa?"), by=sari)
    assert consultation.state == ASKED_BACK
    assert asking.ask_on(consultation, said("Tiga bulan")).state == WITH_OFFICER


def test_passed_on_the_agent_still_reads_it(agent, sari):
    consultation = answering.pass_on(make_consultation("agent"), "officer", by=agent)
    assert consultation.state == WITH_OFFICER
    assert Consultation.objects.visible_to(agent).filter(pk=consultation.pk).exists()


def test_nobody_passes_it_nearer_to_the_village(agent, sari):
    with pytest.raises(ValidationError):
        answering.pass_on(make_consultation("officer"), "agent", by=sari)


def test_to_another_office_with_a_full_clock_of_its_own(wati, budi):
    make_office("kanim-y", "33.02", serves=("33.02",))
    other = make_person("yuni", Role.OFFICE_STAFF, "kanim-y")
    consultation = answering.pass_on(make_consultation("office"), "office", office="kanim-y", by=wati)
    assert (consultation.state, consultation.office_id) == (WITH_OFFICE, "kanim-y")
    assert Consultation.objects.for_acting(other).filter(pk=consultation.pk).exists()


def test_taken_back_it_is_closed_to_whom_it_was_passed(agent, sari):
    consultation = answering.pass_on(make_consultation("agent"), "officer", by=agent)
    consultation = answering.take_back(consultation, by=agent)
    assert consultation.state == WITH_AGENT
    assert not Consultation.objects.visible_to(sari).filter(pk=consultation.pk).exists()


def test_once_read_there_it_is_not_taken_back(agent, sari):
    consultation = answering.pass_on(make_consultation("agent"), "officer", by=agent)
    answering.note_reading(consultation, by=sari)
    with pytest.raises(ValidationError):
        answering.take_back(consultation, by=agent)


def test_only_who_passed_it_on_takes_it_back(agent, sari, wati):
    consultation = answering.pass_on(make_consultation("officer"), "office", by=sari)
    with pytest.raises(PermissionDenied):
        answering.take_back(consultation, by=wati)


def test_duplicates_are_merged_and_hold_no_more_steps(sari):
    kept, double = make_consultation(), make_consultation()
    merged = answering.merge(double, kept, by=sari)
    assert (merged.state, merged.merged_into) == (MERGED, kept)
    with pytest.raises(ValidationError):
        asking.ask_on(merged, said("Lagi"))


def test_merging_needs_the_turn_in_both(sari, budi):
    with pytest.raises(PermissionDenied):
        answering.merge(make_consultation(), make_consultation(village=VILLAGE_B), by=sari)


def test_closed_with_a_reason_and_opened_again(sari):
    consultation = answering.close(make_consultation(), "elsewhere", by=sari)
    assert (consultation.state, consultation.close_reason) == (CLOSED, "elsewhere")
    consultation = answering.reopen(consultation, by=sari)
    assert (consultation.state, consultation.close_reason) == (WITH_OFFICER, "")


def test_closing_needs_a_reason_of_the_list(sari):
    with pytest.raises(ValidationError):
        answering.close(make_consultation(), "silent", by=sari)


def test_a_note_between_officers_moves_nothing(sari):
    consultation = make_consultation()
    answering.add_note(consultation, said("Cek ke loket"), by=sari)
    assert consultation.steps.count() == 1


def test_steps_tell_the_whole_way(agent, sari):
    consultation = answered(answering.pass_on(make_consultation("agent"), "officer", by=agent), sari)
    reasons = list(consultation.steps.values_list("reason", flat=True))
    assert reasons == [Step.Reason.CHOSEN, Step.Reason.PASSED_ON, Step.Reason.ANSWERED]


def test_an_unknown_fact_cannot_be_quoted(sari):
    with pytest.raises(ValidationError):
        answered(make_consultation(), sari, facts=["bukan-fakta"])


def test_a_corrected_fact_lists_the_threads_that_were_told_the_old_one(sari, fact, monkeypatch):
    consultation = answered(make_consultation(), sari, facts=[fact])
    answered(make_consultation(), sari)
    assert not quoting.told_the_old(fact).exists()
    monkeypatch.setattr(quoting, "seal_of", lambda _fact: "baru")
    assert list(quoting.told_the_old(fact)) == [consultation]
    assert [quote.fact for quote in quoting.outdated_quotes()] == [fact]


def test_a_fact_that_is_gone_lists_them_too(sari, fact, monkeypatch):
    consultation = answered(make_consultation(), sari, facts=[fact])
    monkeypatch.setattr(quoting, "known_facts", dict)
    assert list(quoting.told_the_old(fact)) == [consultation]


def test_answering_costs_the_same_whatever_the_history(sari, django_assert_max_num_queries):
    consultation = make_consultation()
    for number in range(6):
        asking.ask_on(consultation, said(f"Lagi {number}"))
    with django_assert_max_num_queries(20):
        answered(consultation, sari)


def test_the_list_of_a_person_costs_the_same_whatever_its_length(sari, django_assert_num_queries):
    for _ in range(5):
        make_consultation()
    with django_assert_num_queries(2):
        assert len(Consultation.objects.visible_to(sari).select_related("place")) == 5


def test_a_forged_key_of_another_thread_is_refused(sari):
    first, second = make_consultation(), make_consultation()
    with pytest.raises(PermissionDenied):
        asking.ask_on(second, Said(first.pk, "lain"))


def test_unknown_keys_are_just_new(sari):
    consultation = make_consultation()
    asking.ask_on(consultation, Said(uuid6.uuid7(), "Tambahan"))
    assert consultation.entries.count() == 2
