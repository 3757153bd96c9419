"""Which office a village counts for. Each regency counts once, so that the offices of a province add up to it."""

from dataclasses import dataclass
from typing import Protocol

from pimpasa.regions.counting import offices_by_regency
from pimpasa.regions.models import COUNTRY

NO_OFFICE = ""


def office_of_village(village: str) -> str:
    return AreaTree(offices_by_regency()).office_of(village)


class Tree(Protocol):
    """The places that a village's records count for, besides the village itself."""

    def above(self, village: str) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class OfficerTree:
    """All that an officer did counts for the officer, wherever it was."""

    officer: str

    def above(self, village: str) -> tuple[str, ...]:
        return (self.officer,)


@dataclass(frozen=True)
class AreaTree:
    """From the office's part of a province up to the country; a part is an office within one province."""

    offices: dict[str, str]

    def office_of(self, village: str) -> str:
        return self.offices.get(village[:5], NO_OFFICE)

    def part_of(self, village: str) -> str:
        return part_place(self.office_of(village), village[:2])

    def above(self, village: str) -> tuple[str, ...]:
        office = self.office_of(village)
        between = (office_place(office),) if office else ()
        return (self.part_of(village), *between, village[:2], COUNTRY)


def part_place(office: str, province: str) -> str:
    return f"part:{office}:{province}"


def office_place(office: str) -> str:
    return f"office:{office}"
