"""The worker as a process of its own beside the site: started anew when it dies, ended with the one who started it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from time import sleep

SUPERVISOR = "PIMPASA_SUPERVISOR"
# A worker that cannot start, because the database is away, must not keep the machine busy.
PAUSES = (1, 2, 5, 15, 60)
LONG_ENOUGH = 60.0
GRACE_SECONDS = 15


@contextmanager
def worker_beside() -> Iterator[None]:
    """Runs one worker until the block is left."""
    ending = Event()
    supervision = Thread(target=_supervise, args=[ending], name="tasks", daemon=True)
    supervision.start()
    try:
        yield
    finally:
        ending.set()
        supervision.join(GRACE_SECONDS + 5)


def end_with_supervisor() -> None:
    """Ends this process at once when the one that started it was killed: what it holds must be free for the next."""
    if supervisor := os.environ.get(SUPERVISOR):
        Thread(target=_watch, args=[int(supervisor)], name="supervisor", daemon=True).start()


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        sleep(0.5)
    os._exit(1)


def _supervise(ending: Event) -> None:
    failures = 0
    while not ending.is_set():
        worker = _start()
        lived = _lived_until(worker, ending)
        was_killed = worker.returncode < 0  # from outside: nothing says that it could not start
        failures = 0 if lived > LONG_ENOUGH or was_killed else failures + 1
        ending.wait(PAUSES[min(failures, len(PAUSES)) - 1] if failures else PAUSES[0])


def _start() -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C in the terminal comes to us, and we end the worker in order.
    return subprocess.Popen(
        [sys.executable, "-m", "pimpasa.foundation.tasks"],
        env={**os.environ, SUPERVISOR: str(os.getpid())},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )


def _lived_until(worker: subprocess.Popen[bytes], ending: Event) -> float:
    """Seconds until the worker died by itself, or was ended because we end."""
    lived = 0.0
    while worker.poll() is None and not ending.wait(0.5):
        lived += 0.5
    if worker.poll() is None:
        _end(worker)
    return lived


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
