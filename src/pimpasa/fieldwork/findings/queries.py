"""What the pages of findings show. Lists never show what was told, only what kind of finding waits for whom."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pimpasa.accounts.models import User
from pimpasa.fieldwork.findings.models import Finding, FindingFile, FindingQuerySet, FindingStep
from pimpasa.fieldwork.findings.states import FINDING_STATES
from pimpasa.foundation.access import Person
from pimpasa.foundation.clocks import Clock


@dataclass(frozen=True)
class FindingFilter:
    village: str = ""
    category: str = ""
    # A state, or `open` or `late`.
    state: str = ""

    def narrow(self, found: FindingQuerySet) -> FindingQuerySet:
        if self.village:
            found = found.filter(village=self.village)
        if self.category:
            found = found.filter(category=self.category)
        if self.state == "open":
            return found.open()
        if self.state == "late":
            return found.overdue(timezone.now())
        return found.filter(state=self.state) if self.state else found


@dataclass(frozen=True)
class FindingPage:
    """A finding as one person may see it."""

    finding: Finding
    steps: list[FindingStep]
    files: list[FindingFile]
    waiting: str
    next_states: tuple[str, ...]
    may_complete: bool
    # The sender of signs of trafficking does not see them again: a phone in the village may be borrowed.
    shows_recruiter: bool


def findings_in(user: User, narrowed: FindingFilter) -> FindingQuerySet:
    found = narrowed.narrow(Finding.objects.visible_to(user))
    return found.select_related("village__parent")


def late_findings(user: Person) -> int:
    """How many on which the person may act are past their time."""
    return Finding.objects.for_acting(user).overdue(timezone.now()).count()


def finding_page(finding: Finding, user: User) -> FindingPage:
    acts = Finding.objects.for_acting(user).filter(pk=finding.pk).exists()
    is_sender = finding.recorded_by_id == user.pk
    steps = FINDING_STATES.state(finding.state).steps
    return FindingPage(
        finding=finding,
        steps=list(finding.steps.select_related("recorded_by")),
        files=list(finding.files.all()) if acts or not finding.is_trafficking else [],
        waiting=waiting_words(finding),
        next_states=tuple(step for step in steps if step != "submitted") if acts else (),
        may_complete=is_sender and finding.state == "returned",
        shows_recruiter=acts,
    )


def waiting_words(finding: Finding) -> str:
    """What is waited for and until when, or by how much the time has passed."""
    if not finding.waits_for:
        return ""
    if finding.due_at is None:
        return _("Menunggu %(what)s.") % {"what": finding.waits_for}
    clock, now = Clock(finding.due_at), timezone.now()
    if clock.is_over(now):
        return _("Menunggu %(what)s. Lewat waktu %(by)s.") % {
            "what": finding.waits_for,
            "by": _long(clock.overrun(now)),
        }
    return _("Menunggu %(what)s. Sisa waktu %(by)s.") % {"what": finding.waits_for, "by": _long(clock.remaining(now))}


def _long(time: timedelta) -> str:
    hours, minutes = divmod(int(time.total_seconds()) // 60, 60)
    if hours >= 48:
        return ngettext("%(number)d hari", "%(number)d hari", hours // 24) % {"number": hours // 24}
    if hours:
        return ngettext("%(number)d jam", "%(number)d jam", hours) % {"number": hours}
    return ngettext("%(number)d menit", "%(number)d menit", minutes) % {"number": minutes}
