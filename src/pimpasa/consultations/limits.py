"""How much one sender may write. Protects those who answer from floods, and a village behind one shared address.

Threads and receipts are counted in the database; addresses are held by `foundation.flooding`. A whole village asking at
once stays below that; the numbers are those of the test with 1,000 askers.
"""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from pimpasa.foundation.flooding import AddressGate

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


# A thousand askers of one village within minutes, each with some three pages; beyond that the address is a flood.
asking = AddressGate(burst=1500, a_second=30)
# Opening with a receipt. A wrong one costs more: a thousand at once from one address, then fewer than one a second.
opening = AddressGate(burst=6000, a_second=5)
WRONG_COSTS, WRONG_COSTS_IN_A_STORM = 5.0, 60.0
# All wrong receipts together. When they storm in, each costs its address more; right ones are served as before.
wrong_everywhere = AddressGate(burst=10_000, a_second=20, most=1)


def note_wrong(address: str, now: float | None = None) -> None:
    """Makes whoever guesses wait sooner."""
    calm = wrong_everywhere.lets_in("", now)
    opening.take(address, WRONG_COSTS if calm else WRONG_COSTS_IN_A_STORM, now)
