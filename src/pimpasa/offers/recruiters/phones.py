"""Telephone numbers in a text, each as +62812... whatever way it is written."""

import re
from collections.abc import Iterator

import phonenumbers

HOME, HOME_CODE = "ID", 62
# Letters that stand for digits: "o8l2".
_LETTERS = str.maketrans("oil", "011")
_GAP = r"[ \u00a0.\-–/()_]{0,3}"
_WRITTEN = re.compile(
    rf"(?<![\w.,@])(?:\+{_GAP}[1-9]|[0o]{_GAP}[0o]?{_GAP}[1-9il]|62{_GAP}8)(?:{_GAP}[0-9oil]){{6,13}}(?![0-9a-z@])"
)
# In a link the country stands without a plus.
_LINKED = re.compile(r"(?:wa\.me/|phone=)\+?([1-9]\d{7,14})(?!\d)")
# "WA 81234567890": without the zero only where the words before it say that it is a number to call.
_CALLED = re.compile(
    rf"(?:wa|whatsapp|hp|telp|telepon|call|hub|hubungi|kontak|nomor|no)[^\w+]{{1,3}}(8{_GAP}[1-9](?:{_GAP}\d){{7,10}})(?!\d)"
)
# Fewer real digits than this is a word that only looks like a number.
FEWEST_DIGITS = 9


def phones_in(folded: str) -> Iterator[str]:
    for written in _WRITTEN.finditer(folded):
        if sum(letter.isdigit() for letter in written.group()) >= FEWEST_DIGITS:
            yield from as_called(_digits(written.group()))
    for linked in _LINKED.finditer(folded):
        yield from as_called("+" + linked.group(1))
    for called in _CALLED.finditer(folded):
        yield from as_called("0" + _digits(called.group(1)))


def as_called(digits: str) -> Iterator[str]:
    """The number by E.164, if a telephone network has such numbers."""
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("62"):
        digits = "+" + digits
    try:
        number = phonenumbers.parse(_without_trunk_zero(digits), HOME)
    except phonenumbers.NumberParseException:
        return
    if _is_called(number):
        yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_called(number: phonenumbers.PhoneNumber) -> bool:
    """Mobile ranges grow faster than the library knows; other numbers of the country must be known ones."""
    is_home_line = number.country_code == HOME_CODE and not str(number.national_number).startswith("8")
    fits = phonenumbers.is_valid_number(number) if is_home_line else phonenumbers.is_possible_number(number)
    return bool(fits)


def _digits(written: str) -> str:
    plus = "+" if written.startswith("+") else ""
    return plus + re.sub(r"\D", "", written.translate(_LETTERS))


def _without_trunk_zero(digits: str) -> str:
    # "+62 0812" and "62 0812" are written often.
    return re.sub(r"^\+620", "+62", digits)
