"""Takes numbers out of free text.

Protects villagers: an identity number shows birth date and home, a phone finds them.
"""

import re

MASK = "[nomor disamarkan]"
# Indonesian identity and family-card numbers have 16 digits; people write them with spaces, dots and hyphens.
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){14,}(?!\d)")
# A phone number begins with 0 and an area of three digits or more, or with a country: times, days and money do not.
PHONE_NUMBER = re.compile(
    r"(?<![\d.,])(?:\(?0\d{2,}\)?(?:[ .\-]*\d){5,11}|\+\d{1,3}(?:[ .\-()]*\d){7,13}|62\d{8,12})(?!\d)"
)


def mask_identity_numbers(text: str) -> str:
    return IDENTITY_NUMBER.sub(MASK, text)


def mask_numbers(text: str) -> str:
    """Identity numbers and whatever looks like a phone number."""
    return PHONE_NUMBER.sub(MASK, mask_identity_numbers(text))
