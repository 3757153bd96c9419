"""Reporting abuse, and deciding on the report. One says it, another decides; no block is for ever."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.consultations.abuse.models import AbuseReport, Block
from pimpasa.consultations.actions.stepping import held_for_acting
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.policies import REPORT_ABUSE, REVIEW_ABUSE
from pimpasa.foundation.audit.actions import record

BLOCKED_FOR = timedelta(days=30)


@transaction.atomic
def report_abuse(consultation: Consultation, kind: str, *, by: User) -> AbuseReport:
    """Reporting twice is one report."""
    require(by, REPORT_ABUSE)
    found = held_for_acting(consultation, None, by)
    if kind not in AbuseReport.Kind.values:
        raise ValidationError({"kind": _("Pilih jenisnya.")})
    report, is_new = AbuseReport.objects.get_or_create(consultation=found, defaults={"kind": kind, "recorded_by": by})
    if is_new:
        record(by, "report-abuse", report, place=found.place_id, kind=kind)
    return report


@transaction.atomic
def decide_on_abuse(report: AbuseReport, *, block: bool, by: User) -> AbuseReport:
    """Raises PermissionDenied for the one who reported, and ValidationError for one decided already."""
    require(by, REVIEW_ABUSE)
    found = _held(report, by)
    if found.verdict:
        raise ValidationError(_("Laporan ini sudah diputuskan."))
    found.verdict = AbuseReport.Verdict.BLOCKED if block else AbuseReport.Verdict.REJECTED
    found.decided_at, found.decided_by = timezone.now(), by
    found.save(update_fields=["verdict", "decided_at", "decided_by"])
    if block:
        thread = found.consultation
        until = timezone.now() + BLOCKED_FOR
        Block.objects.create(report=found, consultation=thread, contact=thread.contact, until=until)
    record(by, "decide-on-abuse", found, verdict=found.verdict)
    return found


@transaction.atomic
def lift_block(block: Block, *, by: User) -> Block:
    require(by, REVIEW_ABUSE)
    if not AbuseReport.objects.visible_to(by).filter(blocks=block).exists():
        raise PermissionDenied("lift-block")
    found = Block.objects.select_for_update().get(pk=block.pk)
    if found.lifted_at is None:
        found.lifted_at = timezone.now()
        found.save(update_fields=["lifted_at"])
        record(by, "lift-block", found)
    return found


def _held(report: AbuseReport, by: User) -> AbuseReport:
    rows = AbuseReport.objects.visible_to(by).select_for_update(of=("self",)).select_related("consultation")
    found = rows.filter(pk=report.pk).first()
    if found is None or found.recorded_by_id == by.pk:
        raise PermissionDenied("decide-on-abuse")
    return found
