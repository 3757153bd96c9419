"""The gazetteer: finds and matches villages by name, in plain Python, without a database.

`find` is for a person who chooses from a list; it may be generous. `match` answers for a row of a table;
it never guesses silently.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache

from pimpasa.foundation.folders import shipped
from pimpasa.regions.areas import AreaReader
from pimpasa.regions.finding import find_numbers
from pimpasa.regions.index import PlaceIndex, Row, read_rows
from pimpasa.regions.matching import MATCHED, Matcher
from pimpasa.regions.names import words

VILLAGE_KIND_BY_DIGIT = {"1": "kelurahan", "2": "desa", "3": "desa_adat"}


@dataclass(frozen=True, slots=True)
class Place:
    """A village with the areas it lies in."""

    code: str
    village: str
    kind: str
    district: str
    regency: str
    province: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Match:
    """What a row was read as: `code` only when matched; the reason in plain Indonesian."""

    status: str
    code: str | None
    candidates: tuple[Place, ...]
    reason: str


class Gazetteer:
    def __init__(self, rows: Iterable[Row]) -> None:
        self.index = PlaceIndex(rows)
        self.areas = AreaReader(self.index)
        self._matcher = Matcher(self.index, self.areas)

    def find(self, text: str, limit: int = 8, within: str = "") -> list[Place]:
        """The villages that a line of text may mean, the likeliest first."""
        return [self.place_at(number) for number in find_numbers(self.index, self.areas, text, limit, within)]

    def match(self, village: str = "", district: str = "", regency: str = "", province: str = "") -> Match:
        """The one village that a row means, or the candidates, or nothing."""
        verdict = self._matcher.match(village, district, regency, province)
        places = tuple(self.place_at(number) for number in verdict.numbers)
        code = places[0].code if verdict.status == MATCHED else None
        return Match(verdict.status, code, places, verdict.reason)

    def place(self, code: str) -> Place | None:
        number = self.index.number(code)
        return None if number is None else self.place_at(number)

    def place_at(self, number: int) -> Place:
        code, areas = self.index.codes[number], self.index.area_names
        return Place(
            code=code,
            village=self.index.names[number],
            kind=VILLAGE_KIND_BY_DIGIT[code[9]],
            district=areas[code[:8]],
            regency=areas[code[:5]],
            province=areas[code[:2]],
        )

    def not_in(self, text: str, places: Iterable[Place]) -> str:
        """The regency that the text names although none of these places lies in it; empty if there is none."""
        theirs = {place.regency for place in places}
        named = {self._regencies[word] for word in words(text)[1:] if word in self._regencies}
        return "" if named & theirs else next(iter(sorted(named)), "")

    @cached_property
    def _regencies(self) -> dict[str, str]:
        """Regencies by the one word people call them."""
        names = [name for code, name in self.index.area_names.items() if len(code) == 5]
        return {parts[1]: name for name in names if len(parts := words(name)) == 2}

    def area_name(self, code: str) -> str | None:
        return self.index.area_names.get(code)


@lru_cache(1)
def gazetteer() -> Gazetteer:
    """The one gazetteer of this process, read from the data file on first use."""
    return Gazetteer(read_rows(shipped("data") / "regions.csv.gz"))
