"""All village and area names in memory: compact, read-only, built once per process.

Villages are numbered in the order of their codes, so that every area is one run of numbers.
"""

import csv
import gzip
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

from pimpasa.regions.abbreviations import AREA_ALIASES
from pimpasa.regions.names import ADMINISTRATIVE, key_of, other_keys, squash, words

Row = tuple[str, str, str]
# The longest name is shorter; more would only make a hostile query slow.
LONGEST_KEY = 60


def read_rows(file: Path) -> Iterator[Row]:
    """Code, name and kind of every region in the data file."""
    with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
        text = lines.read()
    reader = csv.reader(text.splitlines())
    next(reader)
    yield from ((code, name, kind) for code, name, kind in reader)


def area_key(name: str, level: int) -> str:
    """An area's key; a regency's goes without "Kabupaten", "Kota" and "Administrasi"."""
    parts = words(name)
    if level == 1:
        parts = [part for part in parts[1:] if part not in ADMINISTRATIVE]
    return squash(parts)


class NameList:
    """Distinct keys, ready for exact, prefix and fuzzy reading; each leads to one or more numbers."""

    def __init__(self, keys: list[str], numbers: list[int]) -> None:
        order = sorted(range(len(keys)), key=keys.__getitem__)
        self._numbers = array("I", map(numbers.__getitem__, order))
        # A dict keeps the last place it was given, so reading backwards leaves each key's first.
        starts = {keys[order[place]]: place for place in range(len(order) - 1, -1, -1)}
        self.keys: list[str] = list(starts)[::-1]
        self._starts = array("I", list(starts.values())[::-1])
        self._starts.append(len(order))
        self._by_length: dict[int, list[str]] = {}
        for key in self.keys:
            self._by_length.setdefault(len(key), []).append(key)

    def numbers(self, key: str) -> list[int]:
        """The numbers that stand under exactly this key."""
        place = bisect_left(self.keys, key)
        if place == len(self.keys) or self.keys[place] != key:
            return []
        return list(self._numbers[self._starts[place] : self._starts[place + 1]])

    def starting_with(self, prefix: str) -> list[str]:
        return self.keys[bisect_left(self.keys, prefix) : bisect_left(self.keys, prefix + "{")]

    def containing(self, part: str, limit: int) -> list[str]:
        """The first keys that hold this part; one search through one long text is the quickest way."""
        found: list[str] = []
        text, place = self._one_text, self._one_text.find(part)
        while place >= 0 and len(found) < limit:
            end = text.index("\n", place)
            found.append(text[text.rindex("\n", 0, place) + 1 : end])
            place = text.find(part, end)
        return found

    @cached_property
    def _one_text(self) -> str:
        return "\n" + "\n".join(self.keys) + "\n"

    def similar(self, key: str, typos: int, limit: int, *, thorough: bool = False) -> list[tuple[str, int]]:
        """Keys within so many slips, the nearest first.

        One slip leaves the first or the last half whole, so the quick way looks only there and finds every
        name with one slip and most with two; the thorough way reads all names of about that length.
        """
        if not typos or len(key) > LONGEST_KEY:
            return []
        lengths = range(len(key) - typos, len(key) + typos + 1)
        # Half of a short name is shared by too many; there are few names as short.
        if thorough or len(key) < 6:
            some = [name for length in lengths for name in self._by_length.get(length, ())]
        else:
            some = [name for name in self._sharing_a_half(key) if len(name) in lengths]
        found = sorted(near(key, some, typos, limit), key=lambda hit: (hit[1], hit[0]))
        return found[:limit]

    def _sharing_a_half(self, key: str) -> set[str]:
        half = (len(key) - 1) // 2
        tail = key[::-1][:half]
        backwards = self._backwards[bisect_left(self._backwards, tail) : bisect_left(self._backwards, tail + "{")]
        return {name[::-1] for name in backwards} | set(self.starting_with(key[:half]))

    @cached_property
    def _backwards(self) -> list[str]:
        return sorted(key[::-1] for key in self.keys)


def near(key: str, names: Iterable[str], typos: int, limit: int | None) -> list[tuple[str, int]]:
    hits = process.extract(key, names, scorer=OSA.distance, score_cutoff=typos, limit=limit)  # type: ignore[arg-type] # the stub lacks this scorer's keywords
    return [(name, int(distance)) for name, distance, _ in hits]


class PlaceIndex:
    """Every region by code and by name."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.codes: list[str] = []
        self.names: list[str] = []
        self.area_names: dict[str, str] = {}
        self._read(rows)
        self.keys = self._shared_keys()
        self.villages = self._village_names()
        self.area_codes, self.areas = self._area_list()

    def _read(self, rows: Iterable[Row]) -> None:
        seen: dict[str, str] = {}
        for code, name, _ in sorted(rows):
            if len(code) == 13:
                self.codes.append(code)
                self.names.append(seen.setdefault(name, name))
            else:
                self.area_names[code] = name

    def _shared_keys(self) -> list[str]:
        keys: dict[str, str] = {}
        seen: dict[str, str] = {}
        for name in self.names:
            if name not in keys:
                key = key_of(name)
                keys[name] = seen.setdefault(key, key)
        return [keys[name] for name in self.names]

    def _village_names(self) -> NameList:
        keys, numbers = list(self.keys), list(range(len(self.keys)))
        for number, name in enumerate(self.names):
            for key in other_keys(name):
                keys.append(key)
                numbers.append(number)
        return NameList(keys, numbers)

    def _area_list(self) -> tuple[list[str], NameList]:
        codes = list(self.area_names)
        keys = [area_key(name, code.count(".")) for code, name in self.area_names.items()]
        numbers = list(range(len(codes)))
        place = {code: number for number, code in enumerate(codes)}
        for number, code in enumerate(codes):
            for key in other_keys(self.area_names[code]) if len(code) == 8 else ():
                keys.append(key)
                numbers.append(number)
        known = set(zip(keys, numbers, strict=True))
        for alias, code in AREA_ALIASES.items():
            if code in place and (alias, place[code]) not in known:
                keys.append(alias)
                numbers.append(place[code])
        return codes, NameList(keys, numbers)

    def run(self, area: str) -> range:
        """The numbers of the villages inside an area; an empty code is the whole country."""
        if not area:
            return range(len(self.codes))
        if len(area) == 13:
            return range(bisect_left(self.codes, area), bisect_right(self.codes, area))
        return range(bisect_left(self.codes, area + "."), bisect_left(self.codes, area + "/"))

    def number(self, code: str) -> int | None:
        place = bisect_left(self.codes, code)
        return place if place < len(self.codes) and self.codes[place] == code else None

    def near_in(self, area: str, key: str, typos: int, limit: int) -> list[tuple[int, int]]:
        """Villages of an area whose name is within so many slips: number and slips."""
        run = self.run(area)
        hits = process.extract(
            key, self.keys[run.start : run.stop], scorer=OSA.distance, score_cutoff=typos, limit=limit
        )
        return [(run.start + place, int(distance)) for _, distance, place in hits]
