"""A list that the main office sent: some names stand in two kecamatan, so a person must choose."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from pimpasa.config.demonstration.stage import MAIN, Stage
from pimpasa.fieldwork.register.models import DoubtfulVillage, Import
from pimpasa.regions.gazetteer import Match, gazetteer
from pimpasa.regions.matching import AMBIGUOUS
from pimpasa.regions.models import Region

FILE, MOST = "peragaan-daftar-desa.csv", 3
Written = dict[str, str]


def send_list(stage: Stage) -> None:
    """As `read_import` and `apply_import` of a list in which only the doubtful rows are new."""
    at, head = stage.dice.working_time(stage.ago(6)), stage.heads[MAIN]
    site = next(one for one in stage.places.sites if one.office.pk == MAIN)
    rows = list(_twice_named(site.village.pk[:5]))
    counts = {"rows": len(rows), "checked": len(rows), "new": 0, "known": 0, "doubtful": len(rows), "wrong": 0}
    kept = Import(
        id=stage.dice.key(at),
        kind=Import.Kind.VILLAGES,
        office=site.office,
        file_name=FILE,
        state=Import.State.APPLIED,
        counts=counts | {"ignored": [], "created": {"doubtful": len(rows)}},
        by=head,
        recorded_at=at,
        applied_at=at + timedelta(minutes=4),
    )
    details = {"kind": kept.kind, "office": site.office.pk, "rows": len(rows)}
    stage.ledger.deed(at, head, "read-import", stage.ledger.add(kept), **details)
    stage.ledger.deed(at + timedelta(minutes=4), head, "apply-import", kept, **details)
    for line, (written, match) in enumerate(rows, start=2):
        stage.ledger.add(_doubt(stage, kept, line, written, match))


def _doubt(stage: Stage, kept: Import, line: int, written: Written, match: Match) -> DoubtfulVillage:
    assert kept.applied_at
    return DoubtfulVillage(
        id=stage.dice.key(kept.applied_at),
        office=kept.office,
        source=kept,
        line=line,
        candidates=[place.code for place in match.candidates],
        reason=match.reason[:400],
        recorded_at=kept.applied_at,
        **written,
    )


def _twice_named(regency: str) -> Iterator[tuple[Written, Match]]:
    """Rows without a kecamatan, for names that several villages of the regency bear."""
    area = Region.objects.select_related("parent").get(pk=regency)
    assert area.parent
    names = Region.objects.living().villages().under(regency).order_by("code").values_list("name", flat=True)
    found = 0
    for name in sorted(name for name, number in Counter(names).items() if number > 1):
        written = {"village": name, "district": "", "regency": area.name, "province": area.parent.name}
        match = gazetteer().match(*written.values())
        if match.status == AMBIGUOUS and found < MOST:
            found += 1
            yield written, match
