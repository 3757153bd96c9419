"""One stretch of the log, newest first, and the whole of it as a table file."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from uuid import UUID

from django.db.models import Q, QuerySet

from pimpasa.accounts.audit_log.details import area_names, told
from pimpasa.accounts.audit_log.wording import kind_words, words_of
from pimpasa.foundation.audit.models import AuditEntry

ROWS_A_PAGE = 50
# More is a matter for the database's own tools; a browser gives up before.
MOST_EXPORTED = 100_000
HEAD = ("waktu", "pelaku", "perbuatan", "kode perbuatan", "jenis", "nomor", "rincian")
# A table program would read these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    entry: AuditEntry
    deed: str
    kind: str
    # In words; the codes themselves go into the table file.
    details: list[tuple[str, str]]


@dataclass(frozen=True)
class Stretch:
    lines: list[Line]
    # Where the next, older stretch begins; None at the end.
    older: UUID | None


def stretch(entries: QuerySet[AuditEntry], before: UUID | None) -> Stretch:
    """By the entry before it, not by number: a log that grows while one reads would shift, and counting reads all."""
    rows = entries.select_related("actor").order_by("-recorded_at", "-id")
    if before and (last := AuditEntry.objects.filter(pk=before).first()):
        rows = rows.filter(Q(recorded_at__lt=last.recorded_at) | Q(recorded_at=last.recorded_at, id__lt=last.pk))
    found = list(rows[: ROWS_A_PAGE + 1])
    shown = found[:ROWS_A_PAGE]
    return Stretch(as_lines(shown), shown[-1].pk if len(found) > ROWS_A_PAGE else None)


def as_lines(entries: list[AuditEntry]) -> list[Line]:
    areas = area_names(entries)
    return [
        Line(entry, words_of(entry.verb), kind_words(entry.object_kind), told(entry.details, areas))
        for entry in entries
    ]


def csv_rows(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    rows = entries.select_related("actor").order_by("recorded_at", "id")[:MOST_EXPORTED]
    yield "\ufeff" + _row(HEAD)
    for entry in rows.iterator(chunk_size=1000):
        actor = str(entry.actor) if entry.actor else ""
        details = json.dumps(entry.details, sort_keys=True)
        what = (words_of(entry.verb), entry.verb, entry.object_kind, entry.object_id, details)
        yield _row((entry.recorded_at.isoformat(), actor, *what))


def _row(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue()
