import csv
import time
from pathlib import Path

import pytest

from pimpasa.foundation.folders import CHECKOUT
from pimpasa.guidance.ask.asker import asker_without, load_asker
from pimpasa.guidance.ask.understand import understand

DEV = CHECKOUT / "tests" / "data" / "ask_dev_questions.csv"
SAMPLES = Path(__file__).parent / "samples.csv"


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def prefilled(text):
    return {(item.question, item.option): item.quote for item in understand(text).prefilled}


def test_every_topic_of_the_samples_exists():
    assert {row["topic"] for row in rows(SAMPLES)} <= set(load_asker().topics)


def test_samples_are_understood_when_left_out():
    samples = rows(SAMPLES)
    asker = asker_without(row["question"] for row in samples)
    found = [(understand(row["question"], asker), row["topic"]) for row in samples]
    assert sum(item.topic == topic for item, topic in found) >= 0.9 * len(found)
    assert sum(item.topic != topic and not item.abstained for item, topic in found) <= 0.03 * len(found)


def test_questions_that_no_topic_lists_are_understood():
    held_out = [row for row in rows(DEV) if row["set"] == "held_out"]
    assert len(held_out) > 100
    known = {example for topic in load_asker().topics.values() for example in topic.examples}
    assert not known & {row["question"] for row in held_out}
    found = [(understand(row["question"]), row["topic"]) for row in held_out]
    assert sum(item.topic == topic for item, topic in found) >= 0.9 * len(found)
    assert sum(item.topic != topic and not item.abstained for item, topic in found) <= 0.03 * len(found)


@pytest.mark.parametrize(
    "text", [row["question"] for row in rows(DEV) if row["topic"] == "-"] + ["", " ", "?", "\x00", "🙏"]
)
def test_greeting_or_nonsense_is_not_answered(text):
    assert understand(text).abstained


def test_lost_identity_card_is_not_a_lost_passport():
    found = prefilled("ktp ilang, mau bikin paspor buat kerja brp duit")
    assert found[("id_card", "suket")] == "ktp ilang"
    assert found[("purpose", "work")] == "buat kerja"
    assert ("reason", "lost") not in found
    assert "cost" in understand("ktp ilang, mau bikin paspor buat kerja brp duit").asks


def test_denied_loss_is_not_understood_as_loss():
    understanding = understand("pasporku bukan hilang tapi sobek")
    assert understanding.topic == "rusak"
    assert ("reason", "lost") not in prefilled("pasporku bukan hilang tapi sobek")
    assert ("reason", "damaged") in prefilled("pasporku bukan hilang tapi sobek")


@pytest.mark.parametrize(
    ("text", "age", "quote"),
    [("paspor anak 9 th", "9", "anak 9 th"), ("simbah umur 74 arep gawe paspor", "74", "umur 74")],
)
def test_age_is_understood_with_the_words_that_say_it(text, age, quote):
    assert prefilled(text)[("age", age)] == quote


def test_two_options_of_one_question_answer_nothing():
    assert not {question for question, _ in prefilled("mending paspor 5 tahun apa paspor 10 tahun")} & {"years"}


@pytest.mark.parametrize(
    "text",
    [
        "saya disekap",
        "paspor saya ditahan majikan",
        "paspor saya hilang dan saya dipukuli majikan, dikurung",
        "aku dikunci nang omah majikan, tulung",
        "abdi disiksa ku dunungan",
        "berapa biaya paspor, saya diancam agen",
    ],
)
def test_danger_is_an_emergency_whatever_else_is_asked(text):
    understanding = understand(text)
    assert understanding.emergency
    assert not understanding.abstained


@pytest.mark.parametrize(
    "text", ["agen yang ambil paspor saya boleh?", "paspor hilang dendanya berapa", "bahaya ga naik kapal"]
)
def test_ordinary_question_is_no_emergency(text):
    assert not understand(text).emergency


def test_outside_our_subject_is_an_answer():
    understanding = understand("cara bikin ktp baru")
    assert understanding.topic == "luar_topik"
    assert not understanding.abstained


def test_identity_number_is_nowhere_in_what_was_understood():
    understanding = understand("NIK 3301234567890001, paspor saya hilang")
    assert "3301234567890001" not in repr(understanding)
    assert understanding.topic == "hilang"


@pytest.mark.parametrize(
    "text",
    [
        "paspor hilang " * 800_000,
        "a" * 10_000_000,
        "<script>alert(1)</script> paspor hilang",
        "'; DROP TABLE x; -- paspor",
        "\x00\x1b[31m paspor",
    ],
    ids=["long", "one long word", "html", "sql", "control"],
)
def test_hostile_text_is_read_quickly_and_safely(text):
    start = time.perf_counter()
    understanding = understand(text)
    assert time.perf_counter() - start < 2
    assert len(understanding.text) <= 2000
    assert 0 <= understanding.confidence <= 1


def test_the_same_words_are_always_understood_the_same_way():
    assert understand("paspor ilang piye") == understand("paspor ilang piye")
