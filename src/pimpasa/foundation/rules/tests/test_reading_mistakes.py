"""Each mistake in content names its file, line and field."""

import pytest

from .make import AGE, BOOK, fact, fee, mistakes, mistakes_in, option, question, write_guide, write_text

FACTS = "facts/all.yaml"


def only(found: list[str]) -> str:
    assert len(found) == 1, found
    return found[0]


def test_a_sound_guide_has_none(tmp_path):
    assert mistakes_in(tmp_path, fact("one")) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"when": {"book": ["green"]}}, "when.book: pilihan 'green' tidak ada / no such option; ada / known: old, new"),
        ({"when": {"colour": ["red"]}}, "when.colour: pertanyaan tidak dikenal"),
        ({"when": {"age": ["12+"]}}, "when.age: '12+' memotong satu pilihan"),
        ({"when": {"book.old": ["yes"]}}, "when.book.old: kotak tidak ada"),
        ({"when": {"reason.stolen": ["yes"]}}, "when.reason.stolen: kotak tidak ada"),
        ({"when": {"reason.lost": ["maybe"]}}, "when.reason.lost: 'maybe' tidak dikenal"),
        ({"when": {"adult": ["yes", "no"]}}, "when.adult: pilih yes atau no"),
        ({"when": {"office": ["closed"]}}, "when.office: 'closed' tidak dikenal"),
        ({"when": {"book": []}}, "when.book: sebut pilihannya"),
        ({"when": {"book": "old"}}, "when.book: harus daftar"),
        ({"when": "old"}, "when: harus {pertanyaan: [pilihan]}"),
        ({"when": {"book": ["old"]}, "except": {"book": ["old"]}}, "when: tidak pernah terpenuhi"),
        ({"colour": "red"}, "colour: bidang tidak dikenal"),
        ({"from": "1 Nov 2024"}, "from: '1 Nov 2024' bukan tanggal"),
        ({"from": "2024-02-30"}, "from: '2024-02-30' bukan tanggal"),
        ({"until": "2019-01-01"}, "until: lebih awal dari `from`"),
        ({"kind": "gift"}, "kind: 'gift' tidak dikenal"),
        ({"status": "maybe"}, "status: 'maybe' tidak dikenal"),
        ({"confidence": "L"}, "confidence: 'L' tidak dikenal"),
        ({"status": "contested"}, "dispute: `dispute` dan `status: contested` berpasangan"),
        ({"dispute": "d"}, "dispute: `dispute` dan `status: contested` berpasangan"),
        ({"amount": 5}, "amount: hanya untuk kind: fee"),
        ({"id": "Besar!"}, "id: 'Besar!': hanya huruf kecil"),
        ({"text": {"en": "only English"}}, "text.id: teks Indonesia wajib ada"),
        ({"text": {"id": ""}}, "text.id: teks Indonesia wajib ada"),
        ({"text": {"id": "a\x07b"}}, "text.id: ada huruf kendali"),
        ({"text": "plain"}, "text: harus berisi pasangan"),
        ({"about": ["a"]}, "about: harus satu kata"),
    ],
)
def test_a_mistake_in_a_fact_names_the_field(tmp_path, change, expected):
    found = [line for line in mistakes_in(tmp_path, fact("one", **change)) if expected in line]
    assert only(found).startswith(f"{FACTS}:")


@pytest.mark.parametrize("name", ["id", "kind", "about", "text", "from", "source", "confidence", "review_by"])
def test_a_missing_field_is_named(tmp_path, name):
    stated = fact("one")
    del stated[name]
    write_guide(tmp_path, fact("other"))
    write_guide(tmp_path, fee("base"))
    write_text(tmp_path / "facts/b.yaml", "- " + "\n  ".join(f"{key}: {value}" for key, value in stated.items()))
    assert f"{name}: wajib diisi" in only([line for line in mistakes(tmp_path) if line.startswith("facts/b.yaml:1")])


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("12.5", "bukan bilangan bulat"),
        ("650,000", "bukan bilangan bulat"),
        (-1, "di luar batas"),
        (2 * 10**9, "di luar batas"),
    ],
)
def test_an_amount_is_whole_and_within_reason(tmp_path, amount, expected):
    assert any(expected in line for line in mistakes_in(tmp_path, fee("one", amount)))


def test_a_fee_needs_an_amount(tmp_path):
    priceless = fee("one")
    del priceless["amount"]
    assert "amount: wajib" in only(mistakes_in(tmp_path, priceless))


