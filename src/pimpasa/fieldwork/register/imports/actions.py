"""An import from upload to confirmation. Until a person confirms nothing is created; confirming is one transaction."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.asked_once import asked_once
from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.actions.assignments import assign
from pimpasa.fieldwork.register.actions.villages import propose_village
from pimpasa.fieldwork.register.guards import guard_office
from pimpasa.fieldwork.register.imports.applying import OfficerRows, Progress, VillageRows
from pimpasa.fieldwork.register.imports.checking.officers import check_officer
from pimpasa.fieldwork.register.imports.checking.rows import DOUBTFUL, KNOWN, NEW, WRONG, Checked
from pimpasa.fieldwork.register.imports.checking.villages import check_village
from pimpasa.fieldwork.register.imports.known import KnownOfficers, KnownVillages
from pimpasa.fieldwork.register.imports.reading import read_list
from pimpasa.fieldwork.register.models import (
    AssistedVillage,
    DoubtfulVillage,
    Import,
)
from pimpasa.fieldwork.register.policies import IMPORT
from pimpasa.foundation.audit.actions import record
from pimpasa.regions.models import ImmigrationOffice, Region

State = AssistedVillage.State
# As many as a page checks before it shows how far it is.
CHUNK = 1000


@dataclass(frozen=True)
class Upload:
    """A list as it was sent. `defaults` fill cells that the list leaves empty, such as one decree for all rows."""

    kind: str
    file_name: str
    content: bytes
    defaults: dict[str, str] = field(default_factory=dict)
    # Columns that are not read, even where the list has them.
    leave_out: frozenset[str] = frozenset()


@transaction.atomic
def read_import(upload: Upload, office: ImmigrationOffice, *, by: User | None, key: UUID | None = None) -> Import:
    """Keeps the rows as read; raises ValidationError for what is no list. The same key reads once."""
    guard_office(by, IMPORT, office.pk)
    if key and (known := Import.objects.filter(pk=key, office=office).first()):
        return known
    found = read_list(upload.kind, upload.file_name, upload.content)
    rows = [Checked(line, _filled(cells, upload), status="").as_row() for line, cells in found.rows]
    kept = Import(kind=upload.kind, office=office, file_name=upload.file_name[-120:], rows=rows, by=by)
    kept.pk, kept.counts = key or kept.pk, {"rows": len(rows), "checked": 0, "ignored": found.ignored}
    kept.save(force_insert=True)
    record(by, "read-import", kept, kind=upload.kind, office=office.pk, rows=len(rows))
    return kept


def check_more(kept: Import, *, by: User | None, most: int = CHUNK) -> int:
    """Checks the next rows and tells how many are left. Creates nothing."""
    with transaction.atomic():
        kept = Import.objects.select_for_update(of=("self",)).get(pk=kept.pk)
        start = int(kept.counts["checked"])
        if kept.state != Import.State.READ or start >= len(kept.rows):
            return 0
        rows = checked_rows(kept, by, start, start + most)
        kept.rows[start : start + most] = [one.as_row() for one in rows]
        kept.errors += [[one.line, column, message] for one in rows for column, message in one.errors]
        kept.counts["checked"] = start + len(rows)
        kept.counts |= _added(kept.counts, Counter(one.status for one in rows))
        kept.save(update_fields=["rows", "errors", "counts"])
        return len(kept.rows) - start - len(rows)


def checked_rows(kept: Import, by: User | None, start: int = 0, end: int | None = None) -> list[Checked]:
    """The rows read anew, against the register as it is now."""
    plain = [Checked(row["line"], row["cells"]) for row in kept.rows]
    if kept.kind == Import.Kind.OFFICERS:
        lines: dict[str, int] = {}
        for one in plain:
            lines.setdefault(one.cells.get("email", "").lower(), one.line)
        known = KnownOfficers(by, kept.office, {one.cells.get("email", "").lower() for one in plain[start:end]})
        return [check_officer(one, known, lines) for one in plain[start:end]]
    # Lines before the chunk were read already; their villages count as seen.
    seen = {code: row["line"] for row in reversed(kept.rows[:start]) for code in row["villages"]}
    villages = KnownVillages(by, kept.office)
    return [check_village(one, villages, seen) for one in plain[start:end]]


@transaction.atomic
def apply_import(kept: Import, *, by: User | None, progress: Progress | None = None) -> Import:
    """All rows that are right, or nothing. What is known already stays; doubtful villages wait for a person."""
    guard_office(by, IMPORT, kept.office_id)
    kept = Import.objects.select_for_update(of=("self",)).select_related("office").get(pk=kept.pk)
    if kept.state == Import.State.APPLIED:
        return kept
    require_checked(kept)
    rows = [one for one in checked_rows(kept, by) if one.status in (NEW, DOUBTFUL)]
    with asked_once(), _clashes_told():
        made = (OfficerRows if kept.kind == Import.Kind.OFFICERS else VillageRows)(kept, by, progress).apply(rows)
    kept.counts |= {"created": dict(+made)}
    kept.state, kept.applied_at, kept.rows = Import.State.APPLIED, timezone.now(), []
    kept.save(update_fields=["counts", "state", "applied_at", "rows"])
    record(by, "apply-import", kept, kind=kept.kind, office=kept.office_id, rows=len(rows))
    return kept


def require_checked(kept: Import) -> None:
    if kept.state not in (Import.State.READ, Import.State.APPLYING) or kept.counts["checked"] < len(kept.rows):
        raise ValidationError(_("Daftar ini belum selesai diperiksa atau sudah dibuang."))


@transaction.atomic
def discard_import(kept: Import, *, by: User | None) -> None:
    """Its rows go; that there was one stays."""
    guard_office(by, IMPORT, kept.office_id)
    kept = Import.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if kept.state != Import.State.READ:
        return
    kept.state, kept.rows = Import.State.DISCARDED, []
    kept.save(update_fields=["state", "rows"])
    record(by, "discard-import", kept, office=kept.office_id)


@transaction.atomic
def resolve_doubt(doubt: DoubtfulVillage, chosen: Region | None, *, by: User | None) -> DoubtfulVillage:
    """Takes the chosen village into the register, or assigns the row's officer to it. None: no village of ours."""
    guard_office(by, IMPORT, doubt.office_id)
    doubt = DoubtfulVillage.objects.select_for_update(of=("self",)).get(pk=doubt.pk)
    if doubt.resolved_at:
        raise ValidationError(_("Baris ini sudah diselesaikan orang lain."))
    if chosen:
        _take(doubt, chosen, by)
    doubt.chosen, doubt.resolved_by, doubt.resolved_at = chosen, by, timezone.now()
    doubt.save(update_fields=["chosen", "resolved_by", "resolved_at"])
    record(by, "resolve-doubt", doubt, office=doubt.office_id, village=chosen.pk if chosen else None)
    return doubt


