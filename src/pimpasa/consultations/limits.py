"""How much one sender may write. Protects those who answer from floods, and a village behind one shared address.

Threads and receipts are counted in the database. An address is never written down: each process keeps, for minutes
and under a key of its own, how fast an address sends, and refuses a flood before any other work is done. A whole
village asking at once stays below that; the numbers are those of the test with 1,000 askers.
"""

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from threading import Lock
from time import monotonic
from uuid import UUID

from django.utils import timezone

from .abuse.models import Block
from .models import Consultation, Entry

DAY = timedelta(days=1)
QUESTIONS_A_DAY, ENTRIES_A_DAY = 10, 20


class TooManyError(Exception):
    """Enough for today."""


class BlockedError(Exception):
    """Kept out for a while, after somebody looked at it."""


def check_contact(contact: UUID | None) -> None:
    """Raises TooManyError and BlockedError; who writes on the web has no contact, and is held by the address alone."""
    if contact is None:
        return
    now = timezone.now()
    if Block.objects.in_force(now).filter(contact=contact).exists():
        raise BlockedError
    if Consultation.objects.filter(contact=contact, recorded_at__gt=now - DAY).count() >= QUESTIONS_A_DAY:
        raise TooManyError


def check_receipt(consultation: Consultation) -> None:
    """Raises TooManyError and BlockedError."""
    now = timezone.now()
    if Block.objects.in_force(now).filter(consultation=consultation).exists():
        raise BlockedError
    own = Entry.objects.filter(consultation=consultation, recorded_by=None, recorded_at__gt=now - DAY)
    if own.count() >= ENTRIES_A_DAY:
        raise TooManyError


@dataclass
class _Bucket:
    left: float
    at: float


class AddressGate:
    """A bucket of tokens for each address: `burst` at once, then `a_second`. Forgets the address that is idle longest.

    Lives in one process: another worker needs nothing of it, and the limit is then that many times higher.
    """

    def __init__(self, burst: float, a_second: float, most: int = 50_000) -> None:
        self._burst, self._a_second, self._most = burst, a_second, most
        self._key = secrets.token_bytes(32)
        self._buckets: OrderedDict[bytes, _Bucket] = OrderedDict()
        self._lock = Lock()

    def lets_in(self, address: str, now: float | None = None, cost: float = 1.0) -> bool:
        """Takes `cost` tokens if there are enough."""
        with self._lock:
            bucket = self._bucket(address, monotonic() if now is None else now)
            if bucket.left < cost:
                return False
            bucket.left -= cost
            return True

    def take(self, address: str, cost: float, now: float | None = None) -> None:
        """Takes the tokens, down to none."""
        with self._lock:
            bucket = self._bucket(address, monotonic() if now is None else now)
            bucket.left = max(0.0, bucket.left - cost)

    def _bucket(self, address: str, now: float) -> _Bucket:
        name = hmac.digest(self._key, address.encode(), sha256)[:16]
        bucket = self._buckets.pop(name, None) or _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + (now - bucket.at) * self._a_second)
        bucket.at = now
        self._buckets[name] = bucket
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket

    def forget(self) -> None:
        with self._lock:
            self._buckets.clear()


# A thousand askers of one village, each with some four pages, and then ten pages a second.
asking = AddressGate(burst=6000, a_second=10)
# Opening with a receipt. A wrong one costs more: a thousand at once from one address, then fewer than one a second.
opening = AddressGate(burst=6000, a_second=5)
WRONG_COSTS, WRONG_COSTS_IN_A_STORM = 5.0, 60.0
# All wrong receipts together. When they storm in, each costs its address more; right ones are served as before.
wrong_everywhere = AddressGate(burst=10_000, a_second=20, most=1)


def note_wrong(address: str, now: float | None = None) -> None:
    """Makes whoever guesses wait sooner."""
    calm = wrong_everywhere.lets_in("", now)
    opening.take(address, WRONG_COSTS if calm else WRONG_COSTS_IN_A_STORM, now)
