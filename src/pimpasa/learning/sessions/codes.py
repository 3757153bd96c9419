"""The short code of an evening, as it is read aloud in a hall and typed on a phone."""

import secrets

# Consonants only, so that no code is a word, and none that looks like a digit.
LETTERS = "BCDFGHJKLMNPRSTWXZ"
LENGTH = 5


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def as_code(typed: str) -> str:
    """What people type, with small letters, spaces and dashes, as the code that they mean."""
    return "".join(letter for letter in typed.upper() if letter.isalpha())[:20]
