import re
from datetime import date

import pytest

from pimpasa.foundation.content import load_library
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext
from pimpasa.foundation.ui.words import money
from pimpasa.guidance.paper.choices import chosen
from pimpasa.guidance.paper.tests.make import LONGEST_REGENCY, make_serving_office
from pimpasa.guidance.paper.wall_sheet import read_situations, wall_sheet_data

TODAY = date(2026, 11, 24)


def situations(day: date = TODAY):
    return read_situations(chosen("wall_sheet"), day)


@pytest.mark.parametrize("query", ["", f"?desa={LONGEST_REGENCY}"])
def test_six_situations_stand_on_one_page(client, query):
    make_serving_office(LONGEST_REGENCY)
    assert len(wall_sheet_data(None, TODAY)["cards"]) == 6
    assert re.search(rb"/Type\s*/Pages\s*/Count 1\b", client.get(f"/lembar-dinding.pdf{query}").content)


@needs_pdftotext
def test_every_paper_step_and_time_of_every_situation_is_on_the_sheet(client):
    printed = letters_of(client.get("/lembar-dinding.pdf").content)
    for one in situations():
        groups = (*one.first.papers, *one.first.steps)
        facts = [f for group in groups for f in group.facts] + one.first.presence + one.first.times
        missing = [f.id for f in facts if letters(f.text["id"]) not in printed]
        assert missing == [f.id for f in facts if f.about in chosen("wall_sheet")["left_out"]], one.title


@needs_pdftotext
def test_every_price_of_every_situation_is_on_the_sheet(client):
    printed = letters_of(client.get("/lembar-dinding.pdf").content)
    totals = [total for one in situations() for answer in one.answers for total in answer.cost.totals]
    assert all(money(total.amount) in printed for total in totals)


def test_a_disputed_price_stays_disputed():
    worker = wall_sheet_data(None, TODAY)["cards"][-1]
    assert [price["disputed"] for price in worker["prices"]] == [True, True, False]


def test_prices_follow_the_day():
    def amounts(day):
        return [answer.cost.totals[0].amount for one in situations(day) for answer in one.answers]

    assert amounts(date(2024, 11, 1)) != amounts(TODAY)


def test_each_way_is_said_once_and_its_cards_name_it():
    data = wall_sheet_data(None, TODAY)
    assert [card["letters"] for card in data["cards"]] == [["A", "C"]] * 3 + [["B", "C"]] * 2 + [["A", "C"]]
    assert [way["letter"] for way in data["ways"]] == ["A", "B", "C"]


def test_all_warnings_chosen_for_paper_exist():
    abouts = {fact.about for guide in load_library().guides.values() for fact in guide.facts}
    assert set(chosen("leaflet")["warnings_first"]) <= abouts
    assert set(chosen("wall_sheet")["never_asked"]) <= set(load_library().guides["paspor"].by_id)


def test_an_unknown_village_is_not_guessed(client):
    assert client.get("/lembar-dinding.pdf?desa=99").status_code == 404
