"""Where the demonstration plays: the villages that press and office pages report, and the offices that guide them."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pimpasa.foundation.folders import shipped
from pimpasa.regions.gazetteer import gazetteer
from pimpasa.regions.models import ImmigrationOffice, OfficeJurisdiction, Region

REPORTED = "assisted_villages_reported.csv"
FIELDS = ("village", "district", "regency", "province")


@dataclass(frozen=True)
class Site:
    """A reported village with the office that guides it; `confirmed` if the office's working area there is."""

    village: Region
    office: ImmigrationOffice
    confirmed: bool

    @property
    def province(self) -> str:
        return self.village.pk[:2]


@dataclass(frozen=True)
class Places:
    sites: tuple[Site, ...]

    @property
    def offices(self) -> list[ImmigrationOffice]:
        return list(dict.fromkeys(site.office for site in self.sites))

    @property
    def provinces(self) -> list[str]:
        return sorted({site.province for site in self.sites})


def read_places() -> Places:
    """Each village that the matching step is sure of, once."""
    reported = dict(_matched())
    villages = Region.objects.living().in_bulk(list(reported))
    finder = _OfficeFinder()
    return Places(tuple(finder.site(villages[code], office) for code, office in reported.items() if code in villages))


def _matched() -> Iterator[tuple[str, str]]:
    """The code of each village, and its office as reported."""
    with (shipped("data") / REPORTED).open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            if code := gazetteer().match(*(row[name] for name in FIELDS)).code:
                yield code, row["office"]


class _OfficeFinder:
    """The office that the report names where we know it, else the one that serves the regency first."""

    def __init__(self) -> None:
        offices = ImmigrationOffice.objects.filter(ended=False, kind=ImmigrationOffice.Kind.OFFICE)
        self.by_place = {_place(office.name): office for office in offices}
        rows = list(OfficeJurisdiction.objects.select_related("office"))
        self.primary = {row.regency_id: row.office for row in rows if row.is_primary}
        confirmed = OfficeJurisdiction.Confidence.CONFIRMED
        self.confirmed = {(row.office_id, row.regency_id) for row in rows if row.confidence == confirmed}

    def site(self, village: Region, reported: str) -> Site:
        regency = village.pk[:5]
        office = self.by_place.get(_place(reported)) or self.primary[regency]
        return Site(village, office, (office.pk, regency) in self.confirmed)


def _place(name: str) -> str:
    """What is left of an office's name without its class, spaces and capitals."""
    return re.sub(r"kantor imigrasi|kanim|kelas|khusus|non|tpi|\bi{1,3}\b|\W", "", name.lower())
