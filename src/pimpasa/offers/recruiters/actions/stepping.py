"""One change of a signal: its state and clock, its number, the step that everybody concerned reads, the log."""

from django.utils import timezone

from pimpasa.accounts.models import User
from pimpasa.foundation.audit.actions import record
from pimpasa.offers.recruiters.models import RecruiterSignal, SignalStep
from pimpasa.offers.recruiters.states import SIGNAL_STATES
from pimpasa.offers.recruiters.wiping import without_identifiers


def change(signal: RecruiterSignal, deed: str, *, to: str = "", note: str = "", by: User | None = None) -> None:
    """Raises WrongStepError. Numbers and names of accounts in the note are taken out before it is kept."""
    if to and to != signal.state:
        SIGNAL_STATES.check_step(signal.state, to)
        signal.state, signal.state_since = to, timezone.now()
    clock = SIGNAL_STATES.clock(signal.state, entered_at=signal.state_since, began_at=signal.raised_at)
    signal.due_at = clock.due_at if clock else None
    signal.version += 1
    signal.save()
    SignalStep.objects.create(
        signal=signal,
        deed=deed,
        state=signal.state,
        note=without_identifiers(note.strip()),
        version=signal.version,
        recorded_by=by,
    )
    record(by, "move-recruiter-signal", signal, to=signal.state, kind=str(deed), version=signal.version)
