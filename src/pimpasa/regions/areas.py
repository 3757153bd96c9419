"""Reading the name of a province, regency or district, with or without the word for its kind."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from pimpasa.regions.index import PlaceIndex
from pimpasa.regions.names import ADMINISTRATIVE, AREA_KINDS, REGENCY, allowed_typos, number_forms

LONG_KINDS = ("kabupaten", "kecamatan", "provinsi", "administrasi")
# Each hit is an area's code and how many slips lie between what was written and its name.
Hits = dict[str, int]
FULL_KIND = {"kab": "kabupaten", "prov": "provinsi", "kec": "kecamatan", "kodya": "kota", "kotamadya": "kota"}


def is_city(code: str) -> bool:
    """Whether a regency's code belongs to a kota."""
    return int(code[3:5]) >= 71


def level_of(code: str) -> int:
    return code.count(".")


def without_kind(parts: tuple[str, ...]) -> tuple[list[str], int | None, bool | None]:
    """The name alone, the level that its kind word speaks of, and whether it says city."""
    rest, level, city = list(parts), None, None
    while len(rest) > 1 and (kind := kind_word(rest[0])):
        if kind in AREA_KINDS and level is None:
            level, city = AREA_KINDS[kind]
        rest = rest[1:]
    return rest, level, city


@lru_cache(4096)
def kind_word(word: str) -> str:
    """The word for a kind of area that this is, a slip forgiven in the long ones ("Kabupaen")."""
    if word in AREA_KINDS or word in ADMINISTRATIVE:
        return word
    return next((kind for kind in LONG_KINDS if OSA.distance(word, kind) <= 2), "") if len(word) > 6 else ""


def fits_kind(code: str, level: int | None, city: bool | None) -> bool:
    if level is not None and level_of(code) != level:
        return False
    return city is None or level_of(code) != REGENCY or is_city(code) == city


class AreaReader:
    """Reads area names against one index; remembers what it read, as lists repeat the same few."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index
        self.exact = lru_cache(4096)(self._exact)
        self.starting = lru_cache(256)(self._starting)
        self.similar = lru_cache(4096)(self._similar)

    def _codes(self, key: str) -> list[str]:
        return [self._index.area_codes[number] for number in self._index.areas.numbers(key)]

    def _exact(self, parts: tuple[str, ...]) -> Hits:
        """Areas named exactly so: first as written ("Kota Agung"), then without the kind word."""
        spelled = [FULL_KIND.get(part, part) for part in parts]
        hits = {code: 0 for form in number_forms(spelled) for code in self._codes(form)}
        rest, level, city = without_kind(parts)
        if len(rest) < len(parts):
            for form in number_forms(rest):
                hits |= {code: 0 for code in self._codes(form) if fits_kind(code, level, city)}
        return hits

    def _starting(self, parts: tuple[str, ...]) -> Hits:
        """Areas whose name begins with what is being typed."""
        rest, level, city = without_kind(parts)
        key = number_forms(rest)[0]
        if len(key) < 3:
            return {}
        codes = [code for name in self._index.areas.starting_with(key) for code in self._codes(name)]
        return {code: 1 for code in codes if fits_kind(code, level, city)}

    def _similar(self, parts: tuple[str, ...]) -> Hits:
        """Areas named so but for a slip or two, the exact ones included."""
        hits = dict(self._exact(parts))
        rest, level, city = without_kind(parts)
        for form in number_forms(rest):
            for name, typos in self._index.areas.similar(form, min(2, allowed_typos(form)), limit=12):
                for code in self._codes(name):
                    if fits_kind(code, level, city):
                        hits[code] = min(typos, hits.get(code, typos))
        return hits
