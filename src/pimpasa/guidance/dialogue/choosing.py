"""Which choice typed words mean: a number, the words of a label, or a command that is understood everywhere."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

MENU, AGAIN, BACK, PERSON, VILLAGE, LANGUAGE, FAMILY, HELPED = (
    "menu",
    "ulang",
    "kembali",
    "petugas",
    "desa",
    "bahasa",
    "keluarga",
    "terjawab",
)
YES, NO, DONE = "ya", "bukan", "cukup"
COMMANDS = {
    MENU: ("menu", "start", "mulai", "halo", "hallo", "hai", "hi", "hello", "help", "bantuan"),
    AGAIN: ("ulang", "ulangi", "dari awal", "again", "restart"),
    BACK: ("kembali", "batal", "balik", "back"),
    PERSON: ("petugas", "orang", "admin", "operator", "officer", "person"),
    VILLAGE: ("desa", "kantor", "village", "office"),
    LANGUAGE: ("english", "bahasa indonesia", "indonesia", "language", "bahasa"),
}
ANSWERS = {
    YES: ("ya", "iya", "y", "betul", "benar", "ok", "oke", "nggih", "enggih", "muhun", "yes"),
    NO: ("bukan", "tidak", "ndak", "nggak", "gak", "ga", "salah", "mboten", "henteu", "no"),
    DONE: ("cukup", "selesai", "sudah", "itu saja", "done"),
}
CLOSE_ENOUGH = 84
AGE = re.compile(r"(?:umur|usia|age)?\s*(\d{1,3})\s*(?:th|thn|tahun|years?)?", re.IGNORECASE)


def command(text: str) -> str:
    """The command these words are, or "". Only the whole message counts, never a word in a sentence."""
    return _named(text, COMMANDS)


def _named(text: str, names: dict[str, tuple[str, ...]]) -> str:
    plain = utils.default_process(text)
    return next((name for name, words in names.items() if plain in words), "")


def chosen(text: str, offered: Sequence[tuple[str, str]]) -> str:
    """The id of the choice that is meant, or "" where it is not clear."""
    ids = [choice for choice, _ in offered]
    if (named := _named(text, ANSWERS)) in ids:
        return named
    number = text.strip().rstrip(".)")
    if number.isdecimal() and 0 < int(number[:4]) <= len(ids):
        return ids[int(number[:4]) - 1]
    return _by_label(text, offered)


def _by_label(text: str, offered: Sequence[tuple[str, str]]) -> str:
    """By likeness with a label, if one is clearly the likest; two or three letters fit too much."""
    if len(utils.default_process(text)) < 3:
        return ""
    labels = dict(offered)
    best = process.extract(text, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=2)
    sure = [choice for _, score, choice in best if score >= CLOSE_ENOUGH]
    return sure[0] if len(sure) == 1 or (sure and best[0][1] - best[1][1] >= 5) else ""


def age_in(text: str) -> str:
    """The number of years, where the whole message is an age ("34", "umur 34 thn")."""
    found = AGE.fullmatch(text.strip())
    return found[1] if found else ""
