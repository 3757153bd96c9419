"""A worked case says when the guide gives something else than the law."""

import pytest

from pimpasa.foundation.rules import ContentErrors, Office
from pimpasa.foundation.rules.cases import check_case, read_all_cases
from pimpasa.foundation.rules.located import Problems

from .make import BOOK, fact, fee, make_guide, read_one_case, write_text

OLD, NEW = {"book": ["old"]}, {"book": ["new"]}
FACTS = [
    fee("o", 100, when=OLD),
    fee("n", 200, when=NEW, **{"from": "2020-01-01", "until": "2024-12-31"}),
    fee("n2", 300, when=NEW, **{"from": "2025-01-01"}),
    fact("form", "document"),
    fact("cert", "document", about="birth", one_of="birth"),
    fact("diploma", "document", about="birth", one_of="birth"),
    fact("local", offices=["here"]),
]
RULE = {"when": {"office": ["new_only"], "book": ["old"]}, "text": {"id": "Hanya baru."}}


def failures(folder, **expected):
    guide = make_guide(folder, *FACTS, questions=[BOOK], terms={}, impossible=[RULE])
    case = {"case": "Ibu Siti", "on": "2024-11-04", "answers": {"book": "new"}, **expected}
    return [error.message for error in check_case(guide, read_one_case(folder, case), known_office)]


def known_office(code):
    return Office(code)


@pytest.mark.parametrize(
    "expected",
    [
        {"total": 200},
        {"totals": [200]},
        {"fees": ["n"]},
        {"documents": ["form", "cert", "diploma"]},
        {"has": ["form"]},
        {"lacks": ["o"]},
        {"one_of": {"birth": ["cert", "diploma"]}},
        {"ends": {"n": "2024-12-31"}},
        {"begins": {"n2": "2025-01-01"}},
        {"office": "here", "has": ["local"]},
        {"total": 100, "answers": {"book": "old"}},
        {"total": 300, "on": "2025-01-01"},
    ],
)
def test_a_case_that_agrees_says_nothing(tmp_path, expected):
    assert failures(tmp_path, **expected) == []


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ({"total": 201}, "jumlah / total [200], seharusnya / expected [201]"),
        ({"totals": [0, 200]}, "expected [0, 200]"),
        ({"fees": ["o"]}, "fee: kurang / missing o"),
        ({"documents": ["form"]}, "document: lebih / unexpected cert, diploma"),
        ({"has": ["o"]}, "kurang / missing o"),
        ({"lacks": ["form"]}, "lacks: lebih / unexpected form"),
        ({"one_of": {"birth": ["cert"]}}, "one_of birth: lebih / unexpected diploma"),
        ({"ends": {"n": "2024-12-30"}}, "n seharusnya tidak berlaku / should not hold on 2024-12-31"),
        ({"ends": {"n": "2025-01-01"}}, "n seharusnya berlaku / should hold on 2025-01-01"),
        ({"begins": {"n2": "2025-01-02"}}, "should not hold on 2025-01-01"),
        ({"has": ["ghost"]}, "fakta tidak ada / no such fact: ghost"),
        ({"has": ["form"], "answers": {"book": "green"}}, "book: unknown option 'green'"),
        ({"has": ["form"], "on": "2019-01-01"}, "no rule in force on 2019-01-01"),
        ({"refused": "ya"}, "seharusnya ditolak / should have been refused"),
        ({"total": 200, "answers": {}}, "belum selesai, masih bertanya / not complete, still asks: book"),
        ({"office": "elsewhere", "has": ["local"]}, "missing local"),
    ],
)
def test_a_case_that_differs_says_how(tmp_path, expected, message):
    assert any(message in line for line in failures(tmp_path, **expected)), failures(tmp_path, **expected)


def test_a_refusal_agrees_with_an_impossible_combination(tmp_path):
    sold = {"pattern": "new_only", "from": "2020-01-01", "source": "law", "confidence": "A", "offices": ["here"]}
    guide = make_guide(tmp_path, *FACTS, questions=[BOOK], terms={}, impossible=[RULE], offices=[sold])
    case = {"case": "x", "on": "2024-11-04", "office": "here", "answers": {"book": "old"}}
    assert check_case(guide, read_one_case(tmp_path, {**case, "refused": "hanya baru"}), known_office) == []
    (found,) = check_case(guide, read_one_case(tmp_path, {**case, "has": ["form"]}), known_office)
    assert "ditolak / refused" in found.message


def test_a_price_to_ask_for_is_written_ask(tmp_path):
    guide = make_guide(tmp_path, fee("base", "ask"))
    case = {"case": "x", "on": "2024-11-04", "answers": {}, "total": "ask"}
    assert check_case(guide, read_one_case(tmp_path, case), known_office) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {case: x, on: 2024-11-04, answers: {}}", "case: tidak menuntut apa pun / expects nothing"),
        ("- {case: x, on: soon, answers: {}, has: [a]}", "on: 'soon' bukan tanggal"),
        ("- {case: x, on: 2024-11-04, has: [a]}", "answers: wajib diisi"),
        ("- {case: x, on: 2024-11-04, answers: {}, total: Rp5}", "totals: 'Rp5': rupiah bulat"),
        ("- {case: x, on: 2024-11-04, answers: {}, documnets: [a], has: [a]}", "documnets: bidang tidak dikenal"),
    ],
)
def test_a_badly_written_case_names_the_field(tmp_path, text, message):
    problems = Problems()
    write_text(tmp_path / "cases.yaml", text)
    read_all_cases(tmp_path, tmp_path, problems)
    assert message in str(ContentErrors(problems.errors))


def test_cases_may_lie_in_several_files(tmp_path):
    for name in ("cases/a", "cases/b", "cases"):
        write_text(tmp_path / f"{name}.yaml", "- {case: x, on: 2024-11-04, answers: {}, has: [a]}")
    assert len(read_all_cases(tmp_path, tmp_path, Problems())) == 3
