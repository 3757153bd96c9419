"""Thousands of accounts and postings at once, by the same rules as one at a time, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.policies import GRANT
from pimpasa.accounts.postings import Place, check_period, check_place, code_of, overlap_error, within
from pimpasa.foundation.audit.actions import Deed, record_many
from pimpasa.foundation.database.inserting import insert_rows


@dataclass(frozen=True)
class NewAccount:
    username: str
    display_name: str


@dataclass(frozen=True)
class NewPosting:
    """What `grant` is told of one posting."""

    user: User
    role: str
    place: Place = field(default_factory=Place)
    starts_on: date | None = None
    ends_on: date | None = None
    decree: str = ""


@transaction.atomic
def open_accounts(new: Sequence[NewAccount], *, by: User | None) -> list[User]:
    """As `open_account` without a password for each: all or none."""
    users = [User(username=User.normalize_username(one.username), display_name=one.display_name) for one in new]
    taken = set(User.objects.filter(username__in=[user.username for user in users]).values_list("username", flat=True))
    for user in users:
        user.display_name = user.display_name.strip()
        user.set_password(None)
        user.clean_fields()
        if user.username in taken:
            raise ValidationError({"username": user.unique_error_message(User, ("username",))})
        taken.add(user.username)
    insert_rows(User, users)
    record_many(by, [Deed("open-account", user) for user in users])
    return users


@transaction.atomic
def grant_many(new: Sequence[NewPosting], *, by: User | None) -> list[Posting]:
    """As `grant` for each: all or none, with the same refusals."""
    for one in new:
        check_place(one.role, one.place)
    _require_giver_of_all(new, by)
    people = [one.user.pk for one in new]
    # In one order, so that two lists at once wait for one another and never for ever.
    list(User.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk"))
    postings = [_posting(one) for one in new]
    _refuse_overlaps(postings, Posting.objects.filter(user__in=people))
    for posting in postings:
        posting.clean_fields(exclude=["user", "area", "office"])
    insert_rows(Posting, postings)
    record_many(by, [_deed(posting, one.place) for posting, one in zip(postings, new, strict=True)])
    return postings


def _require_giver_of_all(new: Sequence[NewPosting], by: User | None) -> None:
    """As `require_giver` for each, with the giver's reach looked up once for each role."""
    if by is None:
        return
    reach = {role: villages_where(by, GRANT[role]) for role in {one.role for one in new}}
    for one in new:
        if one.user == by or not within(reach[one.role], one.place):
            raise PermissionDenied(GRANT[one.role].name)


def _posting(new: NewPosting) -> Posting:
    return Posting(
        user=new.user,
        role=new.role,
        area=new.place.area,
        office=new.place.office,
        starts_on=new.starts_on or timezone.localdate(),
        ends_on=new.ends_on,
        decree=new.decree.strip(),
    )


def _refuse_overlaps(new: Iterable[Posting], known: Iterable[Posting]) -> None:
    alike: dict[tuple[Any, ...], list[Posting]] = defaultdict(list)
    for posting in known:
        alike[_kind(posting)].append(posting)
    for posting in new:
        check_period(posting)
        if any(_meet(one, posting) for one in alike[_kind(posting)]):
            raise overlap_error()
        alike[_kind(posting)].append(posting)


def _kind(posting: Posting) -> tuple[Any, ...]:
    return posting.user_id, posting.role, posting.area_id, posting.office_id


def _meet(known: Posting, new: Posting) -> bool:
    """As `overlapping` of the queryset: a revoked posting holds until the day before."""
    holds_on_first_day = (known.ends_on is None or known.ends_on >= new.starts_on) and (
        known.revoked_on is None or known.revoked_on > new.starts_on
    )
    return holds_on_first_day and (new.ends_on is None or known.starts_on <= new.ends_on)


def _deed(posting: Posting, place: Place) -> Deed:
    return Deed("grant-posting", posting, {"user": posting.user_id, "role": str(posting.role), "place": code_of(place)})
