from datetime import date

import pytest

from pimpasa.foundation.content import load_library
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.ask.understand import answer, understand

TODAY = date(2026, 11, 24)


def known_facts():
    return {fact_id for guide in load_library().guides.values() for fact_id in guide.by_id}


@pytest.mark.parametrize("topic", sorted(load_asker().topics))
def test_every_topic_is_answered_by_facts_that_exist(topic):
    found = load_asker().topics[topic]
    fitting = {fact for options in found.facts_for.values() for facts in options.values() for fact in facts}
    assert {*found.facts, *fitting} <= known_facts()
    assert found.facts or found.text


@pytest.mark.parametrize("topic", sorted(load_asker().topics))
def test_every_topic_begins_its_guide_with_answers_that_stand(topic):
    found = load_asker().topics[topic]
    if found.guide:
        assert load_library().guides[found.guide].on(TODAY).walk(found.start).answers


def test_everything_understood_is_a_question_and_option_of_its_guide():
    guides = load_library().guides
    for guide, question, option in load_asker().understood.questions():
        assert guides[guide].by_question[question].option(option), (guide, question, option)


def test_no_sensitive_question_is_prefilled():
    guides = load_library().guides
    asked = {(guide, question) for guide, question, _ in load_asker().understood.questions()}
    assert not [name for name in asked if guides[name[0]].by_question[name[1]].sensitive]


def test_answer_is_made_of_the_facts_own_words():
    found = answer(understand("cara bayar paspor di indomaret"), TODAY)
    assert found.facts
    assert all(fact.text["id"] in found.text for fact in found.facts)


def test_emergency_puts_help_first():
    found = answer(understand("paspor saya hilang, saya dikurung majikan"), TODAY)
    assert found.facts[0].id == "contact-work-110"
    assert "110" in found.text.splitlines()[1]


def test_unsure_says_so_and_names_whom_to_ask():
    found = answer(understand("halo"), TODAY)
    assert "belum yakin" in found.text
    assert {fact.kind.value for fact in found.facts} >= {"contact"}


def test_amounts_wait_until_what_they_depend_on_is_confirmed():
    understanding = understand("nek paspor ilang dendane piro to?")
    assert understanding.must_confirm
    assert "Rp" not in answer(understanding, TODAY).text
    assert "Rp1.000.000" in answer(understanding, TODAY, confirmed=True).text


def test_general_price_needs_no_confirmation():
    assert "Rp650.000" in answer(understand("biaya bikin paspor berapa sekarang"), TODAY).text


def test_answer_keeps_to_the_prices_of_its_day():
    founding_day = date(2024, 11, 4)
    ids = {fact.id for fact in answer(understand("biaya bikin paspor berapa"), founding_day).facts}
    assert "fee-book-electronic-10-pp28" in ids
    assert "fee-book-electronic-10-pp45" not in ids


def test_fact_that_needs_an_answer_is_shown_only_with_it():
    gulf = "note-work-status-gulf-closed"
    assert gulf in {fact.id for fact in answer(understand("arab saudi sudah dibuka buat tkw belum"), TODAY).facts}
    assert gulf not in {fact.id for fact in answer(understand("negara mana saja yang boleh untuk kerja"), TODAY).facts}


def test_contested_fact_says_that_sources_differ():
    text = answer(understand("rekom disnaker masih diminta imigrasi ga buat kerja"), TODAY, confirmed=True).text
    assert "sumber berbeda" in text


def test_outside_our_subject_names_where_to_ask_without_a_rule():
    found = answer(understand("cara bikin ktp baru"), TODAY)
    assert "kantor desa" in found.text
    assert not found.facts
