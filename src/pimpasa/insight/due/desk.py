"""Where someone works in each capacity. Protects one village's work from people of another.

An officer's villages, an office's area and a region's are kept apart: an agent here who is staff elsewhere sees the
gaps of that other office only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pimpasa.accounts.access import postings_of, scope_of
from pimpasa.accounts.models import Posting, User
from pimpasa.foundation.roles import OFFICE_ROLES, Role
from pimpasa.foundation.scope import Scope

NOWHERE = Scope()


@dataclass(frozen=True)
class Desk:
    user: User
    roles: frozenset[str]
    # Each village the person is the officer of, and since when.
    villages: dict[str, date]
    # The villages of which the person is the agent.
    agent_of: frozenset[str]
    office: Scope = NOWHERE
    region: Scope = NOWHERE


def desk_of(user: User) -> Desk:
    postings = postings_of(user)
    officer = [one for one in postings if one.role == Role.OFFICER]
    return Desk(
        user=user,
        roles=frozenset(one.role for one in postings),
        villages={str(one.area_id): one.starts_on for one in officer},
        agent_of=frozenset(str(one.area_id) for one in postings if one.role == Role.VILLAGE_AGENT),
        office=_scope(postings, OFFICE_ROLES),
        region=_scope(postings, frozenset({Role.REGIONAL_OFFICE})),
    )


def _scope(postings: Sequence[Posting], roles: frozenset[Role]) -> Scope:
    return scope_of([one for one in postings if one.role in roles])
