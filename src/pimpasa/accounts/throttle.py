"""Slows down the guessing of passwords. Protects accounts from outsiders, and villagers from being locked out.

Each name waits longer after each wrong password, whether an account has that name or not, so the wait tells
nothing. Addresses are not counted: a whole village may share one.
"""

from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from pimpasa.accounts.models import SignInAttempts, User

FREE_FAILURES = 4
LONGEST_WAIT = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=1)
MOST_FORGOTTEN_AT_ONCE = 500


@transaction.atomic
def start_attempt(username: str) -> int:
    """Seconds still to wait; at 0 the attempt may go on and counts as failed until `forget_failures`.

    Counting first keeps a hundred guesses sent at once from all being free.
    """
    now = timezone.now()
    _forget_old(now)
    attempts, _ = SignInAttempts.objects.select_for_update().get_or_create(
        key=_key(username), defaults={"last_failed_at": now}
    )
    left = attempts.last_failed_at + wait_after(attempts.failures) - now
    if left > timedelta(0):
        return ceil(left.total_seconds())
    attempts.failures += 1
    attempts.last_failed_at = now
    attempts.save()
    return 0


def forget_failures(username: str) -> None:
    SignInAttempts.objects.filter(key=_key(username)).delete()


def wait_after(failures: int) -> timedelta:
    if failures <= FREE_FAILURES:
        return timedelta(0)
    # Beyond ten doublings the longest wait holds anyway; the power must not grow without end.
    return min(timedelta(seconds=2 ** min(failures - FREE_FAILURES, 10)), LONGEST_WAIT)


def _forget_old(now: datetime) -> None:
    # Rows that another attempt holds are left for it: two that wait for one another would both fail.
    old = SignInAttempts.objects.filter(last_failed_at__lt=now - FORGOTTEN_AFTER).select_for_update(skip_locked=True)
    SignInAttempts.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:MOST_FORGOTTEN_AT_ONCE])).delete()


def _key(username: str) -> str:
    return salted_hmac("pimpasa.sign-in", User.normalize_username(username), algorithm="sha256").hexdigest()
