"""The places whose figures a person may choose, and the smaller places that each is divided into."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.foundation.scope import VILLAGE_DEPTH, Scope
from pimpasa.learning.figures.policies import SEE_FIGURES
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION
from pimpasa.regions.counting import areas_of_offices, offices_by_regency
from pimpasa.regions.models import ImmigrationOffice, Region

NO_OFFICE = ""
PlaceOf = Callable[[str], str]
Choices = list[tuple[Any, Any]]


class Kind(StrEnum):
    ALL = "all"
    PROVINCE = "province"
    OFFICE = "office"
    VILLAGE = "village"


class NoAreaError(LookupError):
    """There is no such place, or not for this person."""


@dataclass(frozen=True)
class Area:
    """`code` stands in the address: a province's, an office's, a village's; empty for all that the person sees."""

    code: str
    name: str
    kind: Kind
    inside: Scope

    @property
    def holds_offices(self) -> bool:
        """Whether it is divided by offices; smaller ones are divided by villages, a village not at all."""
        is_wide = self.inside.everywhere or any("." not in code for code in self.inside.areas)
        return self.kind in (Kind.ALL, Kind.PROVINCE) and is_wide


def area_for(user: User, code: str) -> Area:
    """Raises NoAreaError."""
    scope = villages_where(user, SEE_FIGURES)
    if not code:
        return Area("", _("Seluruh Indonesia") if scope.everywhere else _("Semua wilayah Anda"), Kind.ALL, scope)
    if scope.contains_office(code):
        return Area(code, _office(code), Kind.OFFICE, Scope(areas=areas_of_offices({code})))
    region = Region.objects.filter(pk=code).first() if scope.contains(code) else None
    if region is None or code.count(".") not in (0, VILLAGE_DEPTH):
        raise NoAreaError(code)
    kind = Kind.VILLAGE if region.is_village else Kind.PROVINCE
    return Area(code, region.name, kind, Scope(areas=frozenset({code})))


def _office(code: str) -> str:
    return ImmigrationOffice.objects.values_list("name", flat=True).get(pk=code)


def kits_in(area: Area, user: User) -> QuerySet[SessionKit]:
    """Only of places that the person may see, wherever the area reaches; the real ones or the demonstration's."""
    seen = villages_where(user, SEE_FIGURES).condition("village__code")
    rows = SessionKit.objects.filter(seen, area.inside.condition("village__code"))
    return rows.filter(is_demonstration=is_demonstration())


def place_of(area: Area) -> PlaceOf:
    """What a village counts for inside the area."""
    if not area.holds_offices:
        return lambda village: village
    offices = offices_by_regency()
    return lambda village: offices.get(village[:5], NO_OFFICE)


def names_of(area: Area, codes: list[str]) -> dict[str, str]:
    if area.holds_offices:
        offices = ImmigrationOffice.objects.filter(pk__in=codes).values_list("pk", "name")
        return {NO_OFFICE: _("Desa tanpa kantor yang dipastikan"), **dict(offices)}
    villages = Region.objects.filter(pk__in=codes).values_list("pk", "name", "parent__name")
    return {code: f"{name}, {district}" for code, name, district in villages}


def choices_for(user: User, chosen: Area) -> Choices:
    """All first, then what lies in it by kind; of villages those where the person works and an evening was planned."""
    scope = villages_where(user, SEE_FIGURES)
    offices = ImmigrationOffice.objects.filter(pk__in=scope.offices).order_by("name").values_list("pk", "name")
    groups = [(_("Provinsi"), _provinces(scope)), (_("Kantor imigrasi"), list(offices))]
    groups.append((_("Desa"), _villages(user, chosen)))
    return [("", area_for(user, "").name), *((name, rows) for name, rows in groups if rows)]


def _provinces(scope: Scope) -> Choices:
    provinces = Region.objects.filter(kind=Region.Kind.PROVINCE)
    known = provinces if scope.everywhere else provinces.filter(pk__in=scope.areas)
    return list(known.order_by("name").values_list("pk", "name"))


def _villages(user: User, chosen: Area) -> Choices:
    worked_in = villages_where(user, RUN_SESSION)
    kits = worked_in.limit(SessionKit.objects.order_by(), "village") if not worked_in.is_empty else None
    codes = set(kits.values_list("village_id", flat=True)) if kits is not None else set()
    codes |= {chosen.code} if chosen.kind == Kind.VILLAGE else set()
    rows = Region.objects.filter(pk__in=codes).order_by("name", "pk").values_list("pk", "name", "parent__name")
    return [(code, f"{name}, {district}") for code, name, district in rows]
