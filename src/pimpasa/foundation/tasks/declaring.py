"""How a part declares its tasks, in its own `tasks.py`, which `settings.TASKS` names."""

from collections.abc import Callable
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from pimpasa.foundation.tasks.runs import noted

# Schedules are in UTC; a machine that was off at the hour does the task once when it is on again.
EVERY_MINUTE = "* * * * *"
NIGHTLY = "15 18 * * *"  # 01.15 WIB, 03.15 WIT

Periodic = Callable[[], object]


def every(schedule: str, *, name: str) -> Callable[[Periodic], Periodic]:
    """Runs the function at each tick of the schedule, on one of all workers; two runs never overlap."""

    def declare(work: Periodic) -> Periodic:
        def run(timestamp: int) -> None:
            with noted(name):
                work()

        # Not retried: the next tick is the retry, and a second waiting run would stand in its way.
        task = app.task(name=name, lock=name, queueing_lock=name)(run)
        app.periodic(cron=schedule)(task)
        return work

    return declare


class Job:
    """Work that a deed leaves for later."""

    def __init__(self, name: str, work: Callable[..., object], retries: int) -> None:
        self.name, self.work = name, work
        strategy = RetryStrategy(max_attempts=retries, exponential_wait=4) if retries else None
        self._task = app.task(name=name, retry=strategy or False)(self.run)

    def run(self, **arguments: Any) -> None:
        with noted(self.name):
            self.work(**arguments)

    def __call__(self, **arguments: Any) -> None:
        """Does the work now."""
        self.work(**arguments)

    def defer(self, **arguments: Any) -> None:
        """Leaves the work to a worker, once the transaction that is open here is committed; lost with it otherwise."""
        self._task.defer(**arguments)


def job(*, name: str, retries: int = 5) -> Callable[[Callable[..., object]], Job]:
    """Makes the function a job; after a failure it waits 4, 16, 64 ... seconds before each of the retries."""

    def declare(work: Callable[..., object]) -> Job:
        return Job(name, work, retries)

    return declare
