"""The private part: opened by the asker, replied to by the officer or the office it is for.

Protects the asker from the village agent: none of these touches the thread's version, state or steps, so that nothing
in an agent's session changes when something private is said.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.consultations.actions.stepping import Said, cleaned, held
from pimpasa.consultations.chat.telling import hold_contact, tell_of_private_reply
from pimpasa.consultations.levels import PRIVATE_CHOICES, STATE_OF
from pimpasa.consultations.limits import ENTRIES_A_DAY, TooManyError, check_receipt
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.policies import SEE_PRIVATE_NOTES
from pimpasa.consultations.private.models import PrivateEntry, PrivatePart, PrivateWords
from pimpasa.consultations.readers import route
from pimpasa.consultations.receipts.making import fingerprint_of, make_receipt
from pimpasa.consultations.states import CONSULTATION_STATES
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.secrecy import sealed
from pimpasa.foundation.sync.keys import wait_for_key


@dataclass(frozen=True)
class Opened:
    part: PrivatePart
    receipt: str


@transaction.atomic
def open_private_part(consultation: Consultation | UUID, level: str, said: Said, *, secret: str) -> Opened:
    """The first private note, for the officer or the office; the second receipt comes back.

    Raises ValidationError, also when there is one already: it opens with its own receipt. NoReaderError if nobody
    would read it. Idempotent on the key.
    """
    wait_for_key(said.key)
    found = held(consultation)
    receipt = make_receipt(str(said.key), secret, PrivatePart.PURPOSE)
    mark = fingerprint_of(receipt, PrivatePart.PURPOSE)
    if known := PrivatePart.objects.filter(consultation=found).first():
        if bytes(known.fingerprint) == mark:
            return Opened(known, receipt)
        raise ValidationError(_("Bagian pribadi sudah ada. Buka dengan tanda terima keduanya."))
    if level not in PRIVATE_CHOICES:
        raise ValidationError({"level": _("Pilih siapa yang membaca.")})
    check_receipt(found)
    way = route(level, found.place, office=found.office_id or "" if level == "office" else "")
    part = PrivatePart.objects.create(consultation=found, level=way.level, fingerprint=mark)
    _note(part, said)
    return Opened(part, receipt)


@transaction.atomic
def write_privately(part: PrivatePart, said: Said) -> PrivatePart:
    """A further private note of the asker's, who has shown the second receipt. Idempotent on the key."""
    wait_for_key(said.key)
    found = PrivatePart.objects.select_for_update(of=("self",)).select_related("consultation").get(pk=part.pk)
    if not _known(found, said, None):
        check_receipt(found.consultation)
        own = found.entries.filter(is_reply=False, recorded_at__gt=timezone.now() - timedelta(days=1))
        if own.count() >= ENTRIES_A_DAY:
            raise TooManyError
        _note(found, said)
    return found


@transaction.atomic
def reply_privately(part: PrivatePart, said: Said, *, by: User) -> PrivatePart:
    """Only the level it is for. Idempotent on the key."""
    require(by, SEE_PRIVATE_NOTES)
    hold_contact(part.consultation)
    wait_for_key(said.key)
    rows = PrivatePart.objects.visible_to(by).select_for_update(of=("self",))
    found = rows.select_related("consultation").filter(pk=part.pk).first()
    if found is None:
        raise PermissionDenied("reply-privately")
    if not _known(found, said, by):
        _keep(found, said, by)
        found.due_at = None
        found.save(update_fields=["due_at"])
        record(by, "reply-privately", found, place=found.consultation.place_id)
        tell_of_private_reply(found)
    return found


@transaction.atomic
def note_private_reading(part: PrivatePart, *, by: User) -> None:
    """Writes down who opened it."""
    record(by, "read-private-note", part, place=part.consultation.place_id)


def _note(part: PrivatePart, said: Said) -> None:
    _keep(part, said, None)
    now = timezone.now()
    clock = CONSULTATION_STATES.clock(
        STATE_OF[part.level], entered_at=now, began_at=now, urgent=part.consultation.urgent
    )
    part.due_at = part.due_at or (clock.due_at if clock else None)
    part.save(update_fields=["due_at"])
    record(None, "write-privately", part, place=part.consultation.place_id)


def _known(part: PrivatePart, said: Said, by: User | None) -> bool:
    known = PrivateEntry.objects.filter(pk=said.key).first()
    if known and (known.part_id != part.pk or known.recorded_by_id != (by.pk if by else None)):
        raise PermissionDenied("say-privately")
    return known is not None


def _keep(part: PrivatePart, said: Said, by: User | None) -> None:
    words, now = cleaned(said.text), timezone.now()
    entry = PrivateEntry.objects.create(
        id=said.key,
        part=part,
        is_reply=by is not None,
        occurred_at=min(said.occurred_at or now, now),
        recorded_by=by,
    )
    PrivateWords.objects.create(entry=entry, sealed=sealed(words, PrivateEntry.PURPOSE))
