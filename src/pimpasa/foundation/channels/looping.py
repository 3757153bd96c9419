"""The sender's loop over all networks: each in a thread of its own, so that a slow provider holds up nobody else."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

from django.db import Error, close_old_connections, connection
from django.utils import timezone

from pimpasa.foundation.channels import contacts, conversations, sender
from pimpasa.foundation.channels.network import networks
from pimpasa.foundation.channels.sender import Batch

logger = logging.getLogger(__name__)
PAUSE, GATHERING, TIDY_EVERY = 0.25, 0.05, 3600.0
# Which networks have anything to do; one question for all, so that an idle loop costs next to nothing.
DUE = """
SELECT DISTINCT channel FROM channels_outgoingmessage
WHERE state = 'taken' OR (state = 'queued' AND next_try_at <= %s)
"""


class Loop:
    def __init__(self, note: Callable[[Batch], None]) -> None:
        self.names = [one.name for one in networks() if not one.is_local]
        self.note = note
        self.pool = ThreadPoolExecutor(len(self.names), thread_name_prefix="channel")
        self.busy: dict[str, Future[Batch]] = {}
        self.tidied = 0.0

    def once(self) -> list[Batch]:
        """Rounds on every network until nothing that is due is left, then the day's erasing."""
        done = []
        for name in self.names:
            while not (batch := sender.send_batch(name)).is_empty:
                done.append(batch)
        tidy()
        return done

    def run(self, until: Event) -> None:
        """What a provider is being asked for when told to end is still written down before the end."""
        while not until.is_set():
            try:
                worked = self.turn()
            except Error as error:
                # The database is being restarted: wait for it rather than end.
                logger.warning("the sender waits for the database: %s", type(error).__name__)
                close_old_connections()
                worked = False
            # A moment lets several gather, which is far cheaper than a round for each.
            until.wait(GATHERING if worked else PAUSE)
        self.pool.shutdown()

    def turn(self) -> bool:
        """Starts a round wherever something is due and none is under way; whether one did anything."""
        finished = [self.busy.pop(name) for name in [*self.busy] if self.busy[name].done()]
        batches = [batch for one in finished if (batch := self._result(one))]
        for batch in batches:
            self.note(batch)
        for name in self._due():
            if name in self.names and name not in self.busy:
                self.busy[name] = self.pool.submit(one_round, name)
        if time.monotonic() - self.tidied > TIDY_EVERY:
            tidy()
            self.tidied = time.monotonic()
        return any(not batch.is_empty for batch in batches)

    def _result(self, done: Future[Batch]) -> Batch | None:
        try:
            return done.result()
        except Error as error:
            logger.warning("a round ended early: %s", type(error).__name__)
            return None

    def _due(self) -> list[str]:
        close_old_connections()
        with connection.cursor() as cursor:
            cursor.execute(DUE, [timezone.now()])
            return [row[0] for row in cursor.fetchall()]


def send_on(until: Event) -> None:
    """Beside the tasks, in their process; see BESIDE_TASKS."""
    Loop(lambda batch: None).run(until)


def one_round(name: str) -> Batch:
    close_old_connections()
    return sender.send_batch(name)


def tidy() -> None:
    """What is no longer needed goes: addresses, conversations, words that were shown."""
    contacts.erase_due()
    conversations.forget_old(timezone.now())
