"""Locks between processes that vanish with their holder, however it dies."""

import os
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pimpasa.foundation.database.private_files import open_private

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        # flock, not lockf: it belongs to the open file, so two threads of one process exclude each other too.
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def try_lock(path: Path) -> IO[bytes] | None:
    """The held lock, or None when another holds it; closing the file gives it back."""
    file = open_private(path, os.O_RDWR)
    try:
        _take(file)
    except OSError:
        file.close()
        return None
    return file


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Waits as long as it takes: the holder is starting the database, and only a living process holds it."""
    while (lock := try_lock(path)) is None:
        time.sleep(0.05)
    try:
        yield
    finally:
        lock.close()


class Membership:
    """One use of the database by this process, seen by others until it ends or the process dies."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{os.getpid()}-{secrets.token_hex(4)}"
        lock = try_lock(self._path)
        assert lock is not None, "the name is random: nobody else can hold it"
        self._lock = lock

    def end(self) -> None:
        self._lock.close()
        self._path.unlink(missing_ok=True)


def anyone_in(folder: Path) -> bool:
    """Whether a living process uses the database; clears what the dead left. Call it under the start lock."""
    held = [_is_held(path) for path in folder.glob("*-*")]  # all are looked at, so that every dead one goes
    return any(held)


def _is_held(path: Path) -> bool:
    if (lock := try_lock(path)) is None:
        return True
    lock.close()
    path.unlink(missing_ok=True)
    return False
