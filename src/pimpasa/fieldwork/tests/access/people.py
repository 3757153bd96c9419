"""Everyone who tries: each role here, next door, far away, too early, too late, twice, unconfirmed, shut out."""

from datetime import timedelta

from django.utils import timezone

from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.tests.make import make_office, make_region, make_second_factor, make_user
from pimpasa.fieldwork.tests.access.rules import (
    A2,
    ADMIN,
    AGENT,
    ANALYST,
    AUDITOR,
    HEAD,
    OFFICE_IN,
    OFFICER,
    REGIONAL,
    ROLES,
    STAFF,
    A,
    B,
    C,
    D,
    Post,
    Someone,
    W,
    X,
    Y,
    Z,
)


def place_of(role: str, village: str, office: str) -> str:
    """Where the role is held there."""
    if role in (AGENT, OFFICER):
        return village
    return office if role in (STAFF, HEAD) else village[:2]


def all_roles(
    situation: str, village: str = A, office: str = X, *, closed=False, factor=True, **period
) -> list[Someone]:
    return [
        Someone(f"{role}-{situation}", (Post(role, place_of(role, village, office), **period),), closed, factor)
        for role in ROLES
    ]


TWO_POSTINGS = {
    "agent-here-head-next-door": (Post(AGENT, A), Post(HEAD, Y)),
    "agent-here-staff-next-door": (Post(AGENT, A), Post(STAFF, Y)),
    "officer-here-staff-next-door": (Post(OFFICER, A), Post(STAFF, Y)),
    "officer-here-admin-far": (Post(OFFICER, A), Post(ADMIN, "35")),
    "agent-here-analyst-nation": (Post(AGENT, A), Post(ANALYST, "ID")),
    "staff-here-head-next-door": (Post(STAFF, X), Post(HEAD, Y)),
    "staff-here-regional-far": (Post(STAFF, X), Post(REGIONAL, "35")),
    "auditor-nation-head-next-door": (Post(AUDITOR, "ID"), Post(HEAD, Y)),
    "officer-next-door-agent-here": (Post(OFFICER, B), Post(AGENT, A)),
    "head-until-yesterday-agent-today": (Post(HEAD, X, last=-1), Post(AGENT, A)),
    "head-from-tomorrow-officer-today": (Post(HEAD, X, first=1), Post(OFFICER, A)),
    "head-inferred-agent-here": (Post(HEAD, Z), Post(AGENT, A)),
    "head-of-two-offices": (Post(HEAD, X), Post(HEAD, Y)),
}
PEOPLE: list[Someone] = [
    Someone("nobody"),
    *all_roles("here"),
    Someone("agent-neighbour", (Post(AGENT, A2),)),
    Someone("officer-neighbour", (Post(OFFICER, A2),)),
    *all_roles("next-door", B, Y)[:4],
    *all_roles("far", D, W),
    *(Someone(f"{role}-nation", (Post(role, "ID"),)) for role in ROLES[4:]),
    *all_roles("inferred", C, Z)[:4],
    *all_roles("until-yesterday", last=-1),
    *all_roles("revoked-today", revoked=0)[:4],
    *all_roles("from-tomorrow", first=1),
    *all_roles("until-today", last=0)[:4],
    *all_roles("closed", closed=True)[2:6],
    *all_roles("without-second-factor", factor=False)[:6],
    *(Someone(name, posts) for name, posts in TWO_POSTINGS.items()),
]


def make_people() -> dict[str, User]:
    return {who.name: make_someone(who) for who in PEOPLE}


def make_someone(who: Someone) -> User:
    user = make_user(who.name, password=None, is_active=not who.is_closed)
    for post in who.posts:
        make_post(user, post)
    if who.has_second_factor:
        make_second_factor(user)
    return user


def make_post(user: User, post: Post) -> Posting:
    at_office = post.place in OFFICE_IN
    where = {"office": make_office(post.place)} if at_office else {"area": make_region(post.place)}
    days = {"starts_on": day(post.first), "ends_on": day(post.last), "revoked_on": day(post.revoked)}
    return Posting.objects.create(user=user, role=post.role, **where, **days)


def day(shift: int | None):
    return None if shift is None else timezone.localdate() + timedelta(days=shift)
