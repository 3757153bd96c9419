"""Makes strange input harmless before anything reads it: it protects whoever typed an identity number.

A run of 16 digits is an Indonesian identity or family-card number; it is masked
first, so no later step, log or answer holds it.
"""

import re
import unicodedata

LONGEST = 2000
MASK = "[nomor]"
_IDENTITY_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){14,}(?!\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+")
_SPACE = re.compile(r"\s+")


def clean(text: str, longest: int = LONGEST) -> str:
    """One line of at most `longest` characters, without control characters and without identity numbers."""
    # Twice the length is enough to see a number that straddles the cut, and keeps 10 MB of text cheap.
    line = unicodedata.normalize("NFKC", text[: longest * 2])
    line = _SPACE.sub(" ", _CONTROL.sub(" ", line)).strip()
    return _at_a_word(_IDENTITY_NUMBER.sub(MASK, line), longest)


def _at_a_word(line: str, longest: int) -> str:
    if len(line) <= longest:
        return line
    head, _, _ = line[:longest].rpartition(" ")
    return head or line[:longest]
