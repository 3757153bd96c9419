"""Taking a lost second factor away, so that its owner can set up a new one. Protects accounts from a single
colleague who would like to come in as another: it takes two people, at least one of them a head, neither the owner,
and every posting of the owner must lie within the reach of both.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import Posting, SecondFactorRestoration, User
from pimpasa.accounts.policies import RESTORE_AS_HEAD, RESTORE_SECOND_FACTOR
from pimpasa.accounts.postings import Place, within
from pimpasa.accounts.sessions import end_other_sessions
from pimpasa.foundation.access import Action
from pimpasa.foundation.audit.actions import record

VALID_FOR = timedelta(hours=72)


@transaction.atomic
def ask_restoration(user: User, *, by: User) -> SecondFactorRestoration:
    """The first word. Asking again while one waits gives back the one that waits."""
    require_accountable(by, user)
    User.objects.select_for_update().get(pk=user.pk)
    if waiting := waiting_restoration(user):
        return waiting
    wish = SecondFactorRestoration.objects.create(user=user, asked_by=by, expires_at=timezone.now() + VALID_FOR)
    record(by, "ask-second-factor-restoration", user)
    return wish


@transaction.atomic
def agree_to_restoration(user: User, *, by: User) -> None:
    """The second word: all second factors and sessions of the account end."""
    require_accountable(by, user)
    User.objects.select_for_update().get(pk=user.pk)
    wish = waiting_restoration(user)
    if wish is None:
        raise ValidationError(_("Tidak ada permintaan yang menunggu. Mulai lagi dari awal."))
    if wish.asked_by_id == by.pk:
        raise ValidationError(_("Orang kedua harus orang lain. Minta rekan Anda membuka halaman ini."))
    require_accountable(wish.asked_by, user)
    if not (is_accountable(by, user, RESTORE_AS_HEAD) or is_accountable(wish.asked_by, user, RESTORE_AS_HEAD)):
        raise ValidationError(_("Salah satu dari dua orang harus kepala kantor, kantor wilayah, atau pengelola."))
    wish.agreed_by, wish.agreed_at = by, timezone.now()
    wish.save(update_fields=["agreed_by", "agreed_at"])
    remove_second_factor(user, by=by)


@transaction.atomic
def remove_second_factor(user: User, *, by: User | None) -> None:
    """Without `by` it is the operator at the machine. The password stays as it is."""
    Authenticator.objects.filter(user=user).delete()
    end_other_sessions(user, None)
    record(by, "restore-second-factor", user)


def waiting_restoration(user: User) -> SecondFactorRestoration | None:
    waiting = SecondFactorRestoration.objects.filter(user=user, agreed_at=None, expires_at__gt=timezone.now())
    return waiting.select_related("asked_by").first()


def is_accountable(by: User, user: User, action: Action = RESTORE_SECOND_FACTOR) -> bool:
    """Whether everything the account may do lies where the person may do this."""
    if by.pk == user.pk:
        return False
    scope = villages_where(by, action)
    postings = Posting.objects.filter(user=user).not_over(timezone.localdate()).select_related("area", "office")
    places = [Place(posting.area, posting.office) for posting in postings]
    return all(within(scope, place) for place in places) and (bool(places) or scope.everywhere)


def require_accountable(by: User, user: User, action: Action = RESTORE_SECOND_FACTOR) -> None:
    if not is_accountable(by, user, action):
        raise PermissionDenied(action.name)
