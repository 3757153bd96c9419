"""Short codes by which a stranger checks an officer. Protects villagers from impostors, officers from a listing.

Seven random characters and one computed from them: a slip of the finger is told as such and never makes a real
officer look false. No letter or digit that is easily mistaken for another.
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def new_code() -> str:
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + check_character(body)


def check_character(body: str) -> str:
    """The number of characters is prime, so one wrong character or two exchanged always show."""
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]


def as_typed(text: str) -> str:
    """What was typed, without spaces and hyphens, in capitals."""
    return "".join(character for character in text.upper() if character.isalnum())


def is_well_formed(code: str) -> bool:
    if len(code) != LENGTH or any(character not in ALPHABET for character in code):
        return False
    return check_character(code[:-1]) == code[-1]


def grouped(code: str) -> str:
    """As printed: two groups of four."""
    return f"{code[:4]}-{code[4:]}"
