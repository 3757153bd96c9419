"""Weighing one candidate against one row: what agrees, what had to be forgiven, what contradicts.

The weights are ordered by how often lists are wrong in that way: a slip of the pen is common, a district
split off since is common, a wrong regency is rare.
"""

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from pimpasa.regions.areas import AreaReader, Hits, without_kind
from pimpasa.regions.index import PlaceIndex, area_key
from pimpasa.regions.names import (
    AREA_KINDS,
    DISTRICT,
    KELURAHAN,
    PROVINCE,
    REGENCY,
    VILLAGE_KINDS,
    allowed_typos,
    spellings,
    squash,
    village_forms,
    words,
)

LEVEL_WORDS = {PROVINCE: "provinsi", REGENCY: "kabupaten/kota", DISTRICT: "kecamatan"}
CODE_LENGTH = {PROVINCE: 2, REGENCY: 5, DISTRICT: 8}
CONTRADICTED = {PROVINCE: 2.0, REGENCY: 3.0, DISTRICT: 2.5}
UNKNOWN, SLIP, OTHER_COLUMN, RELATED, OTHER_FORM = 1.0, 0.5, 0.5, 1.0, 1.0
PART_OF_NAME, MORE_THAN_NAME = 2.0, 3.5


@dataclass(frozen=True, slots=True)
class AreaField:
    """One written area and every region it may be."""

    level: int
    text: str
    key: str
    exact: Hits
    similar: Hits

    def means(self, code: str) -> int | None:
        """How many slips lie between the text and this area; None when it does not mean it."""
        return 0 if code in self.exact else self.similar.get(code)


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row as written, read but not yet judged."""

    village: str
    forms: tuple[str, ...]
    literal: frozenset[str]
    spellings: tuple[str, ...]
    kind: str
    areas: tuple[AreaField, ...]


@dataclass
class Weighed:
    """A candidate with its cost and the plain reasons for it."""

    number: int
    code: str
    name_slips: int
    name_exact: bool
    cost: float
    supports: set[int] = field(default_factory=set)
    related: set[int] = field(default_factory=set)
    contradicts: set[int] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


def read_row(areas: AreaReader, village: str, district: str, regency: str, province: str) -> WrittenRow:
    texts = {DISTRICT: district, REGENCY: regency, PROVINCE: province}
    parts = take_areas_out(words(village[:200]), texts)
    forms, kind = village_forms(parts) if parts else ([], "")
    fields = [read_area(areas, level, text[:200]) for level, text in texts.items() if words(text[:200])]
    # "Desa" and "Kelurahan" are never part of the name meant; "Kampung" often is.
    literal = forms if parts and VILLAGE_KINDS.get(parts[0]) else forms[:1]
    return WrittenRow(village.strip(), tuple(forms), frozenset(literal), tuple(spellings(parts)), kind, tuple(fields))


def take_areas_out(parts: list[str], texts: dict[int, str]) -> list[str]:
    """Move "Kec. X" and "Kab. Y" written in the village's column to their own, where those are blank."""
    for place in range(len(parts) - 1, 0, -1):
        level, city = AREA_KINDS.get(parts[place], (-1, None))
        if level >= 0 and not city and not texts[level].strip():
            texts[level] = " ".join(parts[place:])
            parts = parts[:place]
    return parts


def read_area(areas: AreaReader, level: int, text: str) -> AreaField:
    parts = tuple(words(text))
    rest, _, _ = without_kind(parts)
    return AreaField(level, text.strip(), squash(rest), areas.exact(parts), areas.similar(parts))