def _take(doubt: DoubtfulVillage, chosen: Region, by: User | None) -> None:
    village = AssistedVillage.objects.open().filter(village=chosen).first()
    if doubt.officer:
        if village is None:
            raise ValidationError({"chosen": _("Desa ini belum tercatat sebagai desa binaan.")})
        assign(doubt.officer, village, starts_on=doubt.since, by=by)
    elif village is None:
        propose_village(chosen, doubt.office, None, by=by, happened_on=doubt.since)


@contextmanager
def _clashes_told() -> Iterator[None]:
    """Someone recorded the same in the same moment: nothing is kept, and trying again shows what is there now."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(_("Orang lain baru saja mencatat hal yang sama. Coba terapkan sekali lagi.")) from error


def _filled(cells: dict[str, str], upload: Upload) -> dict[str, str]:
    read = {column: text for column, text in cells.items() if column not in upload.leave_out}
    return read | {column: text for column, text in upload.defaults.items() if text and not read.get(column)}


def _added(counts: dict[str, int], new: "Counter[str]") -> dict[str, int]:
    return {status: counts.get(status, 0) + new[status] for status in (NEW, KNOWN, DOUBTFUL, WRONG)}


def checking(kept: Import, *, by: User | None) -> Iterator[int]:
    """Checks to the end, telling after each part how many rows are left."""
    while left := check_more(kept, by=by, most=2 * CHUNK):
        yield left
