"""Matching a row of a table to one village: matched, ambiguous or not found, never a silent guess.

A match must be clearly ahead of every rival, and must stand on more than its name unless that name is
the only one in the country. Whatever was read otherwise than written is told in the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pimpasa.regions.areas import AreaReader
from pimpasa.regions.evidence import CODE_LENGTH, Judge, Weighed, WrittenRow, is_part, read_row, shares_end
from pimpasa.regions.index import LONGEST_KEY, PlaceIndex
from pimpasa.regions.names import DISTRICT, PROVINCE, REGENCY, allowed_typos

MATCHED, AMBIGUOUS, NOT_FOUND = "matched", "ambiguous", "not_found"
CLEARLY_AHEAD = 1.0
AHEAD_IF_MISSPELT = 1.5
TOO_FAR = 6.5
SHORT_NAME = 5
MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status, the candidates' numbers with the chosen one first, and why."""

    status: str
    numbers: tuple[int, ...]
    reason: str


class Matcher:
    def __init__(self, index: PlaceIndex, areas: AreaReader) -> None:
        self._index = index
        self._areas = areas
        self._judge = Judge(index)

    def match(self, village: str, district: str, regency: str, province: str) -> Verdict:
        row = read_row(self._areas, village, district, regency, province)
        if not row.forms or len(row.forms[0]) > LONGEST_KEY:
            return Verdict(NOT_FOUND, (), "Nama desa kosong atau tidak terbaca.")
        ranked = self._rank(self._exact_numbers(row), row)
        if not is_plain(ranked):
            numbers = self._exact_numbers(row) | self._similar_numbers(row)
            ranked = self._rank(numbers, row)
        return decide(self._index, ranked, row)

    def _rank(self, numbers: Iterable[int], row: WrittenRow) -> list[Weighed]:
        weighed = [one for number in numbers if (one := self._judge.weigh(number, row))]
        return sorted(weighed, key=lambda one: (one.cost, one.code))

    def _exact_numbers(self, row: WrittenRow) -> set[int]:
        return {number for form in row.forms for number in self._index.villages.numbers(form)}

    def _similar_numbers(self, row: WrittenRow) -> set[int]:
        """Villages with a like name in the areas written; in the whole country when no area was understood."""
        found: set[int] = set()
        places = narrow_areas(row)
        for form in row.spellings:
            typos = allowed_typos(form)
            for area in places:
                found |= {number for number, _ in self._index.near_in(area, form, typos, limit=12)}
                if len(area) > CODE_LENGTH[PROVINCE]:
                    run, keys = self._index.run(area), self._index.keys
                    found |= {n for n in run if is_part(form, keys[n]) or shares_end(form, keys[n])}
            if not places:
                for name, _ in self._index.villages.similar(form, min(typos, 2), limit=6):
                    found |= set(self._index.villages.numbers(name)[:MOST_CANDIDATES])
        return found


def is_plain(ranked: list[Weighed]) -> bool:
    """An exact name in exactly the areas written, with no equal: nothing more need be read."""
    if not ranked or ranked[0].cost > 0.5 or not ranked[0].supports - {PROVINCE}:
        return False
    return len(ranked) == 1 or ranked[1].cost - ranked[0].cost >= CLEARLY_AHEAD


def narrow_areas(row: WrittenRow) -> list[str]:
    """The regions in which to look for a like name: districts and regencies, else provinces."""
    codes = [code for area in row.areas for code in sorted(area.exact | area.similar)]
    narrow = [code for code in codes if len(code) > CODE_LENGTH[PROVINCE]]
    wide = [code for code in codes if len(code) == CODE_LENGTH[PROVINCE]]
    has_regency = any(len(code) == CODE_LENGTH[REGENCY] for code in narrow)
    chosen = narrow if has_regency else narrow + wide
    return list(dict.fromkeys(chosen))[:40]