def test_a_fee_adds_or_waives_not_both(tmp_path):
    found = mistakes_in(tmp_path, fee("base"), fee("both", about="b", adds="true", waives="base"))
    assert "adds: biaya menambah atau menghapus" in only(found)


def test_a_waived_fee_must_exist(tmp_path):
    assert "waives: biaya 'ghost' tidak ada" in only(mistakes_in(tmp_path, fee("w", 0, waives="ghost")))


def test_an_id_is_used_once(tmp_path):
    assert "id: 'one' sudah dipakai di" in only(mistakes_in(tmp_path, fact("one"), fact("one")))


def test_a_question_is_asked_once(tmp_path):
    assert "'book' sudah dipakai" in only(mistakes_in(tmp_path, questions=[AGE, BOOK, BOOK], terms={}))


def test_a_question_needs_two_options(tmp_path):
    assert "perlu dua pilihan" in only(mistakes_in(tmp_path, questions=[BOOK, question("one", "a")], terms={}))


def test_an_option_id_is_used_once(tmp_path):
    assert "id pilihan ganda" in only(mistakes_in(tmp_path, questions=[BOOK, question("two", "a", "a")], terms={}))


def test_ranges_do_not_overlap(tmp_path):
    ages = question("age", option("a", 0, 17), option("b", 17, 30))
    assert "rentang bertumpuk" in only(mistakes_in(tmp_path, questions=[ages, BOOK], terms={}))


def test_a_range_has_two_ends_in_order(tmp_path):
    ages = question("age", option("a", 9, 3), option("b", 17, 30))
    assert "harus [dari, sampai]" in only(mistakes_in(tmp_path, questions=[ages, BOOK], terms={}))


def test_only_if_speaks_of_earlier_questions_only(tmp_path):
    early = question("early", "a", "b", only_if={"book": ["old"]})
    assert "only_if.book: pertanyaan tidak dikenal" in only(mistakes_in(tmp_path, questions=[early, BOOK], terms={}))


def test_an_impossible_combination_says_when_and_why(tmp_path):
    found = mistakes_in(tmp_path, impossible=[{"from": "2024-01-01"}])
    assert [line.split(": ")[1] for line in found] == ["impossible.text", "impossible.when"]


def test_a_kind_answered_from_must_exist(tmp_path):
    assert "answers_from.gift: jenis tidak dikenal" in only(mistakes_in(tmp_path, answers_from={"gift": "2020-01-01"}))


def test_what_is_sold_needs_a_place(tmp_path):
    sold = {"pattern": "both", "from": "2020-01-01", "source": "law", "confidence": "A"}
    assert "offices.yaml:1: offices: sebut kantor" in only(mistakes_in(tmp_path, offices=[sold]))


def test_a_missing_file_is_named(tmp_path):
    assert mistakes(tmp_path) == ["guide.yaml:1: -: berkas tidak ada / file is missing"]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"- id: \xff\xfe", "1: -: bukan teks UTF-8"),
        (b"- id: a\n- {x: [}\n", "2: -: YAML:"),
        (b"- id: a\n\tkind: note\n", "2: -: YAML:"),
        (b"- id: a\x00\n", "1: -: YAML:"),
        (b"id: a\n", "1: -: harus daftar dengan -"),
        (b"- id: a\n  id: b\n", "2: id: ditulis dua kali"),
        (b"- just words\n", "1: -: harus kunci: nilai"),
        (b"- ? [a]\n  : b\n", "1: -: kunci harus satu kata"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path, raw, expected):
    write_guide(tmp_path, fact("one"))
    (tmp_path / FACTS).write_bytes(raw)
    assert any(line.startswith(f"{FACTS}:{expected}") for line in mistakes(tmp_path)), mistakes(tmp_path)


def test_all_mistakes_are_told_at_once(tmp_path):
    assert len(mistakes_in(tmp_path, fact("one", kind="gift"), fact("two", status="maybe"))) == 2


def test_the_line_is_that_of_the_field(tmp_path):
    write_guide(tmp_path, fact("one"))
    write_text(tmp_path / FACTS, "# a comment\n- id: one\n  kind: note\n  colour: red\n")
    assert f"{FACTS}:4: colour: bidang tidak dikenal / unknown field" in mistakes(tmp_path)


def test_no_stays_a_word(tmp_path):
    write_guide(tmp_path, fact("one"))
    sure = "about: one, text: {id: x}, from: 2020-01-01, source: law, confidence: A, review_by: 2030-01-01"
    write_text(tmp_path / FACTS, f"- {{id: one, kind: note, when: {{married: [no]}}, {sure}}}\n")
    assert mistakes(tmp_path) == []
