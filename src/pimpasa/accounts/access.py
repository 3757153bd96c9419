"""Answers the access question. Today one role: staff. The register will bring roles, each in an area."""

from pimpasa.accounts.models import User
from pimpasa.foundation.access import STAFF, Action, Person, require

__all__ = ["may", "require"]


def may(user: Person, action: Action) -> bool:
    """Whether one of the person's roles is among those of the action; a closed account has no role."""
    return bool(roles_of(user) & action.roles)


def roles_of(user: Person) -> frozenset[str]:
    if isinstance(user, User) and user.is_active and user.is_staff:
        return frozenset({STAFF})
    return frozenset()
