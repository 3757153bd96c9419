"""The one access question, as every part asks it: may this person do this, and where?

Protects villages, offices and what the public reads from someone without the right. Lower parts must not know
accounts, so the settings name the module that answers (ACCESS).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache

from pimpasa.foundation.scope import Scope

Person = AbstractBaseUser | AnonymousUser
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Action:
    """Something people do, and the roles that may; each part lists its own in `policies`."""

    name: str
    roles: frozenset[str]


def may(user: Person, action: Action) -> bool:
    """Whether one of the person's postings allows it anywhere at all."""
    answer: bool = import_string(f"{settings.ACCESS}.may")(user, action)
    return answer


def roles_of(user: Person) -> frozenset[str]:
    """The roles that give the person rights today, anywhere."""
    roles: frozenset[str] = import_string(f"{settings.ACCESS}.roles_of")(user)
    return roles


def villages_where(user: Person, action: Action) -> Scope:
    """The places and offices in which a single posting of the person allows it."""
    scope: Scope = import_string(f"{settings.ACCESS}.villages_where")(user, action)
    return scope


def require(user: Person, action: Action, code: str | None = None) -> None:
    """Guards an action, in one place if a code is given: raises PermissionDenied for whoever may not."""
    allowed = may(user, action) if code is None else villages_where(user, action).contains(code)
    if not allowed:
        raise PermissionDenied(action.name)


def require_office(user: Person, action: Action, office: str) -> None:
    """Guards an action on an office's own affairs."""
    if not villages_where(user, action).contains_office(office):
        raise PermissionDenied(action.name)


def only_for(action: Action) -> Callable[[View], View]:
    """A page for those who may: others sign in first (302) or are refused (403). Never kept by a cache."""

    def guard(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            # The page's links need the roles too, and should not ask for them again.
            request.roles = roles_of(request.user)  # type: ignore[attr-defined]  # read by `staff_links` alone
            if not request.roles & action.roles:  # type: ignore[attr-defined]  # as above
                raise PermissionDenied(action.name)
            return view(request, *args, **kwargs)

        return never_cache(login_required(page))

    return guard
