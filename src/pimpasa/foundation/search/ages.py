"""Finds ages in a line: `umur 74`, `anak 9 th`, `bayi 3 bln`. A bare number of years is no age."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .reading import Word

# Glued and abbreviated units are common: 9th, 3bln.
_GLUED = re.compile(r"^(\d{1,3})(th|thn|tahun|taun|bln|bulan)(an)?$", re.IGNORECASE)
OLDEST = 110


@dataclass(frozen=True)
class AgeWords:
    """`says_age` come before the number (umur); `people` may stand near a number with a unit (anak, nenek)."""

    says_age: frozenset[str]
    people: frozenset[str]
    years: frozenset[str]
    months: frozenset[str]


@dataclass(frozen=True)
class Age:
    years: int
    first: int
    last: int


def find_ages(words: Sequence[Word], known: AgeWords) -> list[Age]:
    return [age for at in range(len(words)) if (age := _age_at(words, at, known))]


def _age_at(words: Sequence[Word], at: int, known: AgeWords) -> Age | None:
    number, unit, last = _number_and_unit(words, at)
    if number is None:
        return None
    years = number // 12 if unit & known.months else number
    before = [set(word.readings) for word in words[max(0, at - 2) : at]]
    said = next((at - back for back, readings in enumerate(reversed(before), 1) if readings & known.says_age), None)
    if said is not None:
        return _plausible(years, said, last if unit & (known.years | known.months) else at + 1)
    person = next((at - back for back, readings in enumerate(reversed(before), 1) if readings & known.people), None)
    if person is not None and unit & (known.years | known.months):
        return _plausible(years, person, last)
    return None


def _number_and_unit(words: Sequence[Word], at: int) -> tuple[int | None, set[str], int]:
    typed = words[at].typed.lower()
    if glued := _GLUED.match(typed):
        return int(glued.group(1)), {glued.group(2)}, at + 1
    if not typed.isdecimal() or len(typed) > 3:
        return None, set(), at
    unit = set(words[at + 1].readings) if at + 1 < len(words) else set()
    return int(typed), unit, at + 2


def _plausible(years: int, first: int, last: int) -> Age | None:
    return Age(years, first, last) if years <= OLDEST else None
