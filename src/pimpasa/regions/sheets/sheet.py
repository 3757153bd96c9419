"""The public side: what is known of an office on a day, and what is not. Answered from memory, at most 30 s old."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from time import monotonic

from django.utils.functional import Promise

from pimpasa.regions.queries import office_book
from pimpasa.regions.sheets.models import OfficeStatement
from pimpasa.regions.sheets.subjects import ASKING, EXPECTED, Subject
from pimpasa.regions.sheets.values import digits

REFRESH_SECONDS = 30.0
ORDER = {subject: place for place, subject in enumerate(Subject)}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement in force, with all that must stand beside it."""

    subject: Subject
    value: str
    source: str
    checked_on: date
    expires_on: date

    @property
    def label(self) -> str | Promise:
        return self.subject.label

    @property
    def day(self) -> date | None:
        """The value of a subject that is a date."""
        return date.fromisoformat(self.value) if self.subject == Subject.ELECTRONIC_ONLY_SINCE else None

    @property
    def link(self) -> str:
        """Where a tap leads: a call, a chat, a letter, a page; else empty."""
        makers = {
            Subject.PHONE: lambda: "tel:" + re.sub(r"[^\d+]", "", self.value),
            Subject.WHATSAPP: lambda: "https://wa.me/" + re.sub(r"\A0", "62", digits(self.value)),
            Subject.EMAIL: lambda: "mailto:" + self.value,
            Subject.WEBSITE: lambda: self.value,
        }
        return makers[self.subject]() if self.subject in makers else ""

    @property
    def source_link(self) -> str:
        return self.source if re.fullmatch(r"https?://\S+", self.source) else ""


@dataclass(frozen=True, slots=True)
class OlderValue:
    """What the shipped list of offices says: never confirmed by the office, so only with its date."""

    value: str
    as_of: str
    source_url: str


@dataclass(frozen=True, slots=True)
class MissingSubject:
    subject: Subject
    older: OlderValue | None

    @property
    def label(self) -> str | Promise:
        return self.subject.label

    @property
    def how_to_find_out(self) -> Promise:
        return ASKING[self.subject].how_to_find_out


@dataclass(frozen=True, slots=True)
class OfficeSheet:
    office_code: str
    on: date
    statements: tuple[Statement, ...]
    missing: tuple[MissingSubject, ...]

    def about(self, subject: str) -> tuple[Statement, ...]:
        return tuple(one for one in self.statements if one.subject == subject)

    @property
    def electronic_only_since(self) -> date | None:
        """None when nobody has said; then the answer must ask the office, not assume."""
        return next((one.day for one in self.about(Subject.ELECTRONIC_ONLY_SINCE)), None)


def sheet_of(office_code: str, on: date) -> OfficeSheet:
    """What holds on that day; an unknown office has a sheet on which everything is missing."""
    known = tuple(
        one for one in _shelf.open_statements().get(office_code, ()) if one.checked_on <= on <= one.expires_on
    )
    said = {one.subject for one in known}
    missing = tuple(
        MissingSubject(subject, _older(office_code, subject)) for subject in EXPECTED if subject not in said
    )
    return OfficeSheet(office_code, on, known, missing)


def _older(office_code: str, subject: Subject) -> OlderValue | None:
    office = office_book().offices.get(office_code)
    value = {Subject.ADDRESS: office.address, Subject.PHONE: office.phone}.get(subject) if office else None
    return OlderValue(value, office.as_of, office.source_url) if office and value else None


class _Shelf:
    """Holds all open statements; replaced whole, so readers never see half of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[str, tuple[Statement, ...]] | None = None
        self._read_at = 0.0
        self.edition = 0

    def open_statements(self) -> dict[str, tuple[Statement, ...]]:
        with self._lock:
            if self._held is None or monotonic() - self._read_at >= REFRESH_SECONDS:
                self._held = _by_office(OfficeStatement.objects.open())
                self._read_at = monotonic()
                self.edition += 1
            return self._held

    def forget(self) -> None:
        self._held = None


def _by_office(rows: Iterable[OfficeStatement]) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, list[Statement]] = {}
    for row in rows:
        one = Statement(Subject(row.subject), row.value, row.source, row.checked_on, row.expires_on)
        found.setdefault(row.office_id, []).append(one)
    return {office: tuple(sorted(group, key=lambda one: ORDER[one.subject])) for office, group in found.items()}


_shelf = _Shelf()
forget_sheets = _shelf.forget


def stamp() -> int:
    """Changes whenever the sheets have been read anew."""
    _shelf.open_statements()
    return _shelf.edition
