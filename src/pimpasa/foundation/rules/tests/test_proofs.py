"""What the proofs object to, and the way that leads there."""

import pytest

from .make import BOOK, fact, fee, findings

OLD, NEW = {"book": ["old"]}, {"book": ["new"]}
CONTESTED = {"dispute": "price", "status": "contested"}


def test_a_sound_guide_has_nothing_to_object_to(tmp_path):
    assert findings(tmp_path, fee("o", 1, when=OLD), fee("n", 2, when=NEW)) == ""


def test_a_path_without_a_price_is_shown_with_its_answers(tmp_path):
    assert "tidak ada harga pokok / no base price — book=new" in findings(tmp_path, fee("o", when=OLD))


def test_two_prices_at_once_are_found(tmp_path):
    found = findings(tmp_path, fee("base", 1, about="a"), fee("n", 2, about="b", when=NEW))
    assert "dua harga pokok sekaligus / two base prices at once: base, n — book=new" in found


def test_a_day_without_a_price_is_found(tmp_path):
    assert "no base price" in findings(
        tmp_path, fee("late", **{"from": "2021-01-01"}), fee("more", adds="true", about="m")
    )


def test_two_prices_for_one_day_of_overlap_are_found(tmp_path):
    found = findings(tmp_path, fee("before", 1, until="2024-12-17"), fee("after", 2, **{"from": "2024-12-17"}))
    assert "two base prices at once" in found
    assert "(2024-12-17)" in found


def test_different_statements_about_one_thing_contradict(tmp_path):
    assert "contradicts one (about: x)" in findings(tmp_path, fact("one", about="x"), fact("two", about="x", when=NEW))


def test_the_same_statement_twice_repeats(tmp_path):
    same = {"about": "x", "text": {"id": "sama"}}
    assert "repeats one (about: x)" in findings(tmp_path, fact("one", **same), fact("two", **same))


def test_alternatives_may_differ(tmp_path):
    pair = {"about": "birth", "one_of": "birth"}
    assert findings(tmp_path, fact("one", **pair), fact("two", **pair)) == ""


def test_an_alternative_needs_another(tmp_path):
    assert "alternatives with one member only" in findings(tmp_path, fact("one", one_of="birth"))


def test_positions_of_one_dispute_may_differ(tmp_path):
    assert findings(tmp_path, fee("low", 1, **CONTESTED), fee("high", 2, **CONTESTED)) == ""


def test_a_dispute_needs_two_positions(tmp_path):
    assert "a dispute with one position only" in findings(tmp_path, fee("low", 1, **CONTESTED))


def test_two_disputes_about_the_price_are_two_prices(tmp_path):
    other = {"dispute": "another", "status": "contested"}
    assert "two base prices at once" in findings(tmp_path, fee("low", 1, **CONTESTED), fee("high", 2, **other))


def test_a_fact_that_is_never_reached_is_found(tmp_path):
    never = {"when": {"office": ["new_only"], "book": ["old"]}}
    assert "lost: tidak pernah tercapai / is never reached" in findings(tmp_path, fact("lost", **never))


def test_a_fact_before_the_first_day_is_never_reached(tmp_path):
    assert "is never reached" in findings(tmp_path, fact("gone", **{"from": "2010-01-01", "until": "2011-01-01"}))


def test_a_waiver_of_a_fee_that_is_not_due_is_found(tmp_path):
    more = fee("more", about="m", adds="true", when=OLD)
    assert "waives a fee that is not due: more" in findings(
        tmp_path, fee("base"), more, fee("w", 0, about="w", waives="more")
    )


def test_a_disputed_surcharge_is_refused(tmp_path):
    more = [fee(name, n, about="m", adds="true", **CONTESTED) for n, name in enumerate(("a", "b"), 1)]
    assert "only a base price can be disputed" in findings(tmp_path, fee("base"), *more)


def test_what_must_hold_holds_on_every_path(tmp_path):
    paper = fact("card", "document", about="paper", when=OLD)
    assert "paper: tidak ada yang berlaku / nothing holds — book=new" in findings(tmp_path, paper, must_hold=["paper"])


def test_what_must_hold_holds_on_every_day(tmp_path):
    paper = fact("card", "document", about="paper", until="2024-12-31")
    assert "no fact on that day (2025-01-01)" in findings(tmp_path, paper, must_hold=["paper"])


def test_a_document_is_among_what_must_hold(tmp_path):
    assert "no document among must_hold" in findings(tmp_path, fact("one"), must_hold=["one"])


def test_every_kind_in_use_says_since_when_it_is_answered(tmp_path):
    assert "does not name note" in findings(tmp_path, fact("one"), answers_from={"fee": "2020-01-01"})


def test_a_path_that_cannot_be_needs_no_price(tmp_path):
    rule = {"when": NEW, "text": {"id": "Tidak dijual."}}
    assert findings(tmp_path, fee("o", when=OLD), impossible=[rule]) == ""


@pytest.mark.parametrize(("pattern", "objects"), [("both", True), ("new_only", False)])
def test_every_office_pattern_is_proven(tmp_path, pattern, objects):
    sold_elsewhere = fee("n", when={**NEW, "office": ["unknown", "new_only", "both"]})
    fees = [sold_elsewhere, fee("o", when={**OLD, "office": ["unknown"]})]
    if pattern == "new_only":
        fees.append(fee("b", when={**OLD, "office": ["both"]}))
    assert ("no base price" in findings(tmp_path, *fees, questions=[BOOK], terms={})) is objects


def test_facts_of_one_office_are_proven_with_the_rest(tmp_path):
    assert "two base prices" in findings(tmp_path, fee("base", 1), fee("here", 2, offices=["kanim-x"]))


def test_the_problem_stands_at_the_file_and_line_of_the_fact(tmp_path):
    assert findings(tmp_path, fee("base"), fact("one", one_of="x")).startswith("facts/all.yaml:11: one:")
