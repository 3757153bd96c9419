"""Each mistake in a lesson names its file, line and field."""

import pytest

from pimpasa.foundation.content.lessons.markdown import plain, spans

from .make import LESSON, QUIZ, STEP, TEXT, fact, item, make_lesson, mistakes_in, read, write_lesson


def only(found: list[str]) -> str:
    assert len(found) == 1, found
    return found[0]


def test_a_sound_lesson_is_read_as_it_was_written(tmp_path):
    step = make_lesson(tmp_path).steps[0]
    assert (step.title, step.picture, step.picture_words, step.facts) == (
        "Langkah 1", "two-roads", "dua jalan", ("free",)
    )  # fmt: skip
    assert [(block.kind, block.text) for block in step.blocks] == [
        ("fact", "Mendaftar **gratis** di kantor."),
        ("story", "Wati bertanya dulu."),
    ]
    assert [(note.kind, note.text) for note in step.notes][1] == ("ask", "Siapa pernah mendaftar?")


def test_bold_is_told_apart_and_taken_out():
    assert spans("Jangan **bayar** dulu.") == [("Jangan ", False), ("bayar", True), (" dulu.", False)]
    assert plain("Jangan **bayar** dulu.") == "Jangan bayar dulu."


def test_lessons_stand_in_the_order_of_their_numbers(tmp_path):
    write_lesson(tmp_path, "a-second", number=2, quiz=[item(f"x{n}", "AB"[n % 2], "cdabcd"[n]) for n in range(6)])
    write_lesson(tmp_path, "b-first", number=1)
    assert list(read(tmp_path)[0]) == ["b-first", "a-second"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"number": 0}, ":1: number: harus 1 sampai"),
        ({"audiences": ["king"]}, ":5: audiences: 'king' tidak dikenal"),
        ({"goals": []}, "goals: wajib diisi"),
        ({"title": None}, "title: wajib diisi"),
        ({"message": "a" * 351}, "message: 351 huruf; paling banyak 350"),
        ({"message_facts": ["ghost"]}, "message_facts: fakta 'ghost' tidak ada"),
        ({"colour": "red"}, "colour: bidang tidak dikenal"),
        ({"facts": [fact(source="ghost")]}, "facts.source: sumber 'ghost' tidak ada"),
        ({"facts": [fact(leans_on=["kerja/ghost"])]}, "facts.leans_on: fakta panduan 'kerja/ghost' tidak ada"),
        ({"facts": [fact(confidence="L")]}, "facts.confidence: 'L' tidak dikenal"),
        ({"facts": [fact(review_by="nanti")]}, "facts.review_by: 'nanti' bukan tanggal"),
        ({"facts": [fact(), fact()]}, "facts.id: 'free' sudah dipakai"),
        ({"facts": [fact(**{"from": "2024-01-02", "until": "2024-01-01"})]}, "facts.until: lebih awal dari `from`"),
        ({"reviews": [{"by": "Wati", "role": "ahli", "on": "2026-01-01"}]}, "reviews.outcome: wajib diisi"),
    ],
)
def test_a_mistake_in_lesson_yaml_names_its_field(tmp_path, change, expected):
    found = [line for line in mistakes_in(tmp_path, **change) if expected in line]
    assert only(found).startswith("lessons/uji/lesson.yaml:")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kantor. [free]", "kantor.", "3: steps.1.blocks: paragraf satu baris"),
        ("kantor. [free]", "kantor. [ghost]", "3: steps.1.blocks: fakta 'ghost' tidak ada"),
        ("kantor. [free]", "kantor [free].", "3: steps.1.blocks: '[': hanya **tebal**"),
        ("di kantor", "di [kantor](x)", "3: steps.1.blocks: '[': hanya **tebal**"),
        ("**gratis**", "*gratis*", "3: steps.1.blocks: '*': hanya **tebal**"),
        ("Mendaftar **", "1. Mendaftar **", "3: steps.1.blocks: '1. ': hanya **tebal**"),
        ("Mendaftar **", "  Mendaftar **", "3: steps.1.blocks: kosong atau menjorok"),
        ("dulu.", "dulu. [free]", "4: steps.1.blocks: cerita tidak memuat fakta"),
        ("(two-roads)", "(ghost)", "2: steps.1.picture: gambar 'ghost' tidak ada"),
        ("![dua jalan](two-roads)", "![](x)", "2: steps.1.picture: tulis `![kata](gambar)`"),
        ("![dua jalan](two-roads)\n", "", "1: steps.1.picture: wajib diisi"),
        ("> Katakan:", "> Bilang:", "5: steps.1.notes: tulis `> Katakan:`"),
        ("> Tanya:", "> Katakan:", "1: steps.1.notes: perlu dua catatan"),
        ("*Cerita:* Wati bertanya dulu.", "Siapa?\n" * 4, "1: steps.1.blocks: 5 bagian"),
        ("## Langkah 1", "# Langkah 1", "1: steps: mulai dengan"),
    ],
)
def test_a_mistake_in_lesson_md_names_line_and_step(tmp_path, old, new, expected):
    assert any(line.startswith(f"lessons/uji/lesson.md:{expected}") for line in _mistakes(tmp_path, old, new))


