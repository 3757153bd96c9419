"""`pimpasa content check` says what is wrong with content, where, and what waits for review."""

import json
import shutil

import pytest
from click.testing import CliRunner

from pimpasa.config.cli import main
from pimpasa.foundation.content import read_library
from pimpasa.foundation.content.lessons.tests.make import fact, record, write_lesson
from pimpasa.foundation.folders import shipped
from pimpasa.guidance.content_commands import edition_of

COUNTS = {"questions", "facts", "days", "sections", "nodes", "paths", "cases"}
LISTS = {"due_for_review", "contested", "announced", "weakly_sourced", "withdrawn", "untranslated"}


def check(*arguments):
    return CliRunner().invoke(main, ["content", "check", *map(str, arguments)])


@pytest.fixture
def copy(tmp_path):
    """The shipped content with one guide and no lesson, small enough to spoil and check again."""
    shutil.copytree(shipped("content"), tmp_path / "content", ignore=shutil.ignore_patterns("paspor", "lessons"))
    return tmp_path / "content"


def test_the_report_counts_everything(copy):
    result = check("--folder", copy, "--json", "--on", "2026-11-24")
    (guide,) = json.loads(result.stdout)["guides"]
    assert guide.keys() >= COUNTS | LISTS
    assert guide["facts"] > 0


def test_people_read_the_same_counts(copy):
    result = check("--folder", copy, "--on", "2026-11-24")
    assert all(name in result.stdout for name in COUNTS | LISTS)


def test_a_day_far_ahead_finds_what_is_due_and_stays_sound(copy):
    result = check("--folder", copy, "--on", "2040-01-01", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["guides"][0]["due_for_review"]


def test_malformed_content_names_file_line_and_field(copy):
    (copy / "guides/kerja/facts/broken.yaml").write_text("- id: Salah\n  kind: gift\n")
    result = check("--folder", copy)
    assert result.exit_code == 1
    assert "guides/kerja/facts/broken.yaml:2: kind: 'gift' tidak dikenal" in result.stdout


def test_malformed_content_as_json_lists_each_mistake(copy):
    (copy / "guides/kerja/facts/broken.yaml").write_text("- id: salah\n  kind: gift\n")
    errors = json.loads(check("--folder", copy, "--json").stdout)["errors"]
    assert {"file", "line", "field", "message"} == errors[0].keys()


def test_a_source_that_is_not_there_is_named(copy):
    facts = copy / "guides/kerja/facts/warnings.yaml"
    text = facts.read_text()
    name = next(line.split(": ")[1] for line in text.splitlines() if line.startswith("  source: "))
    facts.write_text(text.replace(f"source: {name}", "source: gone", 1))
    assert "sumber 'gone' tidak ada" in check("--folder", copy).stdout


def test_a_withdrawn_source_lists_what_leans_on_it_and_fails_nothing(copy):
    write_lesson(copy, facts=[fact(source="uu-18-2017")])
    law = copy / "sources/uu-18-2017.yaml"
    law.write_text(law.read_text() + "withdrawn_on: 2026-01-01\n")
    result = check("--folder", copy, "--json", "--on", "2026-11-24")
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["guides"][0]["withdrawn"]
    assert told["lessons"][0]["withdrawn"] == ["free"]


def test_drafts_and_clips_to_be_recorded_anew_are_told(copy):
    record(write_lesson(copy, facts=[fact(source="uu-18-2017")]), version="of-other-words")
    result = check("--folder", copy, "--on", "2026-11-24")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert {"lessons 1", "items 6", "drafts 1", "outdated_clips 1", "uji/one.mp3 (jv, 1/5)"} <= set(lines)


def test_the_mutations_tried_do_not_depend_on_lessons(copy):
    before = edition_of(read_library(copy))
    write_lesson(copy, facts=[fact(source="uu-18-2017")])
    assert edition_of(read_library(copy)) == before
    facts = copy / "guides/kerja/facts/warnings.yaml"
    facts.write_text(facts.read_text() + "# another edition\n")
    assert edition_of(read_library(copy)) != before


def test_a_failed_case_is_a_problem(copy):
    cases = copy / "guides/kerja/cases.yaml"
    cases.parent.joinpath("cases").mkdir(exist_ok=True)
    (cases.parent / "cases" / "wrong.yaml").write_text("- {case: Salah, on: 2026-11-24, answers: {}, total: 5}\n")
    result = check("--folder", copy)
    assert result.exit_code == 1
    assert "wrong.yaml:1: Salah" in result.stdout


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path):
    assert check("--folder", tmp_path / "none").exit_code == 2


def test_an_empty_folder_says_that_nothing_is_there(tmp_path):
    result = check("--folder", tmp_path, "--json")
    assert result.exit_code == 1
