"""Answers the access question: where may this person do this?

Protects every village and office from people posted elsewhere. Role and place always come from one posting: an agent
here who is staff there may not act as staff here. An office role reaches the villages of the office's working area
as far as it is confirmed; an inferred one gives nothing. Closed accounts, postings not in force, and roles held
without the second factor that they need give nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Q
from django.http import HttpRequest

from pimpasa.accounts.asked_once import remembered
from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.second_factor import second_factors
from pimpasa.foundation.access import Action, Person
from pimpasa.foundation.roles import SECOND_FACTOR_ROLES, Role
from pimpasa.foundation.scope import Scope
from pimpasa.regions.models import COUNTRY, ImmigrationOffice, OfficeJurisdiction

NOWHERE = Scope()


class SignedInRequest(HttpRequest):
    """A request behind `only_for`: its user is a person."""

    user: User


@remembered
def postings_of(user: Person, on: date | None = None) -> Sequence[Posting]:
    """The postings that give rights on the day (today); most roles need a second factor for that."""
    if not isinstance(user, User) or not user.is_active:
        return ()
    backed = Q(role__in=frozenset(Role) - SECOND_FACTOR_ROLES) | Exists(second_factors(user))
    return tuple(Posting.objects.in_force(on).filter(backed, user=user).select_related("area", "office"))


def roles_of(user: Person, on: date | None = None) -> frozenset[str]:
    return frozenset(posting.role for posting in postings_of(user, on))


def may(user: Person, action: Action) -> bool:
    """Whether a posting allows it at all, somewhere; where exactly, `villages_where` says."""
    return bool(roles_of(user) & action.roles)


@remembered
def villages_where(user: Person, action: Action, on: date | None = None) -> Scope:
    """The places and offices in which a single posting allows it; at most three queries, whatever their number."""
    return scope_of([posting for posting in postings_of(user, on) if posting.role in action.roles])


def may_in(user: Person, action: Action, code: str) -> bool:
    return villages_where(user, action).contains(code)


def require(user: Person, action: Action, code: str | None = None) -> None:
    """Raises PermissionDenied for whoever may not do it, in that place if one is given."""
    if not (may(user, action) if code is None else may_in(user, action, code)):
        raise PermissionDenied(action.name)


def scope_of(postings: Iterable[Posting]) -> Scope:
    """Where these postings reach, taken together: pass only those that allow the same thing."""
    regions = frozenset(posting.area_id for posting in postings if posting.area_id)
    offices = frozenset(posting.office_id for posting in postings if posting.office_id)
    subtrees = frozenset(code for code in regions if "." not in code)
    return Scope(
        areas=(regions - {COUNTRY}) | confirmed_regencies(offices),
        offices=offices | offices_under(subtrees),
        everywhere=COUNTRY in regions,
    )


def confirmed_regencies(offices: frozenset[str]) -> frozenset[str]:
    """The working area of the offices, as far as it is confirmed."""
    if not offices:
        return frozenset()
    confirmed = OfficeJurisdiction.objects.filter(confidence=OfficeJurisdiction.Confidence.CONFIRMED)
    return frozenset(confirmed.filter(office__in=offices, office__ended=False).values_list("regency_id", flat=True))


def offices_under(subtrees: frozenset[str]) -> frozenset[str]:
    """The offices that stand in these provinces, or all of them for the country."""
    if not subtrees:
        return frozenset()
    inside = Q(pk__in=[]) if COUNTRY not in subtrees else Q()
    for code in subtrees - {COUNTRY}:
        inside |= Q(regency__code__startswith=code + ".")
    return frozenset(ImmigrationOffice.objects.filter(inside).values_list("pk", flat=True))
