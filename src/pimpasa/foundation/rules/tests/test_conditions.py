"""The algebra of conditions agrees with trying every assignment."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from pimpasa.foundation.rules.conditions import ALWAYS, NEVER, all_of, any_of, assigned, holds, literal, negated

DOMAINS = {"a": ("0", "1"), "b": ("0", "1", "2"), "c": ("0", "1")}
WORLDS = [dict(zip(DOMAINS, values, strict=True)) for values in product(*DOMAINS.values())]


def literals():
    one = [
        st.builds(literal, st.just(name), st.sets(st.sampled_from(opts), min_size=1)) for name, opts in DOMAINS.items()
    ]
    return st.one_of(*one)


def conditions():
    return st.lists(st.lists(literals(), max_size=3).map(all_of), max_size=4).map(any_of)


@given(conditions())
def test_negated_holds_exactly_where_the_condition_does_not(condition):
    opposite = negated(condition, DOMAINS)
    assert all(holds(condition, world) != holds(opposite, world) for world in WORLDS)


@given(conditions(), conditions())
def test_all_of_holds_where_both_hold(one, other):
    both = all_of([one, other])
    assert all(holds(both, world) == (holds(one, world) and holds(other, world)) for world in WORLDS)


@given(conditions(), conditions())
def test_any_of_holds_where_one_holds(one, other):
    either = any_of([one, other])
    assert all(holds(either, world) == (holds(one, world) or holds(other, world)) for world in WORLDS)


@given(conditions())
def test_assigning_every_variable_decides_the_condition(condition):
    for world in WORLDS:
        rest = condition
        for variable, option in world.items():
            rest = assigned(rest, variable, option)
        assert rest == (ALWAYS if holds(condition, world) else NEVER)


def test_nothing_to_hold_always_holds():
    assert all_of([]) == ALWAYS
    assert holds(ALWAYS, {})


def test_no_alternative_never_holds():
    assert any_of([]) == NEVER
    assert not holds(NEVER, {"a": "0"})


def test_two_different_options_of_one_question_cannot_both_hold():
    assert all_of([literal("a", {"0"}), literal("a", {"1"})]) == NEVER
