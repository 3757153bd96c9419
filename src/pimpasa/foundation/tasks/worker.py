"""The worker: takes jobs out of the queue and defers periodic tasks. Several may run, on several machines."""

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string
from procrastinate import App
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.periodic import PeriodicDeferrer
from procrastinate.psycopg_connector import PsycopgConnector

from pimpasa.foundation.tasks.upkeep import rescue

# A machine that is off at night, or for weeks, does what it missed once when it is on again.
LONGEST_ABSENCE = 40 * 24 * 3600
RESCUE_SECONDS = 30
# For a loop that has just begun something; the process that watches us waits a little longer.
GRACE_SECONDS = 4


def work(*, once: bool = False) -> None:
    """Works until told to end; with `once`, until nothing due is left."""
    # psycopg cannot use the loop that Windows takes by itself.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop if sys.platform == "win32" else None) as runner:
        if once:
            runner.run(_work_once())
            return
        with loops_beside():
            runner.run(_work_on())


@contextmanager
def loops_beside() -> Iterator[None]:
    """What never rests and is too quick for a queue, each in a thread of this process: a further one costs 50 MB."""
    over = Event()
    loops = [Thread(target=import_string(path), args=[over], name=path, daemon=True) for path in settings.BESIDE_TASKS]
    for loop in loops:
        loop.start()
    try:
        yield
    finally:
        over.set()
        for loop in loops:
            loop.join(GRACE_SECONDS)


def worker_app() -> App:
    """The same tasks over connections of the worker's own; what a task itself defers stays in its transaction."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=3)
    own = DjangoApp(
        connector=connector,
        import_paths=settings.TASKS,
        worker_defaults={"name": "pimpasa", "delete_jobs": "successful", "task_middleware": [let_go]},
        periodic_defaults={"max_delay": LONGEST_ABSENCE},
    )
    own.tasks, own.periodic_registry = app.tasks, app.periodic_registry
    return own


def let_go(call_next: Callable[[], Any], *_: object) -> Any:
    """An idle worker holds no connection of a task: each costs the server some megabytes."""
    try:
        return call_next()
    finally:
        connections.close_all()


async def _work_on() -> None:
    async with worker_app().open_async() as own:
        rescuer = asyncio.create_task(_rescue_on(own))
        try:
            await own.run_worker_async(fetch_job_polling_interval=15, shutdown_graceful_timeout=10)
        finally:
            await sync_to_async(connections.close_all)()
            rescuer.cancel()
            with suppress(asyncio.CancelledError):
                await rescuer


async def _rescue_on(own: App) -> None:
    while True:
        await rescue(own)
        await asyncio.sleep(RESCUE_SECONDS)


async def _work_once() -> None:
    async with worker_app().open_async() as own:
        own.perform_import_paths()  # type: ignore[no-untyped-call]  # procrastinate forgot its type
        await rescue(own)
        deferrer = PeriodicDeferrer(own.periodic_registry, max_delay=LONGEST_ABSENCE)
        await deferrer.defer_jobs(deferrer.get_previous_tasks(at=time.time()))
        await own.run_worker_async(wait=False, listen_notify=False, install_signal_handlers=False)
        await sync_to_async(connections.close_all)()
