"""The same message written otherwise: what keeps its meaning must keep its outcome."""

import random
import re
from collections.abc import Callable

Variation = Callable[[str, random.Random], str]
SHORTER = {
    "yang": "yg", "tidak": "tdk", "dengan": "dgn", "untuk": "utk", "sudah": "udh", "tahun": "thn", "jangan": "jgn",
    "kalau": "klo", "saya": "sy", "berangkat": "brgkt", "langsung": "lgsg", "bulan": "bln", "orang": "org",
}  # fmt: skip
TWINS = str.maketrans("aeoicpxyAEOCPBHKMT", "аеоісрхуАЕОСРВНКМТ")
DIGITS = str.maketrans("aioe", "4103")
EMOJI = "🔥✅🙏📌💰❗🌸✨"
_WORD = re.compile(r"[A-Za-z]{6,}")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n")


def shouted(text: str, _: random.Random) -> str:
    return text.upper()


def whispered(text: str, _: random.Random) -> str:
    return text.lower()


def spaced(text: str, chance: random.Random) -> str:
    return re.sub(r" ", lambda _: " " * chance.randint(1, 3), text)


def with_emoji(text: str, chance: random.Random) -> str:
    return re.sub(r"(?<=[.,!?])(?= )|\n", lambda found: f" {chance.choice(EMOJI)} {found.group()}", text)


def reordered(text: str, chance: random.Random) -> str:
    parts = [part for part in _SENTENCE.split(text) if part.strip()]
    chance.shuffle(parts)
    return "\n".join(part if part[-1] in ".!?" else part + "." for part in parts)


def abbreviated(text: str, _: random.Random) -> str:
    return re.sub(r"[A-Za-z]+", lambda found: SHORTER.get(found.group(), found.group()), text)


def stretched(text: str, chance: random.Random) -> str:
    return _some_words(text, chance, lambda word: word[:-1] + word[-1] * 3, 8)


def mistyped(text: str, chance: random.Random) -> str:
    """Two letters inside of a long word change places, once in a while."""
    return _some_words(text, chance, lambda word: word[:3] + word[4] + word[3] + word[5:], 10)


def in_twin_letters(text: str, chance: random.Random) -> str:
    return _some_words(text, chance, lambda word: word.translate(TWINS), 3)


def in_digits(text: str, chance: random.Random) -> str:
    return _some_words(text, chance, lambda word: word[0] + word[1:].translate(DIGITS), 6)


def with_invisible(text: str, chance: random.Random) -> str:
    return _some_words(text, chance, lambda word: word[:3] + "\u200b" + word[3:], 2)


def _some_words(text: str, chance: random.Random, change: Callable[[str], str], one_in: int) -> str:
    return _WORD.sub(lambda found: change(found.group()) if chance.randrange(one_in) == 0 else found.group(), text)


ALL: tuple[Variation, ...] = (
    shouted, whispered, spaced, with_emoji, reordered, abbreviated, stretched, mistyped, in_twin_letters, in_digits,
    with_invisible,
)  # fmt: skip
