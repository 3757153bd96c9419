"""Guards of the register's actions. Protects each office's register from the people of another.

Without an actor it is the operator at the machine, who holds the database anyway.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.foundation.access import Action
from pimpasa.foundation.scope import Scope

_answers: ContextVar[dict[tuple[object, str], Scope] | None] = ContextVar("answers", default=None)


def guard_village(by: User | None, action: Action, code: str) -> None:
    """Raises PermissionDenied unless a posting of the person allows it in this village."""
    if by is not None and not _scope(by, action).contains(code):
        raise PermissionDenied(action.name)


def guard_office(by: User | None, action: Action, office: str) -> None:
    """Raises PermissionDenied unless the office is one of the person's own."""
    if by is not None and not _scope(by, action).contains_office(office):
        raise PermissionDenied(action.name)


def guard_anywhere(by: User | None, action: Action) -> None:
    """For what all share: raises PermissionDenied unless it is allowed somewhere; an inferred area gives nothing."""
    if by is not None and _scope(by, action).is_empty:
        raise PermissionDenied(action.name)


@contextmanager
def asked_once() -> Iterator[None]:
    """Within it each person's reach is looked up once: for the thousands of rows of one list, in one transaction."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def _scope(by: User, action: Action) -> Scope:
    answers = _answers.get()
    if answers is None:
        return villages_where(by, action)
    if (scope := answers.get((by.pk, action.name))) is None:
        scope = answers[by.pk, action.name] = villages_where(by, action)
    return scope
