"""Inviting a person into a posting. Protects accounts from passwords that two people know.

The link works once and for three days; only its hash is kept. The posting is given in the name of whoever invited,
who must still have the right on the day the link is used.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from secrets import token_urlsafe

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from pimpasa.accounts.models import Invitation, User
from pimpasa.accounts.opening import open_account
from pimpasa.accounts.policies import GRANT, INVITE
from pimpasa.accounts.postings import Place, check_place, code_of, grant, require_giver
from pimpasa.foundation.access import require
from pimpasa.foundation.audit.actions import record

VALID_FOR = timedelta(hours=72)


class InvitationOverError(Exception):
    """The link was used, is too old, or never existed; nobody is told which."""


@dataclass(frozen=True)
class Offer:
    """The posting that someone is invited to."""

    display_name: str
    role: str
    place: Place
    ends_on: date | None = None
    decree: str = ""


@transaction.atomic
def invite(offer: Offer, *, by: User) -> tuple[Invitation, str]:
    """The invitation and its token, which is never to be seen again. Raises ValidationError by field."""
    require(by, INVITE)
    check_place(offer.role, offer.place)
    # Both in this place: a head elsewhere who is staff here may not invite here.
    require_giver(by, None, INVITE, offer.place)
    require_giver(by, None, GRANT[offer.role], offer.place)
    token = token_urlsafe(32)
    invitation = Invitation(
        token_hash=hash_of(token),
        display_name=offer.display_name.strip(),
        role=offer.role,
        area=offer.place.area,
        office=offer.place.office,
        ends_on=offer.ends_on,
        decree=offer.decree.strip(),
        invited_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    invitation.full_clean()
    invitation.save(force_insert=True)
    record(by, "invite", invitation, role=offer.role, place=code_of(offer.place))
    return invitation, token


def open_invitation(token: str, *, locked: bool = False) -> Invitation:
    """Raises InvitationOverError for whatever is not open now."""
    invitations = Invitation.objects.select_related("area", "office", "invited_by")
    if locked:
        invitations = invitations.select_for_update(of=("self",))
    try:
        return invitations.get(token_hash=hash_of(token), accepted_by=None, expires_at__gt=timezone.now())
    except ObjectDoesNotExist as missing:
        raise InvitationOverError from missing


@transaction.atomic
def accept_invitation(token: str, username: str, password: str) -> User:
    """Opens the account with its posting. Raises ValidationError by field, and PermissionDenied if the inviter
    may no longer give this posting."""
    invitation = open_invitation(token, locked=True)
    user = open_account(username, invitation.display_name, password, by=invitation.invited_by)
    grant(
        user,
        invitation.role,
        area=invitation.area,
        office=invitation.office,
        ends_on=invitation.ends_on,
        decree=invitation.decree,
        by=invitation.invited_by,
    )
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_by"])
    record(user, "accept-invitation", invitation)
    return user


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """Ends the link at once; one that was used stays as it is."""
    require_giver(by, None, GRANT[invitation.role], Place(invitation.area, invitation.office))
    ended = Invitation.objects.filter(pk=invitation.pk, accepted_by=None, expires_at__gt=timezone.now())
    if ended.update(expires_at=timezone.now()):
        record(by, "withdraw-invitation", invitation)


def hash_of(token: str) -> str:
    return salted_hmac("pimpasa.invitation", token, algorithm="sha256").hexdigest()
