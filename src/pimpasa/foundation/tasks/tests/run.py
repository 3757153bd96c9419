"""Running in a test, here and now, what a deed left for a worker."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def waiting(name: str) -> list[dict]:
    """The arguments of every job of this name that waits, in the order they were deferred."""
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=name, status="todo").order_by("id")]


def run_waiting_jobs() -> int:
    """Does every waiting job in this process; a failure is raised."""
    jobs = list(ProcrastinateJob.objects.filter(status="todo").order_by("id"))
    for job in jobs:
        app.tasks[job.task_name](**job.args)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job.id])
    return len(jobs)


def apart(work: Callable[[], Any]) -> Any:
    """In a thread of its own, as the worker has: the browser of another test may run a loop in this one."""

    def whole() -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(whole).result()
