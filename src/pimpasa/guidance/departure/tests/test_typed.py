import pytest
from django.core.exceptions import ValidationError

from pimpasa.guidance.departure.typed import PhoneLine, TypedLine, TypedLines, without_numbers

from .make import NIK, send_letter, text_of


@pytest.mark.parametrize(
    "number", [NIK, "3301 0112 3456 7890", "33.01.01.123456.7890", "3301-0112-3456-7890", "٣٣٠١٠١١٢٣٤٥٦٧٨٩٠"]
)
def test_an_identity_number_is_refused_kindly_and_not_shown_again(client, number):
    response = send_letter(client, worker_name=f"Ani {number} Sari")
    assert response.status_code == 400
    assert "Jangan tulis NIK di sini" in text_of(response)
    assert number not in text_of(response)
    assert "Ani" in text_of(response)


@pytest.mark.parametrize(
    "hidden", ["3301\u200b0112\u200b3456\u200b7890", "3301\x000112\x0034567890", "3301\t01123456\x1f7890"]
)
def test_control_characters_hide_no_number(client, hidden):
    assert "Jangan tulis NIK di sini" in text_of(send_letter(client, worker_name=hidden))


@pytest.mark.parametrize("number", ["X1234567", "c 7654321", "AB123456"])
def test_a_passport_number_is_refused_too(client, number):
    response = send_letter(client, job=number)
    assert "Jangan tulis nomor paspor di sini" in text_of(response)
    assert number not in text_of(response)


@pytest.mark.parametrize("text", ["0812 3456 7890 atau 0813 3456 7890", "Jalan 17 nomor 123456", "RT 001 RW 002 53262"])
def test_phones_and_addresses_pass(text):
    assert without_numbers(text) == text
    assert TypedLine().clean(text) == text


def test_ten_thousand_letters_are_kept_and_refused(client):
    response = send_letter(client, worker_name="a" * 10_000)
    assert response.status_code == 400
    assert "Paling banyak 80 huruf" in text_of(response)
    assert "a" * 10_000 in text_of(response)


def test_control_characters_become_spaces():
    assert TypedLine().clean("Ani\x00\x07\u202e Sari\r\n") == "Ani Sari"


def test_an_address_keeps_lines_and_no_more_than_fit():
    assert TypedLines().clean("Satu\r\n\r\n Dua \x0bTiga") == "Satu\nDua\nTiga"
    with pytest.raises(ValidationError, match="Paling banyak 4 baris"):
        TypedLines().clean("1\n2\n3\n4\n5")


@pytest.mark.parametrize("phone", ["0812-3456-7890", "+852 6773 0466", "(0282) 123456", ""])
def test_phones_of_any_country_are_taken(phone):
    assert PhoneLine().clean(phone) == phone


@pytest.mark.parametrize("phone", ["rumah", "12", "0812x", "+-+-+"])
def test_what_is_no_phone_is_refused(phone):
    with pytest.raises(ValidationError):
        PhoneLine().clean(phone)
