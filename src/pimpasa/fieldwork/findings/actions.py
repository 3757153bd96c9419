"""Every step of a finding. Each is whole or not at all, looks whether somebody else was faster, and writes the audit.

Protects possible victims and senders: only who may read a finding may act on it, and each reading of signs of
trafficking is written down.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import uuid6
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.fieldwork.findings.kinds import Category, Check
from pimpasa.fieldwork.findings.models import Finding, FindingFile, FindingStep
from pimpasa.fieldwork.findings.policies import SEND_FINDING
from pimpasa.fieldwork.findings.recipients import someone_near_reads, someone_reads
from pimpasa.fieldwork.findings.states import CLOSED, FINDING_STATES, HANDLED, REJECTED, RETURNED, SUBMITTED, VERIFIED
from pimpasa.fieldwork.masking import mask_identity_numbers, mask_numbers
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.sync.keys import wait_for_key
from pimpasa.foundation.uploads import keep, take_file
from pimpasa.regions.models import Region

CLOCKS_DIFFER = timedelta(hours=1)


class ChangedMeanwhileError(Exception):
    """Somebody else was faster; `steps` are what happened since the page was opened."""

    def __init__(self, steps: list[FindingStep]) -> None:
        super().__init__()
        self.steps = steps


@dataclass(frozen=True)
class NewFinding:
    """What was seen. The key comes from the device, so that sending it twice enters it once."""

    id: UUID
    category: str
    village: Region
    occurred_at: datetime
    place: str
    what: str = ""
    recruiter: str = ""
    people: int | None = None
    names_officials: bool = False
    past_officer: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a step says besides the new state."""

    note: str = ""
    checks: tuple[str, ...] = ()
    section: str = ""
    intervention: str = ""


@transaction.atomic
def send_finding(new: NewFinding, *, by: User) -> Finding:
    """Raises ValidationError by field, also when nobody is there who may read it. Idempotent on the key."""
    require(by, SEND_FINDING, new.village.pk)
    wait_for_key(new.id)
    if known := Finding.objects.filter(pk=new.id).first():
        return _own(known, by)
    now = timezone.now()
    finding = Finding(id=new.id, village=new.village, recorded_by=by, sent_at=now, state_since=now)
    _fill(finding, new)
    _route(finding)
    finding.due_at = _due(finding)
    finding.save(force_insert=True)
    _keep_step(finding, "", by, Outcome())
    record(by, "send-finding", finding, village=new.village.pk, category=new.category)
    return finding


@transaction.atomic
def complete_finding(finding: Finding, new: NewFinding, *, version: int, by: User) -> Finding:
    """The sender gives what was missing and sends it again. Raises ValidationError and ChangedMeanwhileError."""
    locked = Finding.objects.sent_by(by).select_for_update(of=("self",)).filter(pk=finding.pk).first()
    locked = _checked(locked, version)
    _fill(locked, new)
    _route(locked)
    return _step(locked, SUBMITTED, by, Outcome())


def return_finding(finding: Finding, *, note: str, version: int, by: User) -> Finding:
    return _act(finding, RETURNED, Outcome(note=note), version, by)


def verify_finding(finding: Finding, *, checks: tuple[str, ...], note: str = "", version: int, by: User) -> Finding:
    if set(checks) != set(Check.values):
        raise ValidationError({"checks": _("Periksa semua butir. Bila ada yang kurang, kembalikan kepada pengirim.")})
    return _act(finding, VERIFIED, Outcome(note=note, checks=checks), version, by)


def handle_finding(
    finding: Finding, *, section: str, intervention: str, note: str = "", version: int, by: User
) -> Finding:
    return _act(finding, HANDLED, Outcome(note, (), section, intervention), version, by)


@transaction.atomic
def close_finding(
    finding: Finding, *, note: str, document: "File[bytes] | None" = None, version: int, by: User
) -> Finding:
    """The note is the result. Raises RefusedFileError for a document that we do not take."""
    closed = _act(finding, CLOSED, Outcome(note=note), version, by)
    if document:
        _keep_file(closed, document, uuid6.uuid7(), closes=True, by=by)
    return closed


def reject_finding(finding: Finding, *, note: str, version: int, by: User) -> Finding:
    return _act(finding, REJECTED, Outcome(note=note), version, by)


