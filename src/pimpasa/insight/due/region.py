"""Which offices of a region have most gaps. Offices are compared, never people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pimpasa.foundation.scope import Scope
from pimpasa.insight.due.lines import Group, Line
from pimpasa.insight.due.visits import Standing
from pimpasa.regions.models import ImmigrationOffice, OfficeJurisdiction

SHOWN = 10


@dataclass
class OfficeGaps:
    office: ImmigrationOffice
    villages: int = 0
    without_officer: int = 0
    unvisited: int = 0

    @property
    def number(self) -> int:
        return self.without_officer + self.unvisited


def region_groups(scope: Scope, villages: list[Standing], today: date) -> list[Group]:
    return [group for group in (_offices(villages, today), inferred_areas(scope)) if group.total]


def gaps_by_office(villages: Iterable[Standing], today: date) -> list[OfficeGaps]:
    """Those with any gap, most gaps first; a village without an officer is not counted as unvisited too."""
    found: dict[str, OfficeGaps] = {}
    for one in villages:
        office = one.assisted.office
        gaps = found.setdefault(office.pk, OfficeGaps(office))
        gaps.villages += 1
        gaps.without_officer += not one.officers
        gaps.unvisited += bool(one.officers) and one.is_unvisited(today)
    with_gaps = [gaps for gaps in found.values() if gaps.number]
    return sorted(with_gaps, key=lambda gaps: (-gaps.number, gaps.office.name))


def _offices(villages: Iterable[Standing], today: date) -> Group:
    found = gaps_by_office(villages, today)
    lines = [_office(gaps) for gaps in found[:SHOWN]]
    title = _("Kantor dengan kekurangan")
    return Group("offices", title, lines, len(found), reverse("assignments"), _("Semua penugasan"))


def _office(gaps: OfficeGaps) -> Line:
    villages = ngettext("dari %(number)d desa", "dari %(number)d desa", gaps.villages) % {"number": gaps.villages}
    detail = _("%(without)d tanpa Pimpasa, %(unvisited)d belum dikunjungi tiga bulan, %(villages)s.")
    return Line(
        words=gaps.office.name,
        detail=detail % {"without": gaps.without_officer, "unvisited": gaps.unvisited, "villages": villages},
        act=_("Lihat desanya"),
        url=f"{reverse('assisted-villages')}?{urlencode({'q': gaps.office.name})}",
    )


def inferred_areas(scope: Scope) -> Group:
    """Working areas that give no right yet: an office reads nothing from there until someone confirms them."""
    waiting = OfficeJurisdiction.objects.filter(confidence=OfficeJurisdiction.Confidence.INFERRED, office__ended=False)
    found = list(scope.limit_offices(waiting).select_related("office", "regency").order_by("office__name", "regency"))
    lines = [
        Line(
            words=f"{one.office.name}: {one.regency.name}",
            detail=_("Masih perkiraan. Kantor belum melihat desa di sana."),
            act=_("Pastikan"),
            url=reverse("jurisdictions"),
        )
        for one in found[:SHOWN]
    ]
    title = _("Wilayah kerja yang masih perkiraan")
    return Group("inferred", title, lines, len(found), reverse("jurisdictions"), _("Semua wilayah kerja"))
