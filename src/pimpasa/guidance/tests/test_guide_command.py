"""`pimpasa guide` gives the answer of the page, and says by its exit status how it went."""

import json

import pytest
from click.testing import CliRunner

from pimpasa.config.cli import main

from .make import ADULT, CHILD, LOST_IN_A_FLOOD

DONE, INVALID, WRONG_USE = 0, 1, 2


def run(*arguments, **answers):
    given = [
        f"-a{name}={one}" for name, value in answers.items() for one in ((value,) if isinstance(value, str) else value)
    ]
    return CliRunner().invoke(main, ["guide", *arguments, *given])


def data(*arguments, **answers):
    result = run(*arguments, "--json", **answers)
    assert result.exit_code == DONE, result.output
    return json.loads(result.stdout)


def test_json_is_one_object_on_one_line():
    result = run("paspor", "--json", **ADULT)
    assert result.stdout.count("\n") == 1
    assert isinstance(json.loads(result.stdout), dict)


@pytest.mark.parametrize(
    ("day", "years", "amount"),
    [
        ("2024-11-04", "5", 650_000),
        ("2024-11-04", "10", 650_000),
        ("2026-11-24", "5", 650_000),
        ("2026-11-24", "10", 950_000),
    ],
)
def test_on_gives_the_price_of_that_day(day, years, amount):
    found = data("paspor", "--on", day, **{**ADULT, "years": years})
    assert (found["on"], [total["amount"] for total in found["totals"]]) == (day, [amount])


def test_every_fact_carries_its_source_article_dates_and_status():
    for fact in data("paspor", **ADULT)["facts"]:
        assert fact["source"]
        assert {"article", "from", "until", "status", "confidence", "review_by"} <= fact.keys()


def test_every_source_is_named():
    found = data("paspor", **ADULT)
    assert {fact["source"] for fact in found["facts"]} == found["sources"].keys()


def test_an_open_questionnaire_gives_the_next_question():
    found = data("paspor", place="indonesia")
    assert (found["complete"], found["question"]["id"]) == (False, "age")


def test_a_tick_list_takes_several():
    found = data("paspor", **{**LOST_IN_A_FLOOD, "reason": ("lost", "expired")})
    assert found["answers"]["reason"] == ["lost", "expired"]


def test_sensitive_questions_are_answered_here_too():
    assert data("paspor", **CHILD)["complete"]


def test_an_office_brings_what_it_sells():
    found = data("paspor", "--on", "2026-11-24", "--office", "kanim-jakarta-barat", place="indonesia")
    assert (found["office"], found["office_pattern"]) == ("kanim-jakarta-barat", "electronic_only")


def test_people_read_a_whole_text():
    text = run("paspor", "--on", "2024-11-04", **ADULT).stdout
    assert "4 November 2024" in text.title()
    assert "Rp650.000" in text
    assert "PP 28/2019" in text


@pytest.mark.parametrize("name", ["paspor", "kerja"])
def test_each_guide_begins_with_a_question(name):
    assert data(name)["question"] is not None


@pytest.mark.parametrize(
    ("arguments", "answers", "words"),
    [
        (["visa"], {}, "Panduan: kerja, paspor"),
        (["paspor"], {"place": "mars"}, "Yang ada: indonesia, abroad"),
        (["paspor"], {"colour": "red"}, "pertanyaan 'colour' tidak ada"),
        (["paspor", "-aplace"], {}, "tulis pertanyaan=pilihan"),
        (["paspor", "-aplace=abroad", "-aplace=indonesia"], {}, "dijawab dua kali"),
        (["paspor", "--office", "kanim-mars"], {}, "kantor 'kanim-mars' tidak dikenal"),
        (["paspor", "--on", "kemarin"], {}, "bukan tanggal"),
        (["paspor", "-areason="], {}, "pilih paling sedikit 1"),
    ],
)
def test_wrong_use_says_what_there_is(arguments, answers, words):
    result = run(*arguments, **answers)
    assert result.exit_code == WRONG_USE
    assert words in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("arguments", "answers", "code"),
    [
        (["--on", "2010-01-01"], {}, "no_rule_in_force"),
        ([], {"place": "abroad", "age": "34", "years": "10"}, "contradiction"),
    ],
)
def test_answers_that_cannot_stand_are_invalid(arguments, answers, code):
    result = run("paspor", *arguments, "--json", **answers)
    assert result.exit_code == INVALID
    assert json.loads(result.stdout)["error"] == code


@pytest.mark.parametrize("value", ["'; DROP TABLE x; --", "<script>", "\x1b[31m", "a" * 100_000])
def test_hostile_answers_are_only_text(value):
    result = run("paspor", place=value)
    assert result.exit_code == WRONG_USE
    assert len(result.output) < 2000
    assert "\x1b" not in result.output
