"""The run that erases what has been kept long enough, by the days that the installation sets."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.installation.models import THE_ONE, Installation
from pimpasa.foundation.installation.queries import CurrentInstallation, read
from pimpasa.foundation.retention import RetentionRule, rules


@dataclass(frozen=True)
class Erased:
    """What one subject's run erased, or would."""

    subject: str
    title: str
    days: int
    count: int


def run(*, dry_run: bool = False, now: datetime | None = None) -> list[Erased]:
    """Every subject in a transaction of its own. What failed is raised at the end, as one ExceptionGroup."""
    moment, installation = now or timezone.now(), read()
    done: list[Erased] = []
    failures: list[Exception] = []
    for rule in rules().values():
        try:
            done.append(_run_one(rule, moment, installation, dry_run))
        except Exception as failure:
            # Whatever it is, one subject must not keep the others beyond their day.
            failures.append(failure)
    if failures:
        raise ExceptionGroup("retention", failures)
    return done


def _run_one(rule: RetentionRule, now: datetime, installation: CurrentInstallation, dry_run: bool) -> Erased:
    days = installation.retention(rule.subject)
    before = now - timedelta(days=days)
    count = rule.expired(before) if dry_run else _erase(rule, before)
    return Erased(rule.subject, str(rule.title), days, count)


@transaction.atomic
def _erase(rule: RetentionRule, before: datetime) -> int:
    count = rule.erase(before)
    if count:
        record(None, "erase-expired", Installation(pk=THE_ONE), subject=rule.subject, count=count)
    return count
