import json

import pytest
from click.testing import CliRunner

from pimpasa.insight.commands import recap
from pimpasa.insight.recaps.tests.history import make_history


@pytest.fixture
def run(db, monkeypatch):
    """The command with the database of the test."""
    from contextlib import nullcontext

    monkeypatch.setattr("pimpasa.insight.commands.ready", lambda as_json: nullcontext())
    make_history(2)
    return lambda *arguments: CliRunner().invoke(recap, arguments)


def test_the_figures_come_as_json(run):
    told = json.loads(run("--year", "2026", "--office", "kanim-x", "--json").stdout)
    assert told["figures"]["activities"] > 0
    assert told["unit"]["code"] == "kanim-x"


def test_small_counts_of_the_nation_are_hidden_here_too(run):
    told = json.loads(run("--month", "2026-02", "--json").stdout)
    people = [number for key, number in told["figures"].items() if key.startswith("participants")]
    assert None in people
    assert not [number for number in people if number is not None and 0 < number < 5]


def test_files_are_written_with_the_metadata_beside(run, tmp_path):
    asked = [f"--{kind}={tmp_path / 'rekap'}.{kind}" for kind in ("pdf", "xlsx", "csv")]
    assert run("--quarter", "2026-Q1", "--officer", "pimpasa-1", *asked).exit_code == 0
    assert {file.name for file in tmp_path.iterdir()} == {
        "rekap.pdf",
        "rekap.xlsx",
        "rekap.csv",
        "rekap.csv-metadata.json",
    }
    assert json.loads((tmp_path / "rekap.csv-metadata.json").read_text())["url"] == "rekap.csv"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([], 2, "--month"),
        (["--month", "2026-Q1"], 2, "--month"),
        (["--month", "bulan"], 2, "2026-10"),
        (["--month", "2999-01"], 2, "bukan masa"),
        (["--year", "2026", "--office", "kanim-x", "--region", "33"], 2, "--office"),
        (["--year", "2026", "--office", "tidak-ada"], 1, "office"),
        (["--year", "2026", "--officer", "tidak-ada"], 1, "tidak-ada"),
        (["--year", "2026", "--region", "99"], 1, "region"),
    ],
)
def test_wrong_use_and_wrong_answers_are_told(run, arguments, status, said):
    answer = run(*arguments)
    assert answer.exit_code == status
    assert said in answer.output
