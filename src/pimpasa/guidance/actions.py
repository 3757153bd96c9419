"""Every change of state in this part."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from pimpasa.foundation.access import Person, require
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.content import load_library

from . import policies
from .models import FactReport

LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){9,}")
REPORTS_AN_HOUR = 200


class TooManyReportsError(Exception):
    """The whole site has taken as many reports this hour as staff could ever read."""


@transaction.atomic
def file_report(
    *, guide: str, version: str, day: date, facts: Iterable[str], text: str, key: UUID | None = None
) -> FactReport:
    """Keeps a reader's report; long numbers (identity, phone) are masked. Filing the same key again changes nothing."""
    if key and (known := FactReport.objects.filter(pk=key).first()):
        return known
    if FactReport.objects.filter(recorded_at__gt=now() - timedelta(hours=1)).count() >= REPORTS_AN_HOUR:
        raise TooManyReportsError
    known_facts = load_library().guides[guide].by_id
    report = FactReport(
        guide=guide,
        content_version=version[:16],
        answer_day=day,
        facts=[fact for fact in dict.fromkeys(facts) if fact in known_facts],
        text=LONG_NUMBER.sub("••••", text.strip())[:1000],
        occurred_at=now(),
    )
    if key:
        report.pk = key
    report.save(force_insert=True)
    record(None, "file-fact-report", report, guide=guide)
    return report


@transaction.atomic
def resolve_report(report: FactReport, *, resolution: str, by: Person) -> None:
    require(by, policies.RESOLVE_REPORT)
    locked = FactReport.objects.select_for_update().get(pk=report.pk)
    if locked.resolved_at is None:
        locked.resolved_at, locked.resolution = now(), resolution
        locked.save(update_fields=["resolved_at", "resolution"])
        record(by, "resolve-fact-report", locked)  # type: ignore[arg-type]  # require let only a User through
