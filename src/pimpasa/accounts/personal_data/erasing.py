"""Erasing a person: personal fields and photo go, deeds stay under a pseudonym. It is itself an event.

Protects those who left from staying known for ever, and the history from holes: no row that others point to goes.
"""

from datetime import datetime
from secrets import token_hex

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast

from pimpasa.accounts.models import Erasure, Invitation, PasswordLink, User
from pimpasa.accounts.sessions import end_other_sessions
from pimpasa.accounts.throttle import forget_failures
from pimpasa.foundation import personal_data
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.audit.models import AuditEntry

CLOSED, ERASED = "close-account", "erase-person"


@transaction.atomic
def erase_person(user: User, *, by: User | None = None) -> Erasure:
    """Raises ValidationError, telling all that must first pass to somebody else. Erasing twice changes nothing."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if known := Erasure.objects.filter(user=user).first():
        return known
    if obstacles := personal_data.obstacles_for(user):
        raise ValidationError({"username": obstacles})
    if user.is_active:
        record(by, CLOSED, user)
    erasure = Erasure.objects.create(user=user, pseudonym=_new_pseudonym())
    # The account's own part comes first and goes last: the others find what they hold by its name.
    for part in reversed(personal_data.parts()):
        part.erase(user, erasure.pseudonym)
    record(by, ERASED, user)
    return erasure


def erase_account(user: User, pseudonym: str) -> None:
    """This part's own: the name, the ways in, the sessions. The key of the account stays, since deeds point to it."""
    end_other_sessions(user, None)
    forget_failures(user.username)
    Authenticator.objects.filter(user=user).delete()
    EmailAddress.objects.filter(user=user).delete()
    Invitation.objects.filter(accepted_by=user).update(display_name=pseudonym)
    PasswordLink.objects.filter(user=user).delete()
    user.display_name, user.username = pseudonym, pseudonym.lower().replace(" ", "-")
    user.set_unusable_password()
    user.is_active, user.last_login = False, None
    user.save(update_fields=["display_name", "username", "password", "is_active", "last_login"])


def closed_before(before: datetime) -> list[User]:
    """Accounts whose last closing lies before the moment, and of which nothing must pass to somebody else first."""
    closings = AuditEntry.objects.filter(verb=CLOSED, object_kind=User._meta.label_lower)
    late = closings.filter(recorded_at__gte=before).values("object_id")
    closed = (
        User.objects.filter(is_active=False, erasure__isnull=True)
        .annotate(key=Cast("pk", CharField()))
        .filter(key__in=closings.values("object_id"))
        .exclude(key__in=late)
    )
    return [user for user in closed if not personal_data.obstacles_for(user)]


def erase_closed(before: datetime) -> int:
    users = closed_before(before)
    for user in users:
        erase_person(user)
    return len(users)


def _new_pseudonym() -> str:
    """Drawn, never computed from the person; longer where the short ones are taken."""
    for size in (2, 2, 2, 3, 8):
        name = f"Petugas {token_hex(size)}"
        taken = Erasure.objects.filter(pseudonym=name).exists()
        if not taken and not User.objects.filter(username=name.lower().replace(" ", "-")).exists():
            return name
    raise RuntimeError("no pseudonym is left")
