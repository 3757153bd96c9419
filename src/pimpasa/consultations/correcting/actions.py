"""Telling a thread what a fact quoted there says now, also one that was closed meanwhile."""

from collections.abc import Iterable

from django.db import transaction

from pimpasa.accounts.models import User
from pimpasa.consultations.actions import answering
from pimpasa.consultations.actions.stepping import Said
from pimpasa.consultations.correcting.models import Correction
from pimpasa.consultations.correcting.queries import still_outdated
from pimpasa.consultations.models import Consultation, entry_of
from pimpasa.consultations.states import CLOSED
from pimpasa.foundation.audit.actions import record


@transaction.atomic
def send_correction(
    consultation: Consultation,
    fact: str,
    said: Said,
    *,
    facts: Iterable[str] = (),
    version: int | None = None,
    by: User,
) -> Consultation:
    """An answer like any other, that settles what was told of the fact. Idempotent on the key.

    Raises PermissionDenied for whoever has no turn, ChangedMeanwhileError, ValidationError.
    """
    current = Consultation.objects.get(pk=consultation.pk)
    if current.state == CLOSED and entry_of(said.key) is None:
        current = answering.reopen(consultation, version=version, by=by)
        version = current.version
    found = answering.answer(consultation, said, facts=facts, version=version, by=by)
    entry = entry_of(said.key)
    assert entry
    quotes = still_outdated(by).filter(fact=fact, entry__consultation=found).exclude(entry=entry)
    made = Correction.objects.bulk_create([Correction(quote=one, entry=entry) for one in quotes], ignore_conflicts=True)
    if made:
        record(by, "correct-what-was-told", found, place=found.place_id, fact=fact)
    return found