class Judge:
    """Weighs candidates of one index."""

    def __init__(self, index: PlaceIndex) -> None:
        self._index = index

    def weigh(self, number: int, row: WrittenRow) -> Weighed | None:
        weighed = self._weigh_name(number, row)
        if weighed is None:
            return None
        self._weigh_kind(weighed, row)
        for area in row.areas:
            self._weigh_area(weighed, area)
        return weighed

    def _weigh_name(self, number: int, row: WrittenRow) -> Weighed | None:
        key, name = self._index.keys[number], self._index.names[number]
        weighed = Weighed(number, self._index.codes[number], 0, True, 0.0)
        if key in row.literal:
            weighed.notes.append("nama cocok")
            return weighed
        weighed.notes.append(f"nama “{row.village}” dibaca “{name}”")
        if key in row.forms or self._stands_under(number, row):
            weighed.cost = OTHER_FORM
            return weighed
        weighed.name_exact = False
        weighed.name_slips = min(OSA.distance(form, key) for form in row.spellings)
        if weighed.name_slips <= max(allowed_typos(form) for form in row.spellings):
            weighed.cost = 1.0 + weighed.name_slips
            return weighed
        if any(is_part(form, key) or shares_end(form, key) for form in row.spellings):
            weighed.cost = PART_OF_NAME if any(key.startswith(form) for form in row.spellings) else MORE_THAN_NAME
            return weighed
        return None

    def _stands_under(self, number: int, row: WrittenRow) -> bool:
        return any(number in self._index.villages.numbers(form) for form in row.forms)

    def _weigh_kind(self, weighed: Weighed, row: WrittenRow) -> None:
        if not row.kind:
            return
        is_kelurahan = weighed.code[9] == "1"
        if is_kelurahan != (row.kind == KELURAHAN):
            # A kelurahan is often called desa; a desa is hardly ever called kelurahan.
            weighed.cost += 1.0 if row.kind == KELURAHAN else 0.5
            weighed.notes.append("di daftar berstatus " + ("kelurahan" if is_kelurahan else "desa"))

    def _weigh_area(self, weighed: Weighed, area: AreaField) -> None:
        own = weighed.code[: CODE_LENGTH[area.level]]
        word, name = LEVEL_WORDS[area.level], self._index.area_names[own]
        if (slips := area.means(own)) is not None:
            weighed.cost += SLIP * slips
            weighed.supports.add(area.level)
            weighed.notes.append(f"{word} “{area.text}” dibaca “{name}”" if slips else f"{word} cocok")
        elif (level := self._in_other_column(weighed.code, area)) is not None:
            weighed.cost += OTHER_COLUMN
            weighed.supports.add(level)
            weighed.notes.append(f"“{area.text}” di kolom {word} adalah {LEVEL_WORDS[level]}")
        elif self._is_related(own, area):
            weighed.cost += RELATED
            weighed.related.add(area.level)
            weighed.notes.append(f"{word} “{area.text}” mirip “{name}”")
        else:
            self._object(weighed, area, f"{word} tertulis “{area.text}”, di daftar “{name}”")

    def _object(self, weighed: Weighed, area: AreaField, note: str) -> None:
        weighed.cost += CONTRADICTED[area.level] if area.exact or area.similar else UNKNOWN
        weighed.contradicts.add(area.level)
        weighed.notes.append(note)

    def _in_other_column(self, code: str, area: AreaField) -> int | None:
        others = (level for level in LEVEL_WORDS if level != area.level)
        return next((level for level in others if area.means(code[: CODE_LENGTH[level]]) is not None), None)

    def _is_related(self, own: str, area: AreaField) -> bool:
        """The same name but for a part ("Air Hangat", "Air Hangat Barat"), for kota or kabupaten, or for slips."""
        key = area_key(self._index.area_names[own], area.level)
        return key == area.key or is_part(area.key, key) or OSA.distance(area.key, key) <= allowed_typos(key)


def is_part(one: str, other: str) -> bool:
    """Whether the shorter name begins the longer one."""
    short, long = sorted((one, other), key=len)
    return len(short) > 4 and long.startswith(short)


def shares_end(one: str, other: str) -> bool:
    """Whether the shorter name ends the longer one."""
    short, long = sorted((one, other), key=len)
    return len(short) > 4 and long.endswith(short)
