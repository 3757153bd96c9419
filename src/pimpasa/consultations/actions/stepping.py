"""What all steps share: holding the thread, moving it on, keeping what was said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.models import User
from pimpasa.consultations.levels import STATE_OF
from pimpasa.consultations.models import Consultation, Entry, Step, keep_words
from pimpasa.consultations.readers import Route
from pimpasa.consultations.searching.marking import keep_marks
from pimpasa.consultations.states import CLOSED, CONSULTATION_STATES, READING
from pimpasa.fieldwork.masking import mask_identity_numbers
from pimpasa.fieldwork.register.versions import ChangedMeanwhileError
from pimpasa.foundation.audit.actions import record

LONGEST = 2000
CLOCKS_DIFFER = timedelta(hours=1)


@dataclass(frozen=True)
class Said:
    """One thing said. The key comes from whoever says it, so that sending it twice says it once."""

    key: UUID
    text: str
    occurred_at: datetime | None = None


def cleaned(text: str) -> str:
    """Raises ValidationError. Identity numbers are never kept; a recruiter's telephone number may be the matter."""
    kept = mask_identity_numbers(text.replace("\0", "").strip())
    if not kept:
        raise ValidationError({"text": _("Tulis dulu pesannya.")})
    if len(kept) > LONGEST:
        raise ValidationError({"text": _("Paling panjang %(most)d huruf.") % {"most": LONGEST}})
    return kept


def held(consultation: Consultation | UUID) -> Consultation:
    """The thread as it is now, held until the transaction ends. For the asker, who has shown the receipt."""
    pk = consultation if isinstance(consultation, UUID) else consultation.pk
    return Consultation.objects.select_for_update(of=("self",)).select_related("place").get(pk=pk)


def held_for_acting(consultation: Consultation, version: int | None, by: User) -> Consultation:
    """Raises PermissionDenied for whoever has no turn, ChangedMeanwhileError if somebody was faster."""
    rows = Consultation.objects.for_acting(by).select_for_update(of=("self",)).select_related("place")
    found = rows.filter(pk=consultation.pk).first()
    if found is None:
        raise PermissionDenied("act-on-consultation")
    if version is not None and found.version != version:
        raise ChangedMeanwhileError(found)
    return found


def keep_entry(consultation: Consultation, kind: str, said: Said, *, by: User | None, version: str = "") -> Entry:
    now = timezone.now()
    occurred_at = min(said.occurred_at or now, now)
    entry = Entry.objects.create(
        id=said.key,
        consultation=consultation,
        kind=kind,
        level=consultation.level if by else "",
        content_version=version,
        occurred_at=occurred_at,
        recorded_by=by,
    )
    words = cleaned(said.text)
    keep_words(entry, words)
    keep_marks(consultation, words)
    return entry


def send_along(consultation: Consultation, route: Route, reason: str, *, by: User | None = None) -> None:
    """To the level of the route. Whoever had it may still read it, except the village once it goes past."""
    from_office = consultation.office_id or ""
    if route.office and route.office != consultation.office_id:
        # Another office has its full time.
        consultation.state_since = timezone.now()
        consultation.office_id = route.office
        consultation.offices = sorted({*consultation.offices, route.office})
    consultation.open_to = sorted({*consultation.open_to, route.level})
    consultation.level, consultation.read_at = route.level, None
    told = Step.Reason.NO_READER if route.skipped and reason == Step.Reason.CHOSEN else reason
    move(consultation, STATE_OF[route.level], told, by=by, offices=(from_office, route.office))


def move(
    consultation: Consultation,
    state: str,
    reason: str,
    *,
    by: User | None = None,
    offices: tuple[str, str] = ("", ""),
) -> None:
    """Raises WrongStepError; saying something more in the same state is a step as well."""
    earlier, now = consultation.state, timezone.now()
    if state != earlier:
        CONSULTATION_STATES.check_step(earlier, state)
        consultation.state_since = now
    consultation.state = state
    consultation.due_at = _due(consultation)
    consultation.closed_at = now if state == CLOSED else None
    consultation.close_reason = consultation.close_reason if state == CLOSED else ""
    consultation.version += 1
    consultation.save()
    Step.objects.create(
        consultation=consultation,
        number=consultation.version,
        from_state=earlier,
        to_state=state,
        from_office=offices[0],
        to_office=offices[1],
        reason=reason,
        recorded_by=by,
    )
    verb = f"consultation-{reason}".replace("_", "-")
    record(by, verb, consultation, place=consultation.place_id, to=state, version=consultation.version)


def _due(consultation: Consultation) -> datetime | None:
    clock = CONSULTATION_STATES.clock(
        consultation.state,
        entered_at=consultation.state_since,
        began_at=consultation.waiting_since,
        urgent=consultation.urgent and consultation.state in READING,
    )
    return clock.due_at if clock else None
