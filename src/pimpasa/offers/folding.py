"""Plain small letters for whatever was written, each knowing which character of the text it came from.

A recruiter who spells "vi\u200bsa" with an invisible letter, with a Cyrillic i or in fancy mathematical letters must
not be able to hide it, and the quote shown must still be the exact words of the text.
"""

import unicodedata
from dataclasses import dataclass

_CYRILLIC = dict(zip("авсԁеҽгһіјкӏмпорԛѕтуѵԝхуӯзбө", "abcdeerhijklmnopqstuvwxyyzbo", strict=True))
_GREEK = dict(zip("αβγδεζηικλμνοπρστυχω", "abydezniklmvoppotuxw", strict=True))
_OTHERS = {
    "ı": "i", "ɩ": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ɑ": "a", "ɡ": "g",
    "ʋ": "u", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ɢ": "g", "ʜ": "h", "ɪ": "i", "ᴊ": "j", "ᴋ": "k",
    "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w",
    "ʏ": "y", "ᴢ": "z", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "ˈ": "'", "ʻ": "'",
}  # fmt: skip
_LOOK_ALIKES = {**_CYRILLIC, **_GREEK, **_OTHERS}
# Letters in dark circles and squares, which Unicode does not resolve.
_ENCLOSED = {chr(base + at): chr(97 + at) for base in (0x1F150, 0x1F170) for at in range(26)}
_FLAGS = {chr(0x1F1E6 + at): chr(97 + at) for at in range(26)}
# Marks a letter of a flag.
FLAG = "\ue000"
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc"})
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_BREAKS = frozenset("\n\r\t\x0b\x0c\x85")


@dataclass(frozen=True)
class Folded:
    """`origin[n]` is where letter `n` of `letters` stood in the text."""

    letters: str
    origin: tuple[int, ...]


def fold(text: str) -> Folded:
    letters: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        plain = fold_character(character)
        letters.append(plain)
        origin.extend([at] * len(plain))
    return Folded("".join(letters), tuple(origin))


def fold_character(character: str) -> str:
    if character.isascii():
        return _ascii(character)
    if character in _FLAGS:
        # A flag is two of these: together they become a word such as `benderakh`.
        return FLAG + _FLAGS[character]
    if character in _FILLERS:
        return ""
    known = _ENCLOSED.get(character) or _LOOK_ALIKES.get(character.lower())
    return known or _resolved(character)


def _ascii(character: str) -> str:
    if character in _BREAKS:
        return "\n" if character in "\n\r" else " "
    return "" if unicodedata.category(character) == "Cc" else character.lower()


def _resolved(character: str) -> str:
    if character in ("\u2028", "\u2029"):
        return "\n"
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    return "".join(_LOOK_ALIKES.get(part, part) for part in plain.lower())
