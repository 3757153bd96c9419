"""Which office serves a place, and which lie near: answered from memory, refreshed every minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from pimpasa.regions.gazetteer import gazetteer
from pimpasa.regions.models import ImmigrationOffice, OfficeJurisdiction
from pimpasa.regions.points import Point, point_book

REFRESH_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Office:
    """One immigration office as last loaded; empty text means not known."""

    code: str
    name: str
    office_class: str
    kind: str
    regency_code: str
    regency: str
    province: str
    address: str
    phone: str
    source_url: str
    as_of: str

    @property
    def is_regional(self) -> bool:
        return self.kind == ImmigrationOffice.Kind.REGIONAL

    @property
    def point(self) -> Point | None:
        """The middle of the office's regency: offices have no measured place yet."""
        return point_book().of(self.regency_code)


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """That an office serves a regency, and how well that is known."""

    office: Office
    regency_code: str
    confirmed: bool
    primary: bool
    source_url: str
    as_of: str
    note: str


@dataclass(frozen=True, slots=True)
class ServingOffice:
    """The office to show for a regency, and any others that a source names for it."""

    office: Office
    confirmed: bool
    source_url: str
    as_of: str
    note: str
    others: tuple[Jurisdiction, ...]

    @property
    def confidence(self) -> str:
        return "confirmed" if self.confirmed else "inferred"


@dataclass(frozen=True, slots=True)
class NearbyOffice:
    office: Office
    km: int


@dataclass(frozen=True, slots=True)
class OfficeBook:
    """All living offices and jurisdictions at one moment."""

    offices: dict[str, Office]
    by_regency: dict[str, tuple[Jurisdiction, ...]]
    by_office: dict[str, tuple[Jurisdiction, ...]]


class _Shelf:
    """Holds the current book; replaced whole, so readers never see half of one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._book: OfficeBook | None = None
        self._read_at = 0.0
        self.edition = 0

    def book(self) -> OfficeBook:
        if (book := self._fresh()) is not None:
            return book
        with self._lock:
            # Whoever waited here finds what the first one read.
            if (book := self._fresh()) is None:
                book = self._book = read_office_book()
                self._read_at = monotonic()
                self.edition += 1
            return book

    def _fresh(self) -> OfficeBook | None:
        return self._book if monotonic() - self._read_at < REFRESH_SECONDS else None

    def forget(self) -> None:
        self._book = None


_shelf = _Shelf()
forget_offices = _shelf.forget


def office_book() -> OfficeBook:
    return _shelf.book()


def office_name(code: str) -> str | None:
    """None for an office that does not exist or has ended."""
    office = office_book().offices.get(code)
    return office.name if office else None


def stamp() -> int:
    """Changes whenever the offices have been read anew; pages made before may then be out of date."""
    office_book()
    return _shelf.edition


def read_office_book() -> OfficeBook:
    offices = {row.code: _office(row) for row in ImmigrationOffice.objects.filter(ended=False)}
    rows = [
        _jurisdiction(offices[row.office_id], row)
        for row in OfficeJurisdiction.objects.exclude(confidence=OfficeJurisdiction.Confidence.REJECTED).order_by(
            "regency_id", "-is_primary", "office_id"
        )
        if row.office_id in offices
    ]
    by_regency = _grouped((row.regency_code, row) for row in rows)
    return OfficeBook(offices, by_regency, _grouped((row.office.code, row) for row in rows))


def _grouped(pairs: Iterable[tuple[str, Jurisdiction]]) -> dict[str, tuple[Jurisdiction, ...]]:
    groups: dict[str, list[Jurisdiction]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return {key: tuple(group) for key, group in groups.items()}


def _office(row: ImmigrationOffice) -> Office:
    places = gazetteer()
    return Office(
        code=row.code,
        name=row.name,
        office_class=row.office_class,
        kind=row.kind,
        regency_code=row.regency_id,
        regency=places.area_name(row.regency_id) or row.regency_id,
        province=places.area_name(row.regency_id[:2]) or row.regency_id[:2],
        address=row.address,
        phone=row.phone,
        source_url=row.source_url if row.source_url.startswith(("http://", "https://")) else "",
        as_of=row.as_of,
    )


def _jurisdiction(office: Office, row: OfficeJurisdiction) -> Jurisdiction:
    return Jurisdiction(
        office=office,
        regency_code=row.regency_id,
        confirmed=row.confidence == OfficeJurisdiction.Confidence.CONFIRMED,
        primary=row.is_primary,
        source_url=row.source_url if row.source_url.startswith(("http://", "https://")) else "",
        as_of=row.as_of,
        note=row.note,
    )


def serving_office(code: str) -> ServingOffice | None:
    """The office for a regency, or for anything inside it; None when no office is known."""
    rows = office_book().by_regency.get(code[:5], ())
    if not rows:
        return None
    # A rejected primary is gone from the book; then the surest of the others stands in for it.
    first = min(rows, key=lambda row: (not row.primary, not row.confirmed))
    others = tuple(row for row in rows if row is not first)
    return ServingOffice(first.office, first.confirmed, first.source_url, first.as_of, first.note, others)


def nearby_offices(place: str | Point, limit: int = 4, without: frozenset[str] = frozenset()) -> list[NearbyOffice]:
    """Offices by rough straight-line distance, from region points: for an idea, not for a route."""
    point = point_book().of(place) if isinstance(place, str) else place
    if point is None:
        return []
    found = [
        NearbyOffice(office, round(point.km_to(there)))
        for office in office_book().offices.values()
        if not office.is_regional and office.code not in without and (there := office.point)
    ]
    return sorted(found, key=lambda one: (one.km, one.office.code))[:limit]
