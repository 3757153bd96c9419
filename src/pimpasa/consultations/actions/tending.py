"""What nobody has to think of: run often. Nothing waits where nobody reads, silence ends, contacts are forgotten."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from pimpasa.consultations.actions.stepping import held, move, send_along
from pimpasa.consultations.levels import STATE_OF, Level
from pimpasa.consultations.models import Consultation, ContactDetail, Step
from pimpasa.consultations.readers import NoReaderError, Route, levels_with_readers, route
from pimpasa.consultations.states import CLOSED, MERGED, WAITS_FOR_ASKER
from pimpasa.foundation.audit.actions import record

CONTACTS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Tended:
    passed_on: int
    closed: int
    erased: int


def tend(now: datetime) -> Tended:
    return Tended(pass_on_unattended(), close_silent(now), erase_old_contacts(now))


def pass_on_unattended() -> int:
    """Threads whose level has lost its last reader go on to the next; the step says why."""
    moved = 0
    for waiting in Consultation.objects.waiting().select_related("place").iterator():
        if waiting.level != Level.REGION and not _has_reader(waiting):
            moved += _pass_on(waiting)
    return moved


def _has_reader(waiting: Consultation) -> bool:
    if waiting.level != Level.OFFICE or not waiting.office_id:
        return waiting.level in levels_with_readers(waiting.place)
    try:
        return route(Level.OFFICE, waiting.place, office=waiting.office_id).level == Level.OFFICE
    except NoReaderError:
        return False


@transaction.atomic
def _pass_on(waiting: Consultation) -> bool:
    found = held(waiting)
    if found.state != STATE_OF[waiting.level]:
        return False
    try:
        way = _next_route(found)
    except NoReaderError:
        return False
    send_along(found, way, Step.Reason.NO_READER)
    return True


def _next_route(found: Consultation) -> Route:
    if found.place is None:
        return route(Level.REGION, None, office=found.office_id or "")
    return route(found.level, found.place, past_village=found.past_village)


def close_silent(now: datetime) -> int:
    """Threads that waited two weeks for their asker."""
    late = Consultation.objects.filter(state__in=WAITS_FOR_ASKER, due_at__lt=now)
    return sum(_close(one, now) for one in late.iterator())


@transaction.atomic
def _close(late: Consultation, now: datetime) -> bool:
    found = held(late)
    if found.state not in WAITS_FOR_ASKER or found.due_at is None or found.due_at >= now:
        return False
    found.close_reason = Consultation.CloseReason.SILENT
    move(found, CLOSED, Step.Reason.CLOSED)
    return True


@transaction.atomic
def erase_old_contacts(now: datetime) -> int:
    """How to reach an asker is forgotten 30 days after closing, also who it was on a network."""
    old = Consultation.objects.filter(state__in=(CLOSED, MERGED), state_since__lt=now - CONTACTS_KEPT)
    kept = old.exclude(contact=None) | old.filter(contact_detail__isnull=False)
    ids = list(kept.select_for_update(of=("self",)).values_list("pk", flat=True))
    ContactDetail.objects.filter(consultation__in=ids).delete()
    Consultation.objects.filter(pk__in=ids).update(contact=None)
    for one in Consultation.objects.filter(pk__in=ids):
        record(None, "erase-contact", one)
    return len(ids)
