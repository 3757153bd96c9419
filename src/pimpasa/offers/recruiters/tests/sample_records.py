"""The records that the table of permissions opens: a filing of village A, and the signal it stands in."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.accounts.tests.make import VILLAGE_A
from pimpasa.offers.recruiters.actions.filing import NewFiling, file_recruiter
from pimpasa.offers.recruiters.actions.objecting import NewObjection, object_to
from pimpasa.offers.recruiters.identifiers import identifiers_in
from pimpasa.offers.recruiters.models import RecruiterMark, RecruiterSignal, SignalFiling
from pimpasa.regions.models import Region

FILING, SIGNAL = UUID("01900000-0000-7000-8000-0000000000e1"), UUID("01900000-0000-7000-8000-0000000000e2")
OBJECTION = UUID("01900000-0000-4000-8000-0000000000e3")


def make_recruiter_records(sari: User) -> None:
    about = identifiers_in("0812-3456-7890")
    filing = file_recruiter(NewFiling(FILING, Region.objects.get(pk=VILLAGE_A), about), by=sari)
    now = timezone.now()
    signal = RecruiterSignal.objects.create(id=SIGNAL, state_since=now, raised_at=now)
    SignalFiling.objects.create(signal=signal, filing=filing)
    object_to(NewObjection(OBJECTION, about[0], "lawful"))


_FILING, _SIGNAL = {"pk": FILING}, {"pk": SIGNAL}
RECRUITER_ADDRESSES: dict[str, Any] = {
    **dict.fromkeys(("recruiter-filing", "recruiter-filing-confirm", "recruiter-filing-cut"), _FILING),
    **dict.fromkeys(("recruiter-signal", "recruiter-signal-step"), _SIGNAL),
    "recruiter-link-cut": lambda: {"pk": SIGNAL, "mark": RecruiterMark.objects.get().pk},
    "recruiter-objection-decide": {"pk": SIGNAL, "objection": OBJECTION},
}