def decide(index: PlaceIndex, ranked: list[Weighed], row: WrittenRow) -> Verdict:
    if not ranked or ranked[0].cost > TOO_FAR:
        return Verdict(NOT_FOUND, (), not_found_reason(row))
    best = ranked[0]
    rivals = [one for one in ranked[1:] if is_rival(one, best)]
    doubt = doubt_about(index, best, row)
    if rivals:
        numbers = tuple(one.number for one in [best, *rivals][:MOST_CANDIDATES])
        return Verdict(AMBIGUOUS, numbers, rivals_reason([best, *rivals]))
    if doubt:
        numbers = tuple(one.number for one in ranked[:MOST_CANDIDATES] if one.cost <= TOO_FAR)
        return Verdict(AMBIGUOUS, numbers, sentence(best.notes) + f" Belum pasti: {doubt}.")
    return Verdict(MATCHED, (best.number,), sentence(best.notes))


def is_rival(other: Weighed, best: Weighed) -> bool:
    # A misspelt name must be further ahead: "Sipahhtar II" may have been meant as III.
    margin = CLEARLY_AHEAD if best.name_exact else AHEAD_IF_MISSPELT
    if other.cost - best.cost < margin:
        return True
    # The name as written exists in the district written, or elsewhere in the province written:
    # then the reading of the other fields may be what is wrong.
    if DISTRICT in best.contradicts and other.name_exact and DISTRICT in other.supports:
        return True
    if DISTRICT in best.supports or not other.name_exact:
        return False
    if PROVINCE in best.contradicts and PROVINCE in other.supports:
        return True
    return not best.name_exact and PROVINCE not in other.contradicts and bool(other.supports)


def doubt_about(index: PlaceIndex, best: Weighed, row: WrittenRow) -> str:
    """Why the best candidate may not be taken, or nothing."""
    if best.name_exact:
        return doubt_about_exact(best, row, index.keys[best.number])
    if not best.supports & {REGENCY, DISTRICT}:
        return "nama tidak persis dan kecamatan atau kabupaten tidak menguatkan"
    if best.contradicts - {PROVINCE}:
        return "nama tidak persis dan ada wilayah yang bertentangan"
    if not is_near_enough(best, row, index.keys[best.number]):
        return "nama terlalu berbeda untuk dipastikan"
    return ""


def doubt_about_exact(best: Weighed, row: WrittenRow, key: str) -> str:
    if not row.areas:
        return ""
    if not best.supports:
        return "tidak ada wilayah yang menguatkan"
    if DISTRICT in best.contradicts and len(key) < SHORT_NAME:
        return "nama pendek dan kecamatan tidak sesuai"
    if REGENCY in best.contradicts and DISTRICT not in best.supports:
        return "kabupaten tidak sesuai dan kecamatan tidak menguatkan"
    if len(best.contradicts) > 1:
        return "lebih dari satu wilayah tidak sesuai"
    return ""


def is_near_enough(best: Weighed, row: WrittenRow, key: str) -> bool:
    """Short names differ by one letter and are other villages; the district must speak for those.

    A name whose end was left out may do; a written name with more in it than the list's is another village.
    """
    length = max(len(form) for form in row.spellings)
    in_district = DISTRICT in best.supports
    if best.name_slips > allowed_typos("x" * length):
        return in_district and any(key.startswith(form) for form in row.spellings)
    needed = {1: 4, 2: 7, 3: 13} if in_district else {1: 6, 2: 10}
    return length >= needed.get(best.name_slips, LONGEST_KEY)


def sentence(notes: list[str]) -> str:
    text = "; ".join(notes)
    return text[:1].upper() + text[1:] + "."


def rivals_reason(candidates: list[Weighed]) -> str:
    return f"Ada {len(candidates)} desa yang sama kuatnya; lengkapi kecamatan atau kabupatennya."


def not_found_reason(row: WrittenRow) -> str:
    where = ", ".join(area.text for area in row.areas)
    return f"Tidak ada desa bernama seperti “{row.village}”" + (f" di {where}." if where else ".")
