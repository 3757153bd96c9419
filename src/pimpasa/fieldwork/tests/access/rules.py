"""Who may do what where, stated a second time in plain Python: roles as words, places as codes, nothing of the product.

The cases compare the product with these few lines. Whoever changes a rule changes it here too, and says so thereby.
"""

from collections.abc import Callable
from dataclasses import dataclass

AGENT, OFFICER, STAFF, HEAD = "village_agent", "officer", "office_staff", "office_head"
REGIONAL, ANALYST, AUDITOR, ADMIN = "regional_office", "analyst", "auditor", "administrator"
ROLES = (AGENT, OFFICER, STAFF, HEAD, REGIONAL, ANALYST, AUDITOR, ADMIN)
EVERYONE = frozenset(ROLES)
HEADS = frozenset({HEAD, REGIONAL, ADMIN})
STAFF_AND_HEADS = HEADS | {STAFF}
WRITERS = frozenset({OFFICER, STAFF, HEAD})

A, A2 = "33.01.01.2001", "33.01.01.2002"  # neighbouring villages
B, C, D = "33.02.01.2001", "34.01.01.2001", "35.01.01.2001"  # another office, an inferred area, another province
X, Y, Z, W = "kanim-x", "kanim-y", "kanim-z", "kanim-w"
OFFICE_IN = {X: "33.01", Y: "33.02", Z: "34.01", W: "35.01"}
CONFIRMED = {X: "33.01", Y: "33.02", W: "35.01"}  # what office Z serves is only inferred
OFFICE_OF = {A: X, A2: X, B: Y, C: Z, D: W}


@dataclass(frozen=True)
class Post:
    """A role in a place; days are counted from today."""

    role: str
    place: str
    first: int = -1000
    last: int | None = None
    revoked: int | None = None

    @property
    def holds_today(self) -> bool:
        has_ended = (self.last is not None and self.last < 0) or (self.revoked is not None and self.revoked <= 0)
        return self.first <= 0 and not has_ended

    def reaches(self, village: str) -> bool:
        """Whether the place holds the village: itself, the office's confirmed regency, the province, the country."""
        area = CONFIRMED.get(self.place, "-") if self.place in OFFICE_IN else self.place
        return area == "ID" or village == area or village.startswith(area + ".")

    def commands(self, office: str) -> bool:
        """Whether the office's own affairs are the posting's: its own office, or those in the province or country."""
        if self.role in (AGENT, OFFICER):
            return False
        if self.place in OFFICE_IN:
            return self.place == office
        return self.place == "ID" or OFFICE_IN[office].startswith(self.place + ".")


@dataclass(frozen=True)
class Someone:
    """A person of the cases."""

    name: str
    posts: tuple[Post, ...] = ()
    is_closed: bool = False
    has_second_factor: bool = True

    @property
    def in_force(self) -> list[Post]:
        if self.is_closed:
            return []
        return [post for post in self.posts if post.holds_today and (self.has_second_factor or post.role == AGENT)]


Rule = Callable[[Someone], bool]


def in_village(roles: frozenset[str], village: str) -> Rule:
    """One posting has the role and reaches the village."""
    return lambda who: any(post.role in roles and post.reaches(village) for post in who.in_force)


def at_office(roles: frozenset[str], office: str) -> Rule:
    """One posting has the role and commands the office."""
    return lambda who: any(post.role in roles and post.commands(office) for post in who.in_force)


def in_village_of_office(roles: frozenset[str], village: str, office: str) -> Rule:
    return lambda who: any(
        post.role in roles and post.reaches(village) and post.commands(office) for post in who.in_force
    )


def in_some_village(roles: frozenset[str]) -> Rule:
    """One posting has the role and reaches a village at all: an inferred area is none."""
    villages = (A, A2, B, C, D)
    return lambda who: any(post.role in roles and any(map(post.reaches, villages)) for post in who.in_force)


def anywhere(roles: frozenset[str]) -> Rule:
    """For what belongs to no place: one posting has the role."""
    return lambda who: any(post.role in roles for post in who.in_force)


def either(*rules: Rule) -> Rule:
    return lambda who: any(rule(who) for rule in rules)


def only(name: str, rule: Rule) -> Rule:
    """One's own records, while the posting holds."""
    return lambda who: who.name == name and rule(who)


def acts_on_finding(village: str, *, trafficking: bool = False, past_officer: bool = False) -> Rule:
    """Heads always; the officer unless passed; staff and the regional office never for signs of trafficking."""
    readers = {HEAD} | (set() if past_officer else {OFFICER}) | (set() if trafficking else {STAFF, REGIONAL})
    return in_village(frozenset(readers), village)
