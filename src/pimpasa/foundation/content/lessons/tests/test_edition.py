"""The lessons are part of the edition that caches and stored answers remember."""

import pytest

from pimpasa.foundation.content import read_library
from pimpasa.foundation.rules import ContentErrors

from .make import write_lesson

LAW = "title: Hukum\ntype: law\npublisher: RI\nchecked_on: 2026-01-01\nread: part\n"


@pytest.fixture
def root(tmp_path):
    write_lesson(tmp_path)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "law.yaml").write_text(LAW)
    return tmp_path


def test_the_library_holds_the_lessons(root):
    assert list(read_library(root).lessons) == ["uji"]


def test_a_mistake_in_a_lesson_refuses_the_whole_edition(root):
    (root / "lessons" / "uji" / "quiz.yaml").unlink()
    with pytest.raises(ContentErrors, match=r"lessons/uji/quiz\.yaml:1: -: berkas tidak ada"):
        read_library(root)


@pytest.mark.parametrize("file", ["uji/lesson.yaml", "uji/lesson.md", "uji/quiz.yaml", "pictures/two-roads.svg"])
def test_each_file_of_a_lesson_names_another_edition(root, file):
    before, path = read_library(root).version, root / "lessons" / file
    path.write_text(path.read_text() + "\n")
    assert read_library(root).version != before
