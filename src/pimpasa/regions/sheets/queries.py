"""What staff see of the sheets: all offices with what is missing, and one office with its whole history."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.audit.queries import who_did
from pimpasa.regions.models import ImmigrationOffice
from pimpasa.regions.sheets.models import OfficeStatement, StatementWithdrawal
from pimpasa.regions.sheets.subjects import ASKING, EXPECTED, SEVERAL_AT_ONCE, Subject


@dataclass(frozen=True)
class OfficeState:
    """How complete one office's sheet is on a day."""

    office: ImmigrationOffice
    in_force: int
    expired: int
    missing: int
    next_expiry: date | None

    @property
    def is_complete(self) -> bool:
        return not self.expired and not self.missing


ORDERS: dict[str, tuple[str | Promise, Callable[[OfficeState], Any]]] = {
    "nama": (_("nama"), lambda one: one.office.name),
    "wilayah": (_("wilayah"), lambda one: (one.office.regency_id, one.office.name)),
    "kurang": (_("paling banyak yang belum ada"), lambda one: (-one.missing, one.office.name)),
    "lewat": (_("paling banyak yang lewat"), lambda one: (-one.expired, one.office.name)),
    "habis": (_("paling cepat habis"), lambda one: (one.next_expiry or date.max, one.office.name)),
}
FIRST_ORDER = "nama"


def office_states(codes: frozenset[str], on: date, search: str = "", order: str = FIRST_ORDER) -> list[OfficeState]:
    """Of these offices, each one in use whose name or place holds all words of the search."""
    words = search.casefold().split()
    offices = [office for office in _offices_in_use(codes) if all(word in _findable(office) for word in words)]
    by_office = _grouped(OfficeStatement.objects.open().filter(office__in=codes))
    states = [_state(office, by_office.get(office.pk, []), on) for office in offices]
    return sorted(states, key=ORDERS.get(order, ORDERS[FIRST_ORDER])[1])


def _offices_in_use(codes: frozenset[str]) -> Iterable[ImmigrationOffice]:
    return ImmigrationOffice.objects.filter(ended=False, pk__in=codes).select_related("regency")


def _findable(office: ImmigrationOffice) -> str:
    return f"{office.name} {office.code} {office.regency.name}".casefold()


def _grouped(rows: Iterable[OfficeStatement]) -> dict[str, list[OfficeStatement]]:
    found: dict[str, list[OfficeStatement]] = {}
    for row in rows:
        found.setdefault(row.office_id, []).append(row)
    return found


def _state(office: ImmigrationOffice, rows: list[OfficeStatement], on: date) -> OfficeState:
    valid = [row for row in rows if row.checked_on <= on <= row.expires_on]
    expired = sum(row.expires_on < on for row in rows)
    missing = len(set(EXPECTED) - {row.subject for row in valid})
    return OfficeState(office, len(valid), expired, missing, min((row.expires_on for row in valid), default=None))


@dataclass(frozen=True)
class StatementRow:
    """One statement in its state; `state` is also the badge's name."""

    statement: OfficeStatement
    state: str
    entered_by: str
    reason: str

    @property
    def state_words(self) -> str | Promise:
        return STATES[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in ("in_force", "expired")


STATES = {
    "in_force": _("berlaku"),
    "expired": _("lewat, periksa lagi"),
    "replaced": _("diganti"),
    "withdrawn": _("dicabut"),
}


@dataclass(frozen=True)
class SubjectBlock:
    """All that was ever said of one subject, the newest first."""

    subject: Subject
    current: tuple[StatementRow, ...]
    history: tuple[StatementRow, ...]

    @property
    def to_write(self) -> Promise:
        return ASKING[self.subject].to_write

    @property
    def takes_another(self) -> bool:
        """Whether a new statement stands beside the current ones rather than in their place."""
        return not self.current or self.subject in SEVERAL_AT_ONCE


def subject_blocks(office: ImmigrationOffice, on: date) -> list[SubjectBlock]:
    statements = list(office.statements.order_by("-recorded_at", "-id"))
    reasons = {row.statement_id: row.reason for row in StatementWithdrawal.objects.filter(statement__in=statements)}
    replaced = {row.replaces_id for row in statements}
    people = who_did("enter-statement", statements)
    rows = [
        StatementRow(one, _state_of(one, reasons, replaced, on), people.get(str(one.pk), ""), reasons.get(one.pk, ""))
        for one in statements
    ]
    return [_block(subject, [row for row in rows if row.statement.subject == subject]) for subject in Subject]


def _block(subject: Subject, rows: list[StatementRow]) -> SubjectBlock:
    current = tuple(row for row in rows if row.is_open)
    return SubjectBlock(subject, current, tuple(row for row in rows if not row.is_open))


def _state_of(one: OfficeStatement, reasons: dict[Any, str], replaced: set[Any], on: date) -> str:
    if one.pk in reasons:
        return "withdrawn"
    if one.pk in replaced:
        return "replaced"
    return "expired" if one.expires_on < on else "in_force"
