"""Confirming an import on the page: the work is left to a worker, and the page shows how far it is.

A worker that dies takes nothing with it: the import is one transaction, and the queue gives it to another worker.
"""

from contextlib import closing
from time import monotonic
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.register.guards import guard_office
from pimpasa.fieldwork.register.imports.actions import apply_import, require_checked
from pimpasa.fieldwork.register.models import Import, ImportProgress
from pimpasa.fieldwork.register.policies import IMPORT
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.tasks.declaring import job

SECONDS_BETWEEN = 0.5
WRITE = "UPDATE fieldwork_importprogress SET done = %s, total = %s WHERE source_id = %s"


@transaction.atomic
def ask_to_apply(kept: Import, *, by: User) -> Import:
    """Leaves the list to a worker. Asking again while it waits or is done changes nothing."""
    guard_office(by, IMPORT, kept.office_id)
    kept = Import.objects.select_for_update(of=("self",)).get(pk=kept.pk)
    if kept.state in (Import.State.APPLYING, Import.State.APPLIED):
        return kept
    require_checked(kept)
    total = int(kept.counts.get("new", 0)) + int(kept.counts.get("doubtful", 0))
    told = {"asked_by": by, "asked_at": timezone.now(), "done": 0, "total": total, "refused": ""}
    ImportProgress.objects.update_or_create(source=kept, defaults=told)
    kept.state = Import.State.APPLYING
    kept.save(update_fields=["state"])
    record(by, "ask-to-apply-import", kept, kind=kept.kind, office=kept.office_id)
    apply_asked_import.defer(import_id=str(kept.pk))
    return kept


@job(name="fieldwork.apply-import", retries=3)
def apply_asked_import(import_id: str) -> None:
    """Applies what was asked for, in the name of whoever asked; a refusal is kept for the page."""
    progress = ImportProgress.objects.select_related("source", "asked_by").get(pk=UUID(import_id))
    if progress.source.state != Import.State.APPLYING:
        return
    try:
        with translation.override("id"), Teller(progress.pk) as tell:
            apply_import(progress.source, by=progress.asked_by, progress=tell)
    except ValidationError as refused:
        _keep_refusal(progress, " ".join(refused.messages))
    except PermissionDenied:
        _keep_refusal(progress, _("Hak Anda di kantor ini sudah berakhir."))


class Teller:
    """Writes how far the work is, over a connection of its own: the work's transaction shows nothing before its end."""

    def __init__(self, pk: UUID) -> None:
        self.pk, self.last = pk, 0.0
        self.own = connection.copy()

    def __enter__(self) -> "Teller":
        return self

    def __exit__(self, *trouble: object) -> None:
        self.own.close()

    def __call__(self, done: int, total: int) -> None:
        if monotonic() - self.last < SECONDS_BETWEEN:
            return
        self.last = monotonic()
        with closing(self.own.cursor()) as cursor:
            cursor.execute(WRITE, [done, total, self.pk])


@transaction.atomic
def _keep_refusal(progress: ImportProgress, said: str) -> None:
    kept = Import.objects.select_for_update(of=("self",)).get(pk=progress.source_id)
    if kept.state != Import.State.APPLYING:
        return
    kept.state = Import.State.READ
    kept.save(update_fields=["state"])
    ImportProgress.objects.filter(pk=progress.pk).update(refused=said[:500])
    record(progress.asked_by, "refuse-import", kept, office=kept.office_id)
