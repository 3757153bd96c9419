"""Raises signals, and lets them grow, shrink and end, as filings come, are cut and expire."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from pimpasa.foundation.audit.actions import record
from pimpasa.offers.recruiters.links import Group, groups_around, reaches_floor
from pimpasa.offers.recruiters.models import RecruiterSignal, SignalFiling, SignalStep
from pimpasa.offers.recruiters.states import CLOSED, FOLLOWS_LINKS, NEW, PASSED, WITHDRAWN

from .stepping import change

Deed = SignalStep.Deed
LOCK = 0x5EC2_0117


@transaction.atomic
def settle(filings: Collection[UUID], *, strictly: bool = False) -> None:
    """Brings every signal around these filings to what links them today. Repeating it changes nothing.

    What was passed on keeps its figures when fingerprints expire; `strictly` (a link was cut) follows there too.
    """
    _one_at_a_time()
    around = set(filings) | {other for group in groups_around(filings) for other in group}
    signals = _holding(around)
    members = SignalFiling.objects.filter(signal__in=signals, counted=True).values_list("filing", flat=True)
    _drop_cut(signals)
    free = {one.pk: one for one in signals}
    for group in groups_around(around | set(members)):
        if reaches_floor(group):
            _give(group, free, strictly)
    for signal in free.values():
        _lose(signal, strictly)


def _one_at_a_time() -> None:
    """Two jobs at once would raise the same signal twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _holding(filings: Iterable[UUID]) -> list[RecruiterSignal]:
    """The oldest first: it is the one that goes on when two grow together."""
    held = SignalFiling.objects.filter(filing__in=list(filings), counted=True).values("signal")
    rows = RecruiterSignal.objects.select_for_update().filter(pk__in=held).exclude(state=WITHDRAWN)
    return list(rows.order_by("raised_at", "pk"))


def _drop_cut(signals: Iterable[RecruiterSignal]) -> None:
    """What was taken back counts nowhere, whatever the state of the signal."""
    for signal in signals:
        gone = signal.members.filter(counted=True, filing__cut_at__isnull=False)
        if gone.update(counted=False):
            change(signal, Deed.SHRANK)


def _give(group: Group, free: dict[UUID, RecruiterSignal], strictly: bool) -> None:
    """The group to the oldest signal that holds any of it, or to a new one."""
    holding = [one for one in free.values() if one.members.filter(counted=True, filing__in=group).exists()]
    if not holding and SignalFiling.objects.filter(filing__in=group, counted=True).exists():
        # Part of one that keeps its figures.
        return
    first, *others = holding or [_raised()]
    for other in others:
        _merge(free.pop(other.pk))
    free.pop(first.pk, None)
    _hold(first, group, strictly, is_new=not holding)


def _hold(signal: RecruiterSignal, group: Group, strictly: bool, *, is_new: bool) -> None:
    held = set(signal.members.filter(counted=True).values_list("filing", flat=True))
    gone = held - group if _follows(signal, strictly) else set()
    signal.members.filter(filing__in=gone).update(counted=False)
    for filing in sorted(group - held):
        SignalFiling.objects.update_or_create(signal=signal, filing_id=filing, defaults={"counted": True})
    if gone:
        change(signal, Deed.SHRANK)
    if group - held and not is_new:
        change(signal, Deed.GREW, to=NEW if signal.state == CLOSED else "")


def _follows(signal: RecruiterSignal, strictly: bool) -> bool:
    return signal.state in FOLLOWS_LINKS or (strictly and signal.state == PASSED)


def _raised() -> RecruiterSignal:
    now = timezone.now()
    signal = RecruiterSignal.objects.create(state=NEW, state_since=now, raised_at=now, version=0)
    change(signal, Deed.MOVED, to=NEW)
    record(None, "raise-recruiter-signal", signal)
    return signal


def _merge(signal: RecruiterSignal) -> None:
    signal.members.update(counted=False)
    change(signal, Deed.MERGED, to=WITHDRAWN)


def _lose(signal: RecruiterSignal, strictly: bool) -> None:
    """No group above the floor is left to it. What was passed on stays while enough of it counts; closed is closed."""
    held = signal.members.filter(counted=True)
    if signal.state == CLOSED:
        return
    if _follows(signal, strictly) or not reaches_floor(held.values_list("filing", flat=True)):
        held.update(counted=False)
        change(signal, Deed.SHRANK, to=WITHDRAWN)
