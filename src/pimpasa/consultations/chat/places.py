"""Where an asker says she is: a village, only its regency, or nothing."""

from functools import cache

from rapidfuzz import fuzz, process, utils

from pimpasa.regions.gazetteer import Place, gazetteer
from pimpasa.regions.models import Region

MOST = 6
CLOSE_ENOUGH = 80


def region_of(code: str) -> Region | None:
    return Region.objects.living().select_related("parent__parent").filter(code=code).first() if code else None


def villages_named(text: str) -> list[Place]:
    return gazetteer().find(text, MOST) if text else []


def village_at(code: str) -> Place | None:
    return gazetteer().place(code) if code else None


def regencies_named(text: str) -> list[tuple[str, str]]:
    """Code and name, the likeliest first."""
    found = process.extract(
        text, _regencies(), scorer=fuzz.WRatio, processor=utils.default_process, limit=MOST, score_cutoff=CLOSE_ENOUGH
    )
    return [(code, name) for name, _score, code in found]


def regency_above(code: str) -> list[tuple[str, str]]:
    """That of a village she named before."""
    regency = ".".join(code.split(".")[:2])
    name = gazetteer().area_name(regency) if code else None
    return [(regency, name)] if name else []


@cache
def _regencies() -> dict[str, str]:
    return {code: name for code, name in gazetteer().index.area_names.items() if len(code) == len("33.01")}
