"""Guards of the register's actions. Protects each office's register from the people of another.

Without an actor it is the operator at the machine, who holds the database anyway.
"""

from django.core.exceptions import PermissionDenied

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.foundation.access import Action


def guard_village(by: User | None, action: Action, code: str) -> None:
    """Raises PermissionDenied unless a posting of the person allows it in this village."""
    if by is not None and not villages_where(by, action).contains(code):
        raise PermissionDenied(action.name)


def guard_office(by: User | None, action: Action, office: str) -> None:
    """Raises PermissionDenied unless the office is one of the person's own."""
    if by is not None and not villages_where(by, action).contains_office(office):
        raise PermissionDenied(action.name)


def guard_anywhere(by: User | None, action: Action) -> None:
    """For what all share: raises PermissionDenied unless it is allowed somewhere; an inferred area gives nothing."""
    if by is not None and villages_where(by, action).is_empty:
        raise PermissionDenied(action.name)
