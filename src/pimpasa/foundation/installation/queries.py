"""Who runs this site now: answered from memory, read anew every minute, so that all processes agree soon."""

from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from pimpasa.foundation import retention

if TYPE_CHECKING:
    from .models import Installation

REFRESH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom people ask about their data."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class CurrentInstallation:
    """The installation at one moment; by default nobody has set it up."""

    operator: str = ""
    office_code: str = ""
    contact: Contact = Contact()
    is_demonstration: bool = False
    set_up_at: datetime | None = None
    changed_days: tuple[tuple[str, int], ...] = ()
    version: int = 0

    @property
    def is_set_up(self) -> bool:
        return self.set_up_at is not None

    def retention(self, subject: str) -> int:
        """Days that a subject is kept. Raises KeyError for what no part declares."""
        declared = retention.rules()[subject].days
        return dict(self.changed_days).get(subject, declared)


class _Shelf:
    """Holds what was read last; replaced whole, so readers never see half of one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: CurrentInstallation | None = None
        self._read_at = 0.0

    def current(self) -> CurrentInstallation:
        if (held := self._fresh()) is not None:
            return held
        with self._lock:
            # Whoever waited here finds what the first one read.
            if (held := self._fresh()) is None:
                held = read()
                self.hold(held, monotonic())
            return held

    def hold(self, what: CurrentInstallation, read_at: float) -> None:
        self._held, self._read_at = what, read_at

    def _fresh(self) -> CurrentInstallation | None:
        return self._held if monotonic() - self._read_at < REFRESH_SECONDS else None

    def forget(self) -> None:
        self._held = None


_shelf = _Shelf()
forget = _shelf.forget
hold = _shelf.hold


def current() -> CurrentInstallation:
    return _shelf.current()


def stamp() -> CurrentInstallation:
    """Changes whenever anything about the installation does; pages made before are then out of date."""
    return _shelf.current()


def read() -> CurrentInstallation:
    """Straight from the database."""
    # The package is imported before Django's models may be.
    from .models import Installation

    row = Installation.objects.first()
    return _as_it_is(row) if row else CurrentInstallation()


def _as_it_is(row: "Installation") -> CurrentInstallation:
    return CurrentInstallation(
        operator=row.operator,
        office_code=row.office_code,
        contact=Contact(row.contact_name, row.contact_email, row.contact_phone, row.contact_address),
        is_demonstration=row.is_demonstration,
        set_up_at=row.set_up_at,
        changed_days=tuple(sorted(row.retention.items())),
        version=row.version,
    )
