import json

import pytest
from click.testing import CliRunner

from pimpasa.config.cli import main


@pytest.fixture
def run(tmp_path):
    def run(name, text, *options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return CliRunner().invoke(main, ["offer", str(path), *options])

    return run


def test_a_list_gives_one_object_a_line_in_order(run):
    done = run(
        "o.yaml", "- id: b\n  teks: |-\n    kerja di Kamboja,\n    visa turis dulu\n- {id: a, teks: halo}\n", "--json"
    )
    first, second = map(json.loads, done.output.splitlines())
    assert done.exit_code == 0
    assert [first["id"], second["id"]] == ["b", "a"]
    assert first["outcome"] == "tidak_aman"
    assert {"code", "quote", "why", "source"} <= first["signs"][0].keys()
    assert {"claims", "missing", "next_steps"} <= first.keys()


def test_people_are_shown_no_outcome(run):
    done = run("o.txt", "kerja di Kamboja, visa turis dulu")
    assert done.exit_code == 0
    assert "tidak_aman" not in done.output


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("o.yaml", "- id: a\n  text: x\n", "o.yaml: baris 1: teks"),
        ("o.yaml", "a: [", "o.yaml: baris"),
        ("o.txt", b"a\nb\xff", "o.txt: baris 2"),
        ("o.txt", "a" * 20_001, "o.txt: baris 1: teks"),
    ],
)
def test_a_file_that_cannot_be_used_ends_with_one(run, name, text, told):
    done = run(name, text)
    assert (done.exit_code, told in done.output) == (1, True)
