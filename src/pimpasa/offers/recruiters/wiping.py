"""Takes out of a note what the fingerprints are there to keep out of the database."""

import re

from pimpasa.offers.folding import fold

from .social import EMAIL, HANDLE

MASK = "[disamarkan]"
# Five digits and more, however they are parted: telephones, accounts, identity numbers; no day, no count of people.
_DIGITS = re.compile(r"(?<!\d)\+?\d(?:[ .\-()/]{0,3}\d){4,}(?!\d)")
_DAY = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}")


def without_identifiers(text: str) -> str:
    for pattern in (EMAIL, HANDLE):
        text = _masked(text, pattern)
    return _DIGITS.sub(lambda found: found.group() if _DAY.fullmatch(found.group()) else MASK, text)


def _masked(text: str, pattern: re.Pattern[str]) -> str:
    """Looks in the folded letters, takes out of the text itself."""
    folded = fold(text)
    for found in reversed(list(pattern.finditer(folded.letters))):
        first, last = folded.origin[found.start()], folded.origin[found.end() - 1] + 1
        text = text[:first] + MASK + text[last:]
    return text
