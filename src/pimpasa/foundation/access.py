"""The one access question, as every part asks it: may this person do this?

Protects what the public reads from a change by someone without the right. Lower parts must not know accounts, so
the settings name who answers (ACCESS).
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

STAFF = "staff"

Person = AbstractBaseUser | AnonymousUser
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Action:
    """Something people do, and the roles that may; each part lists its own in `policies`."""

    name: str
    roles: frozenset[str]


def may(user: Person, action: Action) -> bool:
    answer: bool = import_string(settings.ACCESS)(user, action)
    return answer


def require(user: Person, action: Action) -> None:
    """Guards an action: raises PermissionDenied for whoever may not."""
    if not may(user, action):
        raise PermissionDenied(action.name)


def only_for(action: Action) -> Callable[[View], View]:
    """A page for those who may: others sign in first (302) or are refused (403). Never kept by a cache."""

    def guard(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            require(request.user, action)
            return view(request, *args, **kwargs)

        return never_cache(login_required(page))

    return guard
