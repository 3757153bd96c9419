from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.breaches.affected import Affected, Incident, affected_by
from pimpasa.accounts.breaches.models import BreachNotice, BreachReport, due_after
from pimpasa.accounts.breaches.policies import KEEP_BREACHES, SEE_BREACHES
from pimpasa.accounts.breaches.states import BREACH_STATES, CLOSED, TOLD
from pimpasa.accounts.models import User
from pimpasa.foundation.access import require
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.versions import lock, save_next

FIELDS = (
    "what_happened",
    "data_kinds",
    "remedy",
    "began_at",
    "ended_at",
    "found_at",
    "reach",
    "username",
    "office_code",
)


@transaction.atomic
def report_breach(told: Mapping[str, Any], *, by: User) -> BreachReport:
    """`told` has the FIELDS. Raises ValidationError by field."""
    require(by, KEEP_BREACHES)
    report = BreachReport(recorded_by=by, state_since=timezone.now())
    _write(report, told)
    report.save(force_insert=True)
    record(by, "report-breach", report, reach=report.reach)
    return report


@transaction.atomic
def change_breach(report: BreachReport, told: Mapping[str, Any], *, version: int, by: User) -> BreachReport:
    """Raises ChangedMeanwhileError as well."""
    require(by, KEEP_BREACHES)
    report = lock(BreachReport.objects.all(), report.pk, version)
    _refuse_closed(report)
    _write(report, told)
    save_next(report, *FIELDS, "due_at")
    record(by, "change-breach", report, version=report.version)
    return report


@transaction.atomic
def note_told(report: BreachReport, told: str, how: str, told_at: datetime, *, by: User) -> BreachNotice:
    """That somebody was told. Telling the same once more is another line."""
    require(by, KEEP_BREACHES)
    report = lock(BreachReport.objects.all(), report.pk, None)
    _refuse_closed(report)
    if told_at > timezone.now():
        raise ValidationError({"told_at": _("Waktu itu belum tiba.")})
    notice = BreachNotice(report=report, told=told.strip(), how=how.strip(), told_at=told_at, recorded_by=by)
    notice.full_clean()
    notice.save(force_insert=True)
    record(by, "note-breach-told", report, notice=notice.pk)
    return notice


@transaction.atomic
def move_breach(report: BreachReport, step: str, *, version: int, by: User) -> BreachReport:
    """Raises WrongStepError; nobody counts as told before somebody was."""
    require(by, KEEP_BREACHES)
    report = lock(BreachReport.objects.all(), report.pk, version)
    BREACH_STATES.check_step(report.state, step)
    if step == TOLD and not report.notices.exists():
        raise ValidationError(_("Catat dulu siapa yang sudah diberi tahu."))
    before, report.state, report.state_since = report.state, step, timezone.now()
    save_next(report, "state", "state_since")
    record(by, "move-breach", report, before=before, after=step)
    return report


@transaction.atomic
def list_affected(report: BreachReport, *, by: User) -> list[Affected]:
    """Reading the list is an event: it gathers what lies apart."""
    require(by, SEE_BREACHES)
    affected = affected_by(incident_of(report))
    record(by, "list-affected", report, count=len(affected))
    return affected


def incident_of(report: BreachReport) -> Incident:
    return Incident(report.began_at, report.ended_at, report.reach, report.username, report.office_code)


def _write(report: BreachReport, told: Mapping[str, Any]) -> None:
    for name in FIELDS:
        setattr(report, name, told[name])
    report.due_at = due_after(report.found_at)
    report.full_clean(exclude=["recorded_by"])
    if report.found_at > timezone.now():
        raise ValidationError({"found_at": _("Waktu itu belum tiba.")})
    _check_reach(report)


def _check_reach(report: BreachReport) -> None:
    reach = BreachReport.Reach
    if report.reach == reach.ACCOUNT and not User.objects.filter(username=report.username).exists():
        raise ValidationError({"username": _("Tidak ada akun dengan nama ini.")})
    if report.reach == reach.OFFICE and not report.office_code:
        raise ValidationError({"office_code": _("Sebut kode kantornya.")})


def _refuse_closed(report: BreachReport) -> None:
    if report.state == CLOSED:
        raise ValidationError(_("Catatan ini sudah ditutup."))
