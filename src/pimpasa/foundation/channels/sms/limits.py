"""How much fits in a short message: the alphabet of GSM 03.38, else 16-bit characters, and what joining parts costs."""

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each takes an escape before it.
EXTENDED = frozenset("^{}\\[~]|€\f")
ONE, JOINED = 160, 153
ONE_WIDE, JOINED_WIDE = 70, 67
SEGMENTS = 3


def is_gsm(text: str) -> bool:
    return all(letter in BASIC or letter in EXTENDED for letter in text)


def segments(text: str) -> int:
    """How many short messages are billed. A pair that belongs together is not parted, so parts may be cut early."""
    sizes = [1 + (letter in EXTENDED) for letter in text] if is_gsm(text) else [1 + (ord(one) > 0xFFFF) for one in text]
    one, joined = (ONE, JOINED) if is_gsm(text) else (ONE_WIDE, JOINED_WIDE)
    return 1 if sum(sizes) <= one else parted(sizes, joined)


def parted(sizes: list[int], room: int) -> int:
    parts, used = 1, 0
    for size in sizes:
        parts, used = (parts, used + size) if used + size <= room else (parts + 1, size)
    return parts


def fits(text: str) -> bool:
    return segments(text) <= SEGMENTS
