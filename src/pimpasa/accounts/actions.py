"""Every change to accounts. Opening and closing is for the operator at the machine, who holds the database anyway."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record


@transaction.atomic
def open_staff_account(username: str, display_name: str, password: str) -> User:
    """Raises ValidationError for a bad or taken name and for a weak password."""
    user = User(username=User.normalize_username(username), display_name=display_name.strip(), is_staff=True)
    user.set_password(password)
    user.full_clean()
    validate_password(password, user)
    user.save(force_insert=True)
    record(None, "open-account", user)
    return user


@transaction.atomic
def close_account(user: User) -> None:
    """The person is signed out everywhere at the next click; what they did stays under their name."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    record(None, "close-account", user)


@transaction.atomic
def set_password(user: User, password: str) -> None:
    """Raises ValidationError for a weak password; all sessions of the account end."""
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record(None, "set-password", user)
