"""The second factor. Protects villages from whoever learns or guesses an officer's password.

From officer upward a posting gives no rights until its holder has set one up (see `access`). A page that refuses for
this reason alone leads to the page where it is done.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.sessions import end_other_sessions
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.roles import SECOND_FACTOR_ROLES

# Recovery codes only stand in for one of these.
REAL_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def second_factors(user: User) -> "QuerySet[Authenticator]":
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type__in=REAL_FACTORS)
    return found


def lacks_second_factor(user: Any) -> bool:
    """Whether a posting of the person gives no rights for want of a second factor."""
    if not isinstance(user, User) or not user.is_active:
        return False
    needing = Posting.objects.in_force().filter(user=user, role__in=SECOND_FACTOR_ROLES)
    return needing.exists() and not second_factors(user).exists()


class SecondFactorMiddleware:
    """Leads whoever is refused for want of a second factor to setting one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, PermissionDenied) and lacks_second_factor(request.user):
            return redirect("mfa_index")
        return None


@transaction.atomic
def note_added(request: HttpRequest, user: User, authenticator: Authenticator, **_more: Any) -> None:
    """Whoever came in earlier with the password alone must not gain rights by another's second factor."""
    record(user, "add-second-factor", user, kind=authenticator.type)
    if authenticator.type in REAL_FACTORS:
        end_other_sessions(user, request.session.session_key)


@transaction.atomic
def note_removed(user: User, authenticator: Authenticator, **_more: Any) -> None:
    record(user, "remove-second-factor", user, kind=authenticator.type)


@transaction.atomic
def note_renewed(user: User, authenticator: Authenticator, **_more: Any) -> None:
    record(user, "renew-recovery-codes", user, kind=authenticator.type)
