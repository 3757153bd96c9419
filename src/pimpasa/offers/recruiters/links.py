"""Which filings hang together: they share a fingerprint, or each shares one with a third.

Only confirmed filings count, and only fingerprints that nobody cut.
"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet

from .limits import FEWEST_STAFF, FEWEST_VILLAGES
from .models import RecruiterFiling, RecruiterMark

Group = frozenset[UUID]


def groups_around(filings: Collection[UUID]) -> list[Group]:
    """The groups in which these filings stand today, the largest first; those without fingerprints stand in none."""
    left, found = set(filings), []
    while left:
        group = _group_of(left.pop())
        left -= group
        if group:
            found.append(group)
    return sorted(found, key=lambda group: (-len(group), sorted(group)))


def reaches_floor(group: Iterable[UUID]) -> bool:
    """Enough villages, confirmed by enough different people."""
    rows = list(RecruiterFiling.objects.counting().filter(pk__in=group).values_list("village", "confirmed_by"))
    villages, staff = {village for village, _person in rows}, {person for _village, person in rows}
    return len(villages) >= FEWEST_VILLAGES and len(staff) >= FEWEST_STAFF


def _marks_of(filings: Iterable[UUID]) -> set[bytes]:
    return {bytes(one) for one in _live().filter(filing__in=list(filings)).values_list("fingerprint", flat=True)}


def _filings_with(marks: Iterable[bytes]) -> set[UUID]:
    return set(_live().filter(fingerprint__in=list(marks)).values_list("filing", flat=True))


def _live() -> QuerySet[RecruiterMark]:
    counting = RecruiterFiling.objects.counting()
    return RecruiterMark.objects.filter(cut_at=None, filing__in=counting.order_by().values("pk"))


def _group_of(filing: UUID) -> Group:
    group: set[UUID] = set()
    marks: set[bytes] = _marks_of([filing])
    known: set[bytes] = set()
    while new := marks - known:
        known |= new
        reached = _filings_with(new) - group
        group |= reached
        marks |= _marks_of(reached)
    return frozenset(group)
