import pytest

from pimpasa.fieldwork.masking import MASK, mask_identity_numbers, mask_numbers


@pytest.mark.parametrize(
    "number", ["3301010101010001", "33 0101 0101010001", "33.01.01.010101.0001", "3301-0101-0101-0001"]
)
def test_identity_numbers_are_masked_however_they_are_written(number):
    assert mask_numbers(f"KTP {number}.") == f"KTP {MASK}."


@pytest.mark.parametrize(
    "number", ["081234567890", "0812-3456-7890", "+62 812 3456 7890", "6281234567890", "(021) 2924 4800"]
)
def test_phone_numbers_are_masked(number):
    assert "2" not in mask_numbers(f"hubungi {number} ya")


@pytest.mark.parametrize(
    "text", ["Rp15.000.000", "RT 003 RW 012", "4 November 2024", "08.00-15.00", "25 orang", "5000000"]
)
def test_money_days_and_places_stay(text):
    assert mask_numbers(text) == text


def test_a_recruiters_phone_number_may_stay():
    assert mask_identity_numbers("Pak X 081234567890, 3301010101010001") == f"Pak X 081234567890, {MASK}"
