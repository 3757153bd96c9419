"""Whose work a recap tells: one officer, one office, one province or the nation; and who may read it.

Protects officers and offices: everyone reads their own and what lies below it. Whoever is not of the office that owns
the numbers reads them with the small ones hidden.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from django.db.models import Q, QuerySet

from pimpasa.accounts.access import postings_of, scope_of
from pimpasa.accounts.models import Posting, User
from pimpasa.fieldwork.demonstration import is_demonstration
from pimpasa.foundation.access import Action, Person
from pimpasa.foundation.roles import Role
from pimpasa.foundation.scope import Scope
from pimpasa.insight.policies import SEE_NATIONAL_RECAPS, SEE_OFFICE_RECAPS, SEE_OWN_RECAP, SEE_REGIONAL_RECAPS
from pimpasa.insight.recaps.areas import office_of_village
from pimpasa.regions.counting import areas_of_offices
from pimpasa.regions.models import ImmigrationOffice, Region


class Level(StrEnum):
    """As it stands in the address."""

    OFFICER = "pimpasa"
    OFFICE = "kantor"
    PROVINCE = "provinsi"
    NATION = "nasional"


class NoUnitError(LookupError):
    """There is no such unit, or not for this person."""


@dataclass(frozen=True)
class Unit:
    """`code` is an account's key, an office's code, a province's code or ID."""

    level: Level
    code: str
    name: str
    # The office that owns an officer's numbers; empty for an officer of no office.
    office: str = ""
    # Of the records, the real ones or those of the demonstration, never both.
    is_demonstration: bool = False

    @property
    def person(self) -> UUID:
        """Of an officer only."""
        return UUID(self.code)

    @cached_property
    def area(self) -> Scope:
        """The villages whose records count; an officer's are found by person, not by place."""
        if self.level == Level.OFFICE:
            return Scope(areas=areas_of_offices({self.code}))
        return Scope(everywhere=True) if self.level != Level.PROVINCE else Scope(areas=frozenset({self.code}))


@dataclass(frozen=True)
class Reach:
    """What the postings of one person let them read, each kind of posting by itself."""

    user: Person
    is_officer: bool
    own: Scope
    region: Scope
    nation: Scope

    @property
    def offices(self) -> frozenset[str]:
        return self.own.offices | self.region.offices | self.nation.offices

    @property
    def sees_nation(self) -> bool:
        return self.region.everywhere or self.nation.everywhere

    def owns(self, unit: Unit) -> bool:
        """Whether the numbers are this person's own, or those of their office."""
        if unit.level == Level.OFFICER:
            return (self.is_officer and unit.code == str(self.user.pk)) or unit.office in self.own.offices
        return unit.level == Level.OFFICE and unit.code in self.own.offices

    def reads(self, unit: Unit) -> bool:
        """Officers' recaps go to themselves, their office, and those who watch over the whole."""
        if unit.level == Level.OFFICER:
            return self.owns(unit) or unit.office in self.nation.offices or self.nation.everywhere
        if unit.level == Level.OFFICE:
            return unit.code in self.offices
        return self.region.contains(unit.code) or self.nation.contains(unit.code)

    def provinces(self) -> QuerySet[Region]:
        known = Region.objects.filter(kind=Region.Kind.PROVINCE)
        if self.sees_nation:
            return known
        return known.filter(code__in=self.region.areas | self.nation.areas)


def reach_of(user: Person) -> Reach:
    postings = postings_of(user)
    office, region, nation = SEE_OFFICE_RECAPS, SEE_REGIONAL_RECAPS, SEE_NATIONAL_RECAPS
    return Reach(
        user,
        any(posting.role in SEE_OWN_RECAP.roles for posting in postings),
        *(_within(postings, action) for action in (office, region, nation)),
    )


def _within(postings: Sequence[Posting], action: Action) -> Scope:
    return scope_of([posting for posting in postings if posting.role in action.roles])


def unit_for(user: Person, level: str, code: str) -> tuple[Unit, bool]:
    """The unit, and whether its numbers are the person's own. Raises NoUnitError, also out of reach."""
    unit, reach = find_unit(level, code), reach_of(user)
    if not reach.reads(unit):
        raise NoUnitError(code)
    return unit, reach.owns(unit)


def find_unit(level: str, code: str) -> Unit:
    """Raises NoUnitError."""
    if level == Level.OFFICER:
        return _officer(code)
    if level == Level.OFFICE:
        return _office(code)
    kinds = {Level.PROVINCE: Region.Kind.PROVINCE, Level.NATION: Region.Kind.COUNTRY}
    region = Region.objects.filter(pk=code, kind=kinds[Level(level)]).first() if level in kinds else None
    if region is None:
        raise NoUnitError(code)
    return Unit(Level(level), region.pk, region.name, is_demonstration=is_demonstration())


def _office(code: str) -> Unit:
    office = ImmigrationOffice.objects.filter(pk=code).first()
    if office is None:
        raise NoUnitError(code)
    return Unit(Level.OFFICE, office.pk, office.name, is_demonstration=is_demonstration())


def _officer(code: str) -> Unit:
    try:
        user = User.objects.select_related("officer").filter(pk=UUID(code)).first()
    except ValueError:
        user = None
    if user is None or not (hasattr(user, "officer") or user.postings.filter(role=Role.OFFICER).exists()):
        raise NoUnitError(code)
    office = user.officer.office_id if hasattr(user, "officer") else _office_by_posting(user)
    return Unit(Level.OFFICER, str(user.pk), user.display_name, office, is_demonstration())


def _office_by_posting(user: User) -> str:
    """The office of the village served last, for an officer whom the register does not list."""
    posting = user.postings.filter(role=Role.OFFICER).order_by("-starts_on", "-id").first()
    return office_of_village(posting.area_id or "") if posting else ""


def officers_of_office(office: str) -> QuerySet[User]:
    return officers_of_offices({office})


def officers_of_offices(offices: Collection[str]) -> QuerySet[User]:
    """Those whom the register lists there, and those it does not list who are posted in the offices' areas."""
    unlisted = Posting.objects.filter(role=Role.OFFICER, user__officer__isnull=True)
    here = Scope(areas=areas_of_offices(offices)).limit(unlisted, "area").values("user")
    return User.objects.filter(Q(officer__office__in=offices) | Q(pk__in=here)).order_by("display_name", "pk")
