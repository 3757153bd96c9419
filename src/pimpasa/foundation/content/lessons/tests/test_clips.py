"""A recording speaks for the words that were read, and for no others."""

import pytest

from .make import TEXT, make_lesson, read, record, write_lesson


@pytest.fixture
def recorded(tmp_path):
    step = make_lesson(tmp_path).steps[0]
    record(tmp_path / "lessons" / "uji", step.version)
    return tmp_path


def test_a_clip_of_the_words_that_stand_is_offered(recorded):
    lesson = make_lesson(recorded)
    assert [clip.file for clip in lesson.clips_of(lesson.steps[0])] == ["one.mp3"]
    assert lesson.clips_of(lesson.steps[1]) == ()
    assert lesson.outdated_clips == ()


def test_a_clip_of_other_words_is_not_offered_and_is_listed(recorded):
    lesson = make_lesson(recorded, text=TEXT.replace("di kantor", "di balai", 1))
    assert lesson.clips_of(lesson.steps[0]) == ()
    assert [clip.file for clip in lesson.outdated_clips] == ["one.mp3"]


def test_a_change_of_the_notes_leaves_the_clip(recorded):
    lesson = make_lesson(recorded, text=TEXT.replace("Siapa pernah", "Siapa sudah"))
    assert lesson.outdated_clips == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"file": "../one.mp3"}, "3: file: nama berkas suara saja"),
        ({"file": "two.mp3"}, "3: file: clips/two.mp3 tidak ada"),
        ({"step": "9"}, "1: step: harus 1 sampai 5"),
        ({"voice": ""}, "4: voice: wajib diisi"),
    ],
)
def test_a_mistake_in_a_clip_names_its_field(tmp_path, change, expected):
    record(write_lesson(tmp_path), "x", **change)
    (found,) = [line for line in read(tmp_path)[1] if expected in line]
    assert found.startswith("lessons/uji/clips.yaml:")
