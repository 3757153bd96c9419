"""The findings that wait for someone.

Protects senders: a phone is looked at over the shoulder, so a line never tells what kind of finding it is, and paper,
which lies about, shows no line at all.
"""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _say
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.queries import waiting_words
from pimpasa.fieldwork.findings.states import HANDLED, RETURNED, SUBMITTED, VERIFIED
from pimpasa.insight.due.lines import Line, When, when_over

MOST = 100
# What the next step is called, by state.
STEPS: dict[str, Promise] = {
    SUBMITTED: _("Periksa"),
    VERIFIED: _("Tangani"),
    HANDLED: _("Tulis hasil"),
    RETURNED: _("Lengkapi"),
}


def finding_lines(user: User, now: datetime) -> Iterator[Line]:
    """Those on which the person may act, and the person's own that were sent back."""
    acts = Finding.objects.for_acting(user).filter(state__in=(SUBMITTED, VERIFIED, HANDLED))
    returned = Finding.objects.sent_by(user).filter(state=RETURNED)
    waiting = (acts | returned).select_related("village").order_by("due_at", "sent_at")
    return (_line(one, now) for one in waiting[:MOST])


def _line(finding: Finding, now: datetime) -> Line:
    due_at = finding.due_at
    return Line(
        words=_say("Temuan di %(village)s") % {"village": finding.village.name},
        detail=waiting_words(finding),
        act=str(STEPS[finding.state]),
        url=reverse("finding", args=[finding.pk]),
        when=when_over(due_at, now) if due_at else When.UNFINISHED,
        due_on=timezone.localdate(due_at) if due_at else None,
        is_finding=True,
    )
