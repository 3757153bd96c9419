import json

import pytest
from click.testing import CliRunner

from pimpasa.guidance.ask.commands import ask
from pimpasa.guidance.ask.topics import TopicError, load_topics


def run(*args):
    return CliRunner().invoke(ask, list(args))


def test_json_tells_what_was_understood():
    found = json.loads(run("ktp ilang, mau bikin paspor buat kerja brp duit", "--json").output)
    assert {"topic", "confidence", "abstained", "answer", "facts", "understood", "emergency", "guide"} <= set(found)
    assert {"question": "id_card", "option": "suket", "quote": "ktp ilang"} in found["understood"]


def test_file_is_answered_one_object_a_line_in_order(tmp_path):
    path = tmp_path / "q.csv"
    path.write_text('question\npaspor hilang gimana\n"saya disekap, tolong"\n\nhalo\n', encoding="utf-8-sig")
    found = [json.loads(line) for line in run("--file", str(path), "--json").output.splitlines()]
    assert [item["topic"] for item in found[:2]] == ["hilang", "darurat"]
    assert found[-1]["abstained"]


def test_file_without_the_column_is_refused(tmp_path):
    path = tmp_path / "q.csv"
    path.write_text("soal\npaspor\n", encoding="utf-8")
    result = run("--file", str(path))
    assert result.exit_code == 2
    assert "question" in result.output


@pytest.mark.parametrize("args", [[], ["paspor", "--file", __file__]])
def test_one_question_or_one_file(args):
    assert run(*args).exit_code == 2


def test_people_see_the_quoted_words():
    assert "ktp ilang" in run("ktp ilang, mau bikin paspor buat kerja brp duit").output


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("title: {id: A}\nexamples: [a]\n", "said"),
        ("title: {id: A}\nsaid: [hilang]\nexamples: [a]\n", "said"),
        ("title: {id: A}\nsaid: [tidak_ada_ide = 3]\nexamples: [a]\n", "tidak_ada_ide"),
        ("- just a list\n", "title"),
    ],
)
def test_bad_topic_names_file_and_field(tmp_path, content, named):
    (tmp_path / "contoh.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(TopicError, match=rf"contoh\.yaml.*{named}"):
        load_topics(tmp_path, ["hilang"])
