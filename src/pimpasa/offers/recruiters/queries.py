"""A signal as one person may see it: the own villages by name and number, small numbers of others only as small."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from pimpasa.accounts.access import villages_where
from pimpasa.accounts.models import User
from pimpasa.foundation.counts import SMALL
from pimpasa.foundation.scope import Scope
from pimpasa.regions.models import ImmigrationOffice, OfficeJurisdiction

from .kinds import Kind
from .models import RecruiterFiling, RecruiterMark, RecruiterObjection, RecruiterSignal, SignalReading, SignalStep
from .policies import PASS_SIGNAL, SEE_SIGNALS


@dataclass(frozen=True)
class Counts:
    filings: int
    villages: int
    staff: int
    first_on: date | None
    last_on: date | None


@dataclass(frozen=True)
class VillageCount:
    name: str
    district: str
    filings: int


@dataclass(frozen=True)
class Link:
    """One fingerprint that several filings share. `mark` names it in a form; what it was nobody can say."""

    mark: int
    label: str
    kind: str
    own: int
    elsewhere: str
    is_cut: bool
    cut_reason: str


@dataclass(frozen=True)
class SeenSignal:
    signal: RecruiterSignal
    own: Counts
    villages: list[VillageCount]
    # What other offices have, by name of the count; empty where all of it is one's own.
    elsewhere: dict[str, str]
    other_offices: list[str]
    # Of the whole signal only by month: a day could be one filing's.
    months: tuple[date, date] | None
    links: list[Link]
    objections: list[RecruiterObjection]
    steps: list[SignalStep]
    readings: list[SignalReading]
    may_pass: bool

    @property
    def only_names_link(self) -> bool:
        return all(link.kind == Kind.AGENCY for link in self.links if not link.is_cut)


def few(number: int) -> str:
    """As whoever does not own them may read it."""
    if number == 0:
        return "–"
    return _("kurang dari 5") if number < SMALL else str(number)


def seen_by(signal: RecruiterSignal, user: User) -> SeenSignal:
    scope = villages_where(user, SEE_SIGNALS)
    rows = list(_counted(signal))
    own, others = _parted(rows, scope)
    return SeenSignal(
        signal=signal,
        own=_counts(own),
        villages=_by_village(own),
        elsewhere=_elsewhere(others),
        other_offices=_offices_of(others, scope),
        months=_months(rows),
        links=_links(signal, own, others),
        objections=_objections(signal),
        steps=list(signal.steps.select_related("recorded_by")),
        readings=list(signal.readings.select_related("reader")),
        may_pass=any(villages_where(user, PASS_SIGNAL).contains(one.village_id) for one in rows),
    )


def _counted(signal: RecruiterSignal) -> Iterable[RecruiterFiling]:
    counted = RecruiterFiling.objects.filter(memberships__signal=signal, memberships__counted=True)
    return counted.select_related("village__parent").order_by("village__name", "village")


def _parted(rows: Iterable[RecruiterFiling], scope: Scope) -> tuple[list[RecruiterFiling], list[RecruiterFiling]]:
    own = [one for one in rows if scope.contains(one.village_id)]
    return own, [one for one in rows if not scope.contains(one.village_id)]


def _counts(rows: list[RecruiterFiling]) -> Counts:
    days = [one.filed_on for one in rows]
    return Counts(
        filings=len(rows),
        villages=len({one.village_id for one in rows}),
        staff=len({one.confirmed_by_id for one in rows}),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
    )


def _by_village(rows: list[RecruiterFiling]) -> list[VillageCount]:
    numbers = Counter(one.village_id for one in rows)
    villages = {one.village_id: one.village for one in rows}
    return [
        VillageCount(one.name, one.parent.name if one.parent else "", numbers[code]) for code, one in villages.items()
    ]


def _elsewhere(others: list[RecruiterFiling]) -> dict[str, str]:
    if not others:
        return {}
    counts = _counts(others)
    return {name: few(getattr(counts, name)) for name in ("villages", "filings", "staff")}


def _offices_of(rows: list[RecruiterFiling], scope: Scope) -> list[str]:
    regencies = {".".join(one.village_id.split(".")[:2]) for one in rows}
    confirmed = OfficeJurisdiction.objects.filter(
        confidence=OfficeJurisdiction.Confidence.CONFIRMED, regency__in=regencies, office__ended=False
    )
    offices = ImmigrationOffice.objects.filter(pk__in=confirmed.values("office")).exclude(pk__in=scope.offices)
    return list(offices.order_by("name").values_list("name", flat=True))


def _months(rows: list[RecruiterFiling]) -> tuple[date, date] | None:
    days = [one.filed_on for one in rows]
    return (min(days).replace(day=1), max(days).replace(day=1)) if days else None


def _links(signal: RecruiterSignal, own: list[RecruiterFiling], others: list[RecruiterFiling]) -> list[Link]:
    """Those that two filings or more share, lettered within their kind in the order they came."""
    groups: dict[bytes, list[RecruiterMark]] = {}
    for mark in RecruiterMark.objects.filter(filing__memberships__signal=signal).order_by("pk"):
        groups.setdefault(bytes(mark.fingerprint), []).append(mark)
    shared = [marks for marks in groups.values() if len(marks) > 1]
    seen: Counter[str] = Counter()
    mine, theirs = {one.pk for one in own}, {one.pk for one in others}
    links = []
    for marks in shared:
        seen[marks[0].kind] += 1
        links.append(_link(marks, seen[marks[0].kind], mine, theirs))
    return links


def _link(marks: list[RecruiterMark], number: int, mine: set[UUID], theirs: set[UUID]) -> Link:
    first, cut = marks[0], next((one for one in marks if one.cut_at), None)
    return Link(
        mark=first.pk,
        label=f"{str(Kind(first.kind).label).capitalize()} {number}",
        kind=first.kind,
        own=sum(one.filing_id in mine for one in marks),
        elsewhere=few(sum(one.filing_id in theirs for one in marks)),
        is_cut=cut is not None,
        cut_reason=str(cut.get_cut_reason_display()) if cut else "",
    )


def _objections(signal: RecruiterSignal) -> list[RecruiterObjection]:
    """Unanswered ones against a fingerprint that still links something here."""
    marks = RecruiterMark.objects.filter(filing__memberships__signal=signal, cut_at=None)
    return list(RecruiterObjection.objects.filter(answered_by=None, fingerprint__in=marks.values("fingerprint")))
