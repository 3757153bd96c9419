"""Who will read, found anew each time from the postings in force, so that nothing waits for a person who has left.

Protects the asker from writing to nobody. Where nobody reads at the chosen level, the question goes to the next one
beyond it, never to a nearer one. Someone who covers for an absent officer has a posting, and so reads too.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from pimpasa.accounts.models import Posting
from pimpasa.accounts.second_factor import second_factors
from pimpasa.foundation.roles import SECOND_FACTOR_ROLES, Role
from pimpasa.regions.models import COUNTRY, ImmigrationOffice, OfficeJurisdiction, Region

from .levels import ROLES_OF, Level, from_level_up


class NoReaderError(Exception):
    """Nobody at all would read it: the person must be told, and given other help."""


@dataclass(frozen=True)
class Route:
    """Where a question goes; `skipped` if not to the level that was asked for."""

    level: str
    office: str
    skipped: bool


def route(level: str, place: Region | None, *, office: str = "", past_village: bool = False) -> Route:
    """Raises NoReaderError. Two queries at most."""
    wanted = Level.OFFICER.value if past_village and level == Level.AGENT else level
    offices = [office] if office else serving(place)
    there = _who_reads(place, offices)
    for one in from_level_up(wanted):
        if one == Level.OFFICE:
            with_reader = [code for code in offices if ("office", code) in there]
            if with_reader:
                return Route(one, with_reader[0], one != level)
        elif (one, "") in there and not (office and one in (Level.AGENT, Level.OFFICER)):
            return Route(one, offices[0] if one == Level.REGION and offices else "", one != level)
    raise NoReaderError(level)


def levels_with_readers(place: Region | None) -> frozenset[str]:
    """At which levels somebody would read a question from there today."""
    return frozenset(level for level, _office in _who_reads(place, serving(place)))


def serving(place: Region | None) -> list[str]:
    """The offices confirmed to serve the place, the main one first; an inferred one is not trusted with questions."""
    regency = ".".join(place.code.split(".")[:2]) if place and "." in place.code else ""
    if not regency:
        return []
    confirmed = OfficeJurisdiction.objects.filter(confidence=OfficeJurisdiction.Confidence.CONFIRMED)
    rows = confirmed.filter(regency=regency, office__ended=False).order_by("-is_primary", "office")
    return list(rows.values_list("office_id", flat=True))


def _who_reads(place: Region | None, offices: list[str]) -> set[tuple[str, str]]:
    """Each level with a reader; the office level with the code of the office."""
    rows = reading_postings().filter(_near(place, offices)).values_list("role", "office_id").distinct()
    level_of = {role.value: level for level, roles in ROLES_OF.items() for role in roles}
    return {(level_of[role], office or "") for role, office in rows}


def reading_postings() -> Any:
    """Postings that give rights today; most roles need a second factor for that."""
    factors = second_factors(OuterRef("user"))  # type: ignore[arg-type]  # stands for each posting's own user
    backed = Q(role__in=frozenset(Role) - SECOND_FACTOR_ROLES) | Exists(factors)
    return Posting.objects.in_force().filter(backed)


def _near(place: Region | None, offices: list[str]) -> Q:
    above = {COUNTRY}
    if place:
        above.add(place.code.partition(".")[0])
    if offices and not place:
        office = ImmigrationOffice.objects.filter(pk__in=offices).first()
        above |= {office.regency_id.partition(".")[0]} if office else set()
    near = Q(role__in=ROLES_OF[Level.OFFICE], office__in=offices) | Q(role=Role.REGIONAL_OFFICE, area__in=above)
    if place and place.is_village:
        near |= Q(role__in=(Role.VILLAGE_AGENT, Role.OFFICER), area=place.code)
    return near
