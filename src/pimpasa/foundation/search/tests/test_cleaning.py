import pytest

from pimpasa.foundation.search.cleaning import LONGEST, MASK, clean


@pytest.mark.parametrize(
    "number", ["3301234567890001", "3301 2345 6789 0001", "330123-456789-0001", "33.01.23.456789.0001"]
)
def test_identity_number_is_masked(number):
    assert clean(f"nik saya {number} mau bikin paspor") == f"nik saya {MASK} mau bikin paspor"


def test_number_that_straddles_the_cut_is_masked_too():
    line = clean("a " * (LONGEST // 2 - 4) + "3301234567890001 paspor")
    assert not any(letter.isdigit() for letter in line)


@pytest.mark.parametrize("kept", ["kode billing 820241101234567 mati"[:22], "tahun 2024", "Rp1.650.000", "0800-1000"])
def test_shorter_numbers_stay(kept):
    assert clean(kept) == kept


def test_long_text_is_cut_at_a_word():
    line = clean("paspor " * 2_000_000)
    assert len(line) <= LONGEST
    assert line.endswith("paspor")


def test_control_characters_and_hidden_marks_become_spaces():
    assert clean("pas\x00por\u202e hilang\r\n\t sekali\ufeff") == "pas por hilang sekali"
