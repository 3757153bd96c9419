"""Takes identity numbers out of what people write, before anything else sees it.

Protects people who send what nobody asked for: the number of an identity or family card, a photo of one.
"""

import re

MASK = "[nomor disamarkan]"
# Identity and family-card numbers have 16 digits; people write them with spaces, dots and hyphens.
IDENTITY_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-]{0,2}\d){15,}(?!\d)")


def masked(text: str) -> str:
    return IDENTITY_NUMBER.sub(MASK, text)
