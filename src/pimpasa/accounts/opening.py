"""Opening and closing accounts. An account alone gives no rights: postings do."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from pimpasa.accounts.models import User
from pimpasa.accounts.sessions import end_other_sessions
from pimpasa.foundation.audit.actions import record


@transaction.atomic
def open_account(username: str, display_name: str, password: str | None, *, by: User | None = None) -> User:
    """Raises ValidationError for a bad or taken name and for a weak password. The account alone gives no rights.

    Without a password nobody can sign in until one is set: for accounts opened from a list.
    """
    user = User(username=User.normalize_username(username), display_name=display_name.strip())
    user.set_password(password)
    user.full_clean()
    if password is not None:
        validate_password(password, user)
    user.save(force_insert=True)
    record(by, "open-account", user)
    return user


@transaction.atomic
def close_account(user: User, *, by: User | None = None) -> None:
    """The person is signed out everywhere at the next click; what they did stays under their name."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(by, "close-account", user)


@transaction.atomic
def set_password(user: User, password: str) -> None:
    """Raises ValidationError for a weak password; all sessions of the account end."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(None, "set-password", user)


@transaction.atomic
def sign_out_elsewhere(user: User, current: str | None) -> int:
    """Ends all sessions of the account but this one; says how many."""
    ended = end_other_sessions(user, current)
    record(user, "sign-out-elsewhere", user, sessions=ended)
    return ended
