"""How place names are read: one spelling for what people write in many ways.

A key is a name without spaces, marks and capitals, with Roman numerals as digits and the clear
abbreviations written out. Only abbreviations with one meaning are here: "Pd." may be padang or pondok.
"""

import re
import unicodedata
from collections.abc import Iterable

ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "xi": "11", "xii": "12", "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18",
    "xix": "19", "xx": "20",
}  # fmt: skip
ABBREVIATIONS = {
    "sei": "sungai", "sungei": "sungai", "tj": "tanjung", "tjg": "tanjung", "tg": "tanjung", "gn": "gunung",
    "gng": "gunung", "pl": "pulau", "tlk": "teluk", "mns": "meunasah", "kep": "kepulauan", "lbk": "lubuk",
    "perk": "perkebunan", "sp": "simpang", "btg": "batang", "tgk": "teungku",
}  # fmt: skip
CANONICAL = ROMAN | ABBREVIATIONS
NUMBER_WORDS = {
    "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7", "delapan": "8",
    "sembilan": "9", "sepuluh": "10",
    # The same numbers as Minangkabau nagari write them.
    "duo": "2", "tigo": "3", "ampek": "4", "limo": "5", "anam": "6", "tujuah": "7", "salapan": "8",
    "sambilan": "9", "sapuluah": "10",
}  # fmt: skip
DIGIT_WORDS = dict(zip(map(str, range(1, 11)), list(NUMBER_WORDS)[:10], strict=True))

DESA, KELURAHAN = "desa", "kelurahan"
VILLAGE_KINDS = {
    "desa": DESA, "ds": DESA, "dsa": DESA, "pekon": DESA, "nagari": DESA, "nagori": DESA, "gampong": DESA,
    "kalurahan": DESA, "tiyuh": DESA, "lembang": DESA, "kute": DESA,
    "kelurahan": KELURAHAN, "kel": KELURAHAN, "lurah": KELURAHAN,
    # These are said of both kinds, or are as often part of the name.
    "kampung": "", "kampong": "", "kp": "", "kmp": "", "nag": "", "gp": "", "negeri": "", "dusun": "", "pemerintah": "",
}  # fmt: skip
# Words before a stored name that people leave out when they write it.
OFTEN_LEFT_OUT = frozenset(VILLAGE_KINDS) - {"kel", "ds", "lurah", "pemerintah"} | {"pulau"}

PROVINCE, REGENCY, DISTRICT = 0, 1, 2
# Each word before an area's name: the level it speaks of and, for a regency, whether it is a city.
AREA_KINDS: dict[str, tuple[int, bool | None]] = {
    "provinsi": (PROVINCE, None), "propinsi": (PROVINCE, None), "prov": (PROVINCE, None), "prop": (PROVINCE, None),
    "kabupaten": (REGENCY, False), "kab": (REGENCY, False), "kabupten": (REGENCY, False),
    "kota": (REGENCY, True), "kotamadya": (REGENCY, True), "kodya": (REGENCY, True),
    "kecamatan": (DISTRICT, None), "kec": (DISTRICT, None), "kecamtan": (DISTRICT, None),
    "distrik": (DISTRICT, None), "kapanewon": (DISTRICT, None), "kemantren": (DISTRICT, None),
}  # fmt: skip
ADMINISTRATIVE = frozenset({"adm", "administrasi", "administratif"})

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"))
_WORD = re.compile(r"[a-z]+|[0-9]+")


def words(text: str) -> list[str]:
    """Plain lower-case words; letters and digits part, apostrophes vanish."""
    folded = text.translate(_APOSTROPHES).lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _WORD.findall(folded)


def squash(parts: Iterable[str]) -> str:
    return "".join([CANONICAL.get(part, part) for part in parts])


def key_of(name: str) -> str:
    """The key under which a name is stored and looked up."""
    lower = name.lower()
    joined = lower.replace(" ", "")
    # Nine names in ten are plain letters: reading them this way halves the time to build the index.
    if joined.isalpha() and joined.isascii():
        parts = lower.split()
        return joined if CANONICAL.keys().isdisjoint(parts) else squash(parts)
    return squash(words(name))


def number_forms(parts: list[str]) -> list[str]:
    """The keys of a name with its numbers as digits and as words: "Tujuah Koto" and "VII Koto" are one."""
    canonical = [CANONICAL.get(part, part) for part in parts]
    as_digits = "".join(NUMBER_WORDS.get(part, part) for part in canonical)
    as_words = "".join(DIGIT_WORDS.get(NUMBER_WORDS.get(part, part), part) for part in canonical)
    return list(dict.fromkeys(["".join(canonical), as_digits, as_words]))


def village_forms(parts: list[str]) -> tuple[list[str], str]:
    """Every key a village's written name may stand under, the most literal first, and the kind its prefix names."""
    kind, rest = "", parts
    forms = number_forms(parts)
    while len(rest) > 1 and rest[0] in VILLAGE_KINDS:
        kind = kind or VILLAGE_KINDS[rest[0]]
        rest = rest[1:]
        forms += number_forms(rest)
    return list(dict.fromkeys(forms)), kind


def spellings(parts: list[str]) -> list[str]:
    """The forms in which slips are looked for: as written and, after a word for its kind, without that word."""
    stripped = parts[1:] if len(parts) > 1 and parts[0] in VILLAGE_KINDS else parts
    return list(dict.fromkeys([squash(parts), squash(stripped)]))


def other_keys(name: str) -> list[str]:
    """Further keys for a stored name: without its kind word, and each side of a slash or bracket."""
    keys = []
    first, _, rest = name.partition(" ")
    if rest and first.lower() in OFTEN_LEFT_OUT:
        keys.append(key_of(rest))
    if "/" in name or "(" in name:
        keys += [key for side in re.split(r"[/()]", name) if len(key := key_of(side)) > 3]
    return keys


def allowed_typos(key: str) -> int:
    """How many slips a name of this length may hold and still be recognised."""
    return 0 if len(key) < 4 else 1 if len(key) < 7 else 2 if len(key) < 13 else 3
