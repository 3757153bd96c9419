from pathlib import Path

import pytest

from pimpasa.foundation.printing import print_pages, print_pdf, qr_svg
from pimpasa.foundation.printing.sheets import printable
from pimpasa.foundation.printing.tests.reading import letters, letters_of, needs_pdftotext

SHEET = Path(__file__).with_name("sheet.typ")
HOSTILE = [
    '#import "/foundation/printing/house.typ": *',
    '#panic() #sys.inputs #read("/config/settings.py")',
    "] } ) *tebal* _miring_ $x^2$ `kode` <label> @rujukan",
    "// komentar /* komentar */ \\ ~ -- --- ... 'kutip' \"kutip\"",
    "= Judul - butir + butir / istilah: arti",
]


def sheet(name: str, paper: str = "a5", **data: str) -> dict[str, str]:
    return {"name": name, "paper": paper, **data}


@needs_pdftotext
@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_printed_as_it_was_written(text):
    assert letters(text) in letters_of(print_pdf(SHEET, sheet(text)))


def test_ten_thousand_letters_without_a_space_flow_on_and_none_is_lost():
    pages = print_pages(SHEET, sheet("x" * 10_000), kind="svg")
    assert len(pages) > 1


@needs_pdftotext
def test_no_letter_of_a_long_word_is_lost():
    assert letters_of(print_pdf(SHEET, sheet("ab" * 3000))) == "ab" * 3000


def test_a_long_word_may_break_and_a_common_one_stays_whole():
    assert printable("x" * 50) == "\u200b".join(["x" * 12] * 4 + ["xx"])
    assert printable("imigrasi.go.id/ppid-page/kontak-eppid") == "imigrasi.go.id/ppid-page/kontak-eppid"


def test_marks_that_paper_cannot_show_are_left_out():
    assert printable({"a": ["b\x00\u202ec\ud800"]}) == {"a": ["bc"]}


def test_drawings_are_left_as_they_are():
    assert printable({"qr": "<svg>" + "x" * 90}) == {"qr": "<svg>" + "x" * 90}


def test_letters_shrink_until_the_sheet_fits_one_page():
    assert len(print_pages(SHEET, sheet("kata " * 300), kind="svg")) == 1


def test_a_sheet_is_tagged_for_screen_readers():
    assert b"/StructTreeRoot" in print_pdf(SHEET, sheet("Pimpasa"))


def test_fonts_of_the_machine_are_not_used():
    assert b"FiraSans" in print_pdf(SHEET, sheet("Pimpasa"))


def test_a_code_holds_no_word_of_its_text():
    svg = qr_svg("https://example.test/<script>")
    assert "script" not in svg
    assert svg.startswith("<svg")


def test_a_code_is_drawn_on_the_sheet():
    with_code = print_pages(SHEET, sheet("Pimpasa", qr=qr_svg("https://example.test/")), kind="svg")[0]
    assert len(with_code) > len(print_pages(SHEET, sheet("Pimpasa"), kind="svg")[0])


def test_a_text_too_long_for_a_code_is_refused():
    with pytest.raises(ValueError, match="too long"):
        qr_svg("x" * 3000)