@transaction.atomic
def add_file(finding: Finding, sent: "File[bytes]", *, key: UUID, by: User) -> FindingFile:
    """Each file is its own request after the record. Raises RefusedFileError; idempotent on the key."""
    locked = Finding.objects.sent_by(by).select_for_update(of=("self",)).filter(pk=finding.pk).first()
    if locked is None:
        raise PermissionDenied("add-finding-file")
    if known := locked.files.filter(pk=key).first():
        return known
    if locked.is_trafficking:
        # A picture would show those whom we protect.
        raise ValidationError(_("Temuan ini tidak menerima foto. Ceritakan kepada petugas secara langsung."))
    if FINDING_STATES.state(locked.state).is_end:
        raise ValidationError(_("Temuan ini sudah selesai."))
    if locked.files.filter(closes=False).count() >= FindingFile.MOST:
        raise ValidationError(_("Paling banyak %(most)d berkas.") % {"most": FindingFile.MOST})
    return _keep_file(locked, sent, key, closes=False, by=by)


@transaction.atomic
def note_reading(finding: Finding, *, by: User) -> None:
    """Writes down who opened signs of trafficking, and when."""
    if finding.is_trafficking:
        record(by, "read-finding", finding, village=finding.village_id)


@transaction.atomic
def _act(finding: Finding, state: str, outcome: Outcome, version: int, by: User) -> Finding:
    locked = Finding.objects.for_acting(by).select_for_update(of=("self",)).filter(pk=finding.pk).first()
    locked = _checked(locked, version)
    if not FINDING_STATES.allows(locked.state, state):
        raise ValidationError(_("Langkah ini tidak bisa dari keadaan sekarang."))
    if state in (RETURNED, REJECTED, CLOSED) and not outcome.note.strip():
        raise ValidationError({"note": _("Tulis alasan atau hasilnya; pengirim membacanya.")})
    return _step(locked, state, by, outcome)


def _checked(locked: Finding | None, version: int) -> Finding:
    if locked is None:
        raise PermissionDenied("act-on-finding")
    if locked.version != version:
        raise ChangedMeanwhileError(list(locked.steps.filter(version__gt=version).select_related("recorded_by")))
    return locked


def _step(finding: Finding, state: str, by: User, outcome: Outcome) -> Finding:
    earlier = finding.state
    FINDING_STATES.check_step(earlier, state)
    finding.state, finding.state_since = state, timezone.now()
    finding.section = outcome.section or finding.section
    finding.intervention = outcome.intervention or finding.intervention
    finding.due_at = _due(finding)
    finding.version += 1
    finding.clean_fields()
    finding.save()
    _keep_step(finding, earlier, by, outcome)
    record(by, "move-finding", finding, village=finding.village_id, to=state, version=finding.version)
    return finding


def _keep_step(finding: Finding, earlier: str, by: User, outcome: Outcome) -> None:
    FindingStep.objects.create(
        finding=finding,
        from_state=earlier,
        to_state=finding.state,
        note=mask_numbers(outcome.note.strip()),
        checks=list(outcome.checks),
        section=outcome.section,
        intervention=outcome.intervention,
        version=finding.version,
        recorded_by=by,
    )


def _due(finding: Finding) -> datetime | None:
    clock = FINDING_STATES.clock(
        finding.state, entered_at=finding.state_since, began_at=finding.sent_at, urgent=finding.is_trafficking
    )
    return clock.due_at if clock else None


def _fill(finding: Finding, new: NewFinding) -> None:
    if new.occurred_at > timezone.now() + CLOCKS_DIFFER:
        raise ValidationError({"occurred_at": _("Waktu ini belum tiba.")})
    trafficking = new.category == Category.TRAFFICKING
    finding.category, finding.occurred_at = new.category, new.occurred_at
    finding.place, finding.people = mask_numbers(new.place.strip()), new.people
    finding.what = "" if trafficking else mask_numbers(new.what.strip())
    # A recruiter's telephone number helps to find the recruiter; an identity number is never kept.
    finding.recruiter = mask_identity_numbers(new.recruiter.strip()) if trafficking else ""
    finding.names_officials = new.names_officials
    finding.past_officer = new.names_officials and new.past_officer
    if not trafficking and not finding.what:
        raise ValidationError({"what": _("Tulis apa yang terjadi.")})
    finding.clean_fields()


def _route(finding: Finding) -> None:
    finding.for_region = not someone_near_reads(finding)
    if not someone_reads(finding):
        raise ValidationError(
            _("Belum ada petugas yang bisa membaca temuan ini untuk desa itu. Hubungi nomor bantuan di halaman ini.")
        )


def _own(known: Finding, by: User) -> Finding:
    if known.recorded_by_id != by.pk:
        raise PermissionDenied("send-finding")
    return known


def _keep_file(finding: Finding, sent: "File[bytes]", key: UUID, *, closes: bool, by: User) -> FindingFile:
    taken = take_file(sent)
    file = FindingFile(id=key, finding=finding, content_type=taken.kind, closes=closes, recorded_by=by)
    file.file = keep(key, taken.content)
    file.save(force_insert=True)
    record(by, "add-finding-file", file, finding=finding.pk, closes=closes)
    return file
