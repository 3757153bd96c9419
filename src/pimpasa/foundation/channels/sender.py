"""Sends what waits, one sender per network at a time.

Before a provider is asked, the message is marked as taken; as soon as it has answered, the answer is written down. A
message leaves twice only if the sender is killed between those two.
"""

import random
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from pimpasa.foundation.channels import meter, suspension, taking
from pimpasa.foundation.channels.addresses import provider_key
from pimpasa.foundation.channels.models import OutgoingMessage
from pimpasa.foundation.channels.network import Network, network
from pimpasa.foundation.channels.taking import Taken
from pimpasa.foundation.channels.troubles import (
    RefusedError,
    SendTroubleError,
    SuspendedError,
    TryLaterError,
    WindowClosedError,
)

State = OutgoingMessage.State
BATCH = 64
# Requests under way at once; each is of another person, so order is kept.
AT_ONCE = 8
MOST_ATTEMPTS = 8
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=2), timedelta(hours=1)
# Between two networks' numbers and everyone else's locks.
LOCK_SPACE = 0x70696D70

Outcome = str | SendTroubleError
Rows = QuerySet[OutgoingMessage]


@dataclass(frozen=True)
class Batch:
    """What one round did; `is_busy` if another sender of this network is at work."""

    channel: str
    sent: int = 0
    later: int = 0
    dead: int = 0
    switched: int = 0
    is_busy: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.sent or self.later or self.dead or self.switched)


def send_batch(name: str, *, size: int = BATCH, contact: UUID | None = None) -> Batch:
    """One round on one network; of one contact alone, if given."""
    to = network(name)
    with sole_sender(name) as is_sole:
        if not is_sole:
            return Batch(name, is_busy=True)
        taking.put_back_orphans(to)
        if contact is None and suspension.is_suspended(name):
            return Batch(name, switched=suspension.switch_people(name))
        if contact is None and (until := suspension.paused_until(name)) and until > timezone.now():
            return Batch(name)
        return _sent(to, taking.take(to, size, contact))


@contextmanager
def sole_sender(name: str) -> Iterator[bool]:
    """A lock of the database session: it ends with the sender, however that dies."""
    number = zlib.crc32(name.encode()) - 2**31
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_SPACE, number])
        is_sole = bool(cursor.fetchone()[0])
    try:
        yield is_sole
    finally:
        if is_sole:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_SPACE, number])


def _sent(to: Network, taken: list[Taken]) -> Batch:
    counts = {"sent": 0, "later": 0, "dead": 0}
    if not taken:
        return Batch(to.name)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix=f"send-{to.name}") as pool:
        under_way: dict[Future[Outcome], Taken] = {pool.submit(_ask, to, one): one for one in taken}
        while under_way:
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            answered = [(under_way.pop(future), future.result()) for future in done]
            for kind in _write_down(to, answered):
                counts[kind] += 1
    return Batch(to.name, counts["sent"], counts["later"], counts["dead"])


def _ask(to: Network, one: Taken) -> Outcome:
    """Runs beside others, so it touches no database; every trouble becomes an answer."""
    try:
        return to.deliver(one.message)
    except SendTroubleError as trouble:
        return trouble
    except Exception as error:
        return TryLaterError(type(error).__name__)


@transaction.atomic
def _write_down(to: Network, answered: list[tuple[Taken, Outcome]]) -> list[str]:
    return [_accepted(to, one, said) if isinstance(said, str) else _troubled(to, one, said) for one, said in answered]


def _accepted(to: Network, one: Taken, provider_id: str) -> str:
    words = {} if to.reports or one.contact.is_simulated else {"payload": b""}
    row = OutgoingMessage.objects.filter(pk=one.row.pk)
    key = provider_key(to.name, provider_id)
    if not row.filter(state=State.TAKEN).update(state=State.SENT, sent_at=timezone.now(), provider_key=key, **words):
        # A report came before us and told even more.
        row.update(provider_key=key)
    return "sent"


def _troubled(to: Network, one: Taken, trouble: SendTroubleError) -> str:
    meter.give_back(to, [(one.row, one.billed)])
    row = OutgoingMessage.objects.filter(pk=one.row.pk, state=State.TAKEN)
    for kind, note in NOTES:
        if isinstance(trouble, kind):
            return note(to, one, trouble, row)
    raise AssertionError(trouble)


def _note_window(to: Network, one: Taken, trouble: SendTroubleError, row: Rows) -> str:
    row.update(state=State.DEAD, error_code=trouble.code, micros=0)
    return "later" if suspension.switch_messages(one.contact, [one.row]) else "dead"


def _note_refused(to: Network, one: Taken, trouble: SendTroubleError, row: Rows) -> str:
    row.update(state=State.DEAD, error_code=trouble.code, micros=0)
    return "dead"


def _note_suspended(to: Network, one: Taken, trouble: SendTroubleError, row: Rows) -> str:
    suspension.suspend(to.name, trouble.code)
    # Not the message's fault: the attempt does not count.
    row.update(state=State.QUEUED, error_code=trouble.code, micros=0, attempts=one.row.attempts - 1)
    return "later"


def _note_later(to: Network, one: Taken, trouble: SendTroubleError, row: Rows) -> str:
    assert isinstance(trouble, TryLaterError)
    until = timezone.now() + max(back_off(one.row.attempts), trouble.wait or timedelta(0))
    if trouble.everyone:
        suspension.pause(to.name, until)
        # The whole channel is too fast, not this message wrong: it is never given up for that.
        row.update(state=State.QUEUED, error_code=trouble.code, next_try_at=until, micros=0, attempts=0)
        return "later"
    if one.row.attempts >= MOST_ATTEMPTS:
        return _note_refused(to, one, trouble, row)
    row.update(state=State.QUEUED, error_code=trouble.code, next_try_at=until, micros=0)
    return "later"


def back_off(attempts: int) -> timedelta:
    """Twice as long after each attempt, and never the same for all, so that they do not all come back at once."""
    longest = min(FIRST_WAIT * 2 ** min(attempts - 1, 12), LONGEST_WAIT)
    return timedelta(seconds=longest.total_seconds() * random.uniform(0.5, 1))  # noqa: S311 - spreads load, guards nothing


Note = Callable[[Network, Taken, SendTroubleError, Rows], str]
NOTES: list[tuple[type[SendTroubleError], Note]] = [
    (WindowClosedError, _note_window),
    (RefusedError, _note_refused),
    (SuspendedError, _note_suspended),
    (TryLaterError, _note_later),
]