def _mistakes(tmp_path, old, new):
    assert old in TEXT
    return mistakes_in(tmp_path, text=TEXT.replace(old, new, 1))


def test_a_question_and_an_action_need_no_fact(tmp_path):
    text = TEXT.replace("*Cerita:* Wati bertanya dulu.", "- Siapa teman Anda?\n**Lakukan:** Simpan nomor.", 1)
    blocks = make_lesson(tmp_path, text=text).steps[0].blocks
    assert [(block.kind, block.is_item) for block in blocks[1:]] == [("ask", True), ("do", False)]


def test_a_lesson_has_five_steps_or_more(tmp_path):
    assert "steps: 1 langkah; perlu 5" in only(mistakes_in(tmp_path, text=STEP.format(number=1)))


@pytest.mark.parametrize("file", ["lesson.yaml", "lesson.md", "quiz.yaml"])
def test_a_missing_file_is_named(tmp_path, file):
    (write_lesson(tmp_path) / file).unlink()
    assert f"lessons/uji/{file}:1: -: berkas tidak ada / file is missing" in read(tmp_path)[1]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"form": "C"}, "2: form: 'C' tidak dikenal"),
        ({"right": "e"}, "10: right: 'e' tidak dikenal"),
        ({"form": "B"}, "1: form: 2 A dan 4 B"),
        ({"facts": ["ghost"]}, "facts: fakta 'ghost' tidak ada"),
        ({"facts": []}, "facts: wajib diisi"),
        ({"options": {"a": "ya", "b": "tidak", "c": "belum"}}, "options.d: wajib diisi"),
        ({"options": {"a": "ya", "b": "Ya.", "c": "belum", "d": "tidak"}}, "options: pilihan ganda"),
        ({"options": {"a": "ya", "b": "e", "c": "belum", "d": "tidak", "e": "x"}}, "options.e: bidang tidak dikenal"),
        ({"id": "q1"}, "id: sudah ada di / is also at lessons/uji/quiz.yaml:1"),
        ({"question": "Soal  q1"}, "question: sudah ada di"),
        ({"explanation": ""}, "explanation: wajib diisi"),
    ],
)
def test_a_mistake_in_an_item_names_its_field(tmp_path, change, expected):
    stated = {**QUIZ[0], **change}
    found = mistakes_in(tmp_path, quiz=[stated, *QUIZ[1:]])
    assert any(line.startswith("lessons/uji/quiz.yaml:") and expected in line for line in found), found


def test_an_item_leans_on_a_fact_that_a_step_teaches(tmp_path):
    quiz = [{**QUIZ[0], "facts": ["untold"]}, *QUIZ[1:]]
    found = mistakes_in(tmp_path, quiz=quiz, facts=[fact(), fact("untold")])
    assert "facts: tidak ada langkah yang memuat fakta ini" in only(found)


def test_no_letter_is_right_in_more_than_half_of_a_lesson(tmp_path):
    quiz = [item(f"q{n}", "AB"[n % 2], "aaaabc"[n]) for n in range(6)]
    found = mistakes_in(tmp_path, quiz=quiz)
    assert any("quiz.yaml:1: right: 'a' benar lebih dari separuh" in line for line in found)


def test_right_letters_are_balanced_over_the_whole_bank(tmp_path):
    found = mistakes_in(tmp_path, quiz=[item(f"q{n}", "AB"[n % 2], "aaabbc"[n]) for n in range(6)])
    assert [line.split(";")[0] for line in found] == ["lessons:1: right.a: 50%", "lessons:1: right.d: 0%"]


def test_the_longest_option_is_seldom_the_right_one(tmp_path):
    long = [{**one, "options": {**one["options"], one["right"]: "Pilihan yang sangat panjang"}} for one in QUIZ[:3]]
    assert "paling panjang pada 50% soal" in only(mistakes_in(tmp_path, quiz=[*long, *QUIZ[3:]]))


def test_a_number_an_id_and_a_question_are_used_once_over_all_lessons(tmp_path):
    write_lesson(tmp_path, "lain")
    found = mistakes_in(tmp_path)
    assert "number: nomor 1 sudah dipakai / is used by lain" in found[0]
    assert sum("is also at lessons/lain/quiz.yaml" in line for line in found) == 2 * len(QUIZ)


def test_words_change_the_version_and_a_review_holds_for_its_version_only(tmp_path):
    version = make_lesson(tmp_path).version
    review = {"by": "Wati", "role": "ahli", "on": "2026-01-01", "outcome": "approved", "text_version": version}
    assert make_lesson(tmp_path, reviews=[review]).is_reviewed
    changed = make_lesson(tmp_path, reviews=[review], message=f"{LESSON['message']} Sungguh.")
    assert changed.version != version
    assert not changed.is_reviewed
