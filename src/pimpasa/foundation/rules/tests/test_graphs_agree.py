"""The compiled graphs give exactly what the written conditions give, on the guide people use."""

from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import ContradictionError, load_guide
from pimpasa.foundation.rules.conditions import holds
from pimpasa.foundation.rules.walker import values_of

DAYS = [date(2022, 10, 11), date(2024, 11, 4), date(2024, 12, 17), date(2026, 11, 24)]
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@cache
def passport():
    return load_guide(shipped("content") / "guides" / "paspor")


def selections(question):
    """One option, or for a tick list each one alone and some pairs."""
    options = [option.id for option in question.options]
    return [(a, b) if a != b else (a,) for a in options for b in options[:2]] if question.many else options


@st.composite
def situations(draw, *, possible=True):
    """A day, what the office sells, and an answer to every question that applies."""
    guide = passport()
    compiled = guide.compiled(draw(st.sampled_from(DAYS)), draw(st.sampled_from(guide.patterns)))
    answers, known = {}, {"office": compiled.pattern}
    for question in guide.questions:
        if holds(question.only_if, known):
            filled = {one: known | values_of(guide, {question.id: one}) for one in selections(question)}
            choices = [one for one, values in filled.items() if not possible or is_possible(compiled, values)]
            assume(choices)
            answers[question.id] = draw(st.sampled_from(choices))
            known = filled[answers[question.id]]
    return compiled, answers, known


def naive(compiled, known):
    facts = [fact for section in compiled.sections for fact in section.facts]
    return {fact.id for fact in facts if holds(fact.when, known)}


def is_possible(compiled, known):
    return not any(holds(rule.when, known) for rule in compiled.impossible)


@settings(SLOW, max_examples=200)
@given(situations())
def test_a_whole_set_of_answers_gives_the_facts_whose_conditions_hold(situation):
    compiled, answers, known = situation
    walk = compiled.walk(answers)
    assert walk.question is None
    assert {fact.id for fact in walk.facts} == naive(compiled, known)


@settings(SLOW, max_examples=60)
@given(situations(possible=False))
def test_answers_that_cannot_be_are_refused(situation):
    compiled, answers, known = situation
    assume(not is_possible(compiled, known))
    with pytest.raises(ContradictionError):
        compiled.walk(answers)


@settings(SLOW, max_examples=60)
@given(situations())
def test_answering_only_what_is_asked_ends_at_the_same_facts(situation):
    compiled, answers, known = situation
    given_so_far = {}
    while (question := compiled.walk(given_so_far).question) is not None:
        given_so_far[question.id] = answers[question.id]
    assert {fact.id for fact in compiled.walk(given_so_far).facts} == naive(compiled, known)


@settings(SLOW, max_examples=40)
@given(situations())
def test_what_holds_early_still_holds_at_the_end(situation):
    compiled, answers, known = situation
    for count in range(len(answers)):
        walk = compiled.walk(dict(list(answers.items())[:count]))
        assert {fact.id for fact in walk.facts} <= naive(compiled, known)
