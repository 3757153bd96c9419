"""Offices as the rules see them, straight from the reference file: the command line needs no database for an answer."""

import csv
from functools import lru_cache

from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import Office


@lru_cache(maxsize=1)
def known_offices() -> dict[str, Office]:
    with (shipped("data") / "immigration_offices.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Office(row["code"], row["regency_code"]) for row in csv.DictReader(file)}


def office_of(code: str) -> Office | None:
    return known_offices().get(code)
