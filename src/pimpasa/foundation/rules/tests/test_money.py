"""Totals, disputes, waivers and currencies."""

from datetime import date

from pimpasa.foundation.rules import cost_of

from .make import fact, fee, make_guide

DISPUTED = {"dispute": "price", "status": "contested"}


def cost(folder, *facts):
    guide = make_guide(folder, *facts)
    return cost_of(guide.on(date(2024, 11, 4)).walk({}).facts)


def test_what_is_added_comes_on_top_of_the_base(tmp_path):
    found = cost(tmp_path, fee("base", 100), fee("more", 30, about="more", adds="true"))
    assert [total.amount for total in found.totals] == [130]


def test_a_dispute_has_a_total_for_each_position_and_never_one(tmp_path):
    found = cost(
        tmp_path, fee("low", 0, **DISPUTED), fee("high", 650, **DISPUTED), fee("more", 5, about="m", adds="true")
    )
    assert found.is_disputed
    assert {total.base.id: total.amount for total in found.totals} == {"low": 5, "high": 655}


def waived(**more):
    waiver = fee("pardon", about="pardon", waives="more")
    del waiver["amount"]
    return {**waiver, **more}


def test_a_waiver_is_counted_and_the_price_without_it_kept(tmp_path):
    found = cost(tmp_path, fee("base", 100), fee("more", 30, about="m", adds="true"), waived())
    assert [(total.amount, total.without_waiver) for total in found.totals] == [(100, 130)]
    assert found.depends_on_waiver


def test_a_waived_line_names_its_waiver(tmp_path):
    found = cost(tmp_path, fee("base", 100), fee("more", 30, about="m", adds="true"), waived())
    assert [(line.amount, line.waived_by.id) for line in found.added] == [(0, "pardon")]


def test_an_unknown_part_leaves_no_total(tmp_path):
    found = cost(tmp_path, fee("base", 100), fee("more", "ask", about="m", adds="true"))
    assert [total.amount for total in found.totals] == [None]


def test_money_of_another_currency_is_not_added(tmp_path):
    found = cost(tmp_path, fee("base", 300, currency="MYR"), fee("more", 5000, about="m", adds="true"))
    assert [(total.amount, total.currency) for total in found.totals] == [(300, "MYR")]


def test_an_announced_price_is_not_counted(tmp_path):
    found = cost(tmp_path, fee("base", 100), fee("plan", 200, about="plan", status="announced"))
    assert [line.fact.id for line in found.bases] == ["base"]


def test_without_a_base_price_there_is_no_cost(tmp_path):
    assert cost(tmp_path, fact("one"), fee("more", 5, about="m", adds="true")) is None
