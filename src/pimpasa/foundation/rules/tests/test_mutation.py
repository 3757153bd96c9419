"""The mutation score finds what nobody would notice."""

from pimpasa.foundation.rules.mutation import mutants_of, score

from .make import BOOK, fact, fee, make_guide, read_one_case

PLAIN = {"questions": [BOOK], "terms": {}, "impossible": [], "patterns": ["unknown"]}
FEES = [fee("o", 100, when={"book": ["old"]}), fee("n", 200, when={"book": ["new"]})]


def scored(folder, *cases, facts=FEES):
    guide = make_guide(folder, *facts, **PLAIN)
    return score(guide, [read_one_case(folder, case) for case in cases], lambda code: None)


def case(book, **expected):
    return {"case": book, "on": "2024-11-04", "answers": {"book": book}, **expected}


def test_amounts_without_a_case_survive(tmp_path):
    survived = scored(tmp_path).survived
    assert {mutant.fact.id for mutant in survived if mutant.what == "amount"} == {"o", "n"}


def test_conditions_of_prices_are_caught_by_the_proof_alone(tmp_path):
    assert not [mutant for mutant in scored(tmp_path).survived if mutant.what.startswith("book")]


def test_cases_that_state_the_price_and_its_days_catch_everything(tmp_path):
    result = scored(tmp_path, case("old", total=100), case("new", total=200))
    assert result.share == 1, [(m.fact.id, m.what) for m in result.survived]


def test_a_condition_that_no_case_reads_survives(tmp_path):
    note = fact("note", when={"book": ["new"]})
    survived = scored(tmp_path, case("new", has=["note"]), facts=[fee("base"), note]).survived
    assert "book dropped" in {mutant.what for mutant in survived if mutant.fact.id == "note"}


def test_a_change_without_effect_is_left_out(tmp_path):
    early = fee("base", 5, **{"from": "2019-06-01"})
    assert scored(tmp_path, facts=[early]).without_effect >= 2


def test_every_part_of_a_fact_is_tried(tmp_path):
    disputed = fee("x", dispute="d", status="contested", until="2030-01-01", offices=["here"], when={"book": ["old"]})
    guide = make_guide(tmp_path, disputed, **PLAIN)
    tried = {mutant.what for mutant in mutants_of(guide.facts[0], guide)}
    assert {
        "amount",
        "adds",
        "dispute",
        "from +1",
        "until -1",
        "until removed",
        "offices removed",
        "book dropped",
    } <= tried
