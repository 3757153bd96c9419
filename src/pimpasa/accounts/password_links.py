"""A new password for somebody who forgot it. Protects accounts from passwords that two people know.

A head to whom everything of the account belongs makes a link; its owner alone chooses the password. The second factor
stays, so the link by itself opens no account that needs one.
"""

from datetime import timedelta
from secrets import token_urlsafe

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from pimpasa.accounts.models import PasswordLink, User
from pimpasa.accounts.opening import set_password
from pimpasa.accounts.policies import RESTORE_PASSWORD
from pimpasa.accounts.restoring import require_accountable
from pimpasa.accounts.sessions import end_other_sessions
from pimpasa.foundation.audit.actions import record

VALID_FOR = timedelta(hours=24)


class PasswordLinkOverError(Exception):
    """The link was used, is too old, or never existed; nobody is told which."""


@transaction.atomic
def make_password_link(user: User, *, by: User) -> tuple[PasswordLink, str]:
    """The link and its token, which is never to be seen again; an earlier one of the account ends."""
    require_accountable(by, user, RESTORE_PASSWORD)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise ValidationError(_("Akun ini sudah ditutup."))
    now, token = timezone.now(), token_urlsafe(32)
    PasswordLink.objects.filter(user=user, used_at=None, expires_at__gt=now).update(expires_at=now)
    link = PasswordLink(user=user, made_by=by, token_hash=hash_of(token), expires_at=now + VALID_FOR)
    link.save(force_insert=True)
    record(by, "make-password-link", user)
    return link, token


def open_password_link(token: str, *, locked: bool = False) -> PasswordLink:
    """Raises PasswordLinkOverError for whatever is not open now."""
    links = PasswordLink.objects.select_related("user", "made_by")
    if locked:
        links = links.select_for_update(of=("self",))
    try:
        return links.get(token_hash=hash_of(token), used_at=None, expires_at__gt=timezone.now(), user__is_active=True)
    except ObjectDoesNotExist as missing:
        raise PasswordLinkOverError from missing


@transaction.atomic
def restore_password(token: str, password: str) -> User:
    """Raises ValidationError for a weak password, PermissionDenied if the maker may no longer do this.

    The account is signed out everywhere.
    """
    link = open_password_link(token, locked=True)
    require_accountable(link.made_by, link.user, RESTORE_PASSWORD)
    set_password(link.user, password)
    end_other_sessions(link.user, None)
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    record(link.user, "restore-password", link.user)
    return link.user


def hash_of(token: str) -> str:
    return salted_hmac("pimpasa.password-link", token, algorithm="sha256").hexdigest()
