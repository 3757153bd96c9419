"""Starts the embedded database for whoever needs it, and stops it when the last one leaves."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from pimpasa.foundation.database import postmaster
from pimpasa.foundation.database.account import account_for
from pimpasa.foundation.database.cluster import create_if_missing
from pimpasa.foundation.database.connection import uses_own_server
from pimpasa.foundation.database.errors import folder_not_writable
from pimpasa.foundation.database.locks import Membership, anyone_in, exclusive
from pimpasa.foundation.database.places import Places, current_places, make_folder
from pimpasa.foundation.database.programs import server_bin


class Server:
    """This process's use of the database. `release` stops it when nobody else uses it; with DATABASE_URL, nothing."""

    def __init__(self, places: Places | None = None, *, started: bool = False) -> None:
        self.places, self.started = places, started
        self._member = Membership(places.users) if places else None
        self._process = os.getpid()

    def release(self) -> None:
        """Ends this use; the last one to leave stops the database."""
        # A forked child holds a copy of this object; the use is its parent's.
        if self.places is None or self._member is None or self._process != os.getpid():
            return
        with exclusive(self.places.start_lock):
            self._member.end()
            self._member = None
            if not anyone_in(self.places.users):
                postmaster.stop(self.places, server_bin(self.places), account_for(self.places))


def ensure_running(*, durable: bool = True) -> Server:
    """Starts the database or joins the running one; does nothing with DATABASE_URL.

    `durable=False` is for tests alone: a power cut may lose data.
    """
    if uses_own_server():
        return Server()
    places = current_places()
    with exclusive(places.start_lock):
        started = postmaster.ask(places) is not postmaster.Answer.OURS
        if started:
            _start(places, durable=durable)
        return Server(places, started=started)


@contextmanager
def running(*, durable: bool = True) -> Iterator[Server]:
    server = ensure_running(durable=durable)
    try:
        yield server
    finally:
        server.release()


def _start(places: Places, *, durable: bool) -> None:
    try:
        for folder in (places.base.parent, places.base, places.sockets.parent, places.users):
            make_folder(folder, 0o700 if folder == places.users else 0o755)
    except OSError as reason:
        raise folder_not_writable(places.base, reason) from reason
    account = account_for(places)
    programs = server_bin(places)
    create_if_missing(places, programs, account, durable=durable)
    postmaster.start(places, programs, account, durable=durable)
