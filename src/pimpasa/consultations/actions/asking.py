"""What the asker does. Whoever calls these has the receipt, or speaks for the contact that asked.

Protects the asker: a question belongs to nobody until she has chosen, and one with signs of trouble in the village
goes past it, whatever was chosen.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pimpasa.accounts.access import require
from pimpasa.accounts.models import User
from pimpasa.consultations.actions.stepping import Said, held, keep_entry, move, send_along
from pimpasa.consultations.levels import CHOICES, Level
from pimpasa.consultations.limits import check_contact, check_receipt
from pimpasa.consultations.models import CONTACT, Consultation, ContactDetail, Entry, Step, entry_of
from pimpasa.consultations.policies import ASK_FOR_NEIGHBOUR
from pimpasa.consultations.readers import route
from pimpasa.consultations.receipts.making import fingerprint_of, make_receipt
from pimpasa.consultations.receipts.models import Receipt
from pimpasa.consultations.signs import Signs, signs_in
from pimpasa.consultations.states import ASKED, ASKED_BACK, CLOSED, MERGED, OVER, READING
from pimpasa.fieldwork.masking import mask_identity_numbers
from pimpasa.foundation.audit.actions import record
from pimpasa.foundation.secrecy import sealed
from pimpasa.foundation.sync.keys import wait_for_key
from pimpasa.regions.models import Region

LONGEST_CONTACT = 100


class AnotherWasFirstError(Exception):
    """The key is taken by a question that was not asked with this secret."""


@dataclass(frozen=True)
class NewQuestion:
    """A question as asked. `secret` comes back with the form: it lets a second sending get the same receipt."""

    id: UUID
    text: str
    secret: str
    occurred_at: datetime | None = None
    place: Region | None = None
    topic: str = ""
    channel: str = "web"
    contact: UUID | None = None
    # She says herself that it concerns people of the village.
    past_village: bool = False


@dataclass(frozen=True)
class Asked:
    consultation: Consultation
    receipt: str


@transaction.atomic
def ask(new: NewQuestion, *, by: User | None = None) -> Asked:
    """Keeps the question for nobody yet. Idempotent on the key; `by` is the agent who writes for someone else.

    Raises ValidationError, TooManyError, BlockedError, and AnotherWasFirstError for a key of somebody else's.
    """
    if by:
        require(by, ASK_FOR_NEIGHBOUR, new.place.pk if new.place else None)
    wait_for_key(new.id)
    receipt = make_receipt(str(new.id), new.secret, Receipt.PURPOSE)
    if known := Consultation.objects.filter(pk=new.id).first():
        return Asked(_own(known, receipt), receipt)
    check_contact(new.contact)
    consultation = _new(new, by)
    Receipt.objects.create(consultation=consultation, fingerprint=fingerprint_of(receipt, Receipt.PURPOSE))
    said = Said(new.id, new.text, new.occurred_at)
    keep_entry(consultation, Entry.Kind.QUESTION, said, by=None)
    record(by, "ask-consultation", consultation, place=consultation.place_id, channel=new.channel)
    return Asked(consultation, receipt)


def _own(known: Consultation, receipt: str) -> Consultation:
    if bytes(known.receipt.fingerprint) != fingerprint_of(receipt, Receipt.PURPOSE):
        raise AnotherWasFirstError
    return known


def _new(new: NewQuestion, by: User | None) -> Consultation:
    now = timezone.now()
    signs = _signs(new.text, new.place)
    consultation = Consultation(
        id=new.id,
        place=new.place,
        topic=new.topic,
        channel=new.channel,
        contact=new.contact,
        recorded_by=by,
        past_village=new.past_village or signs.any,
        urgent=signs.danger,
        state_since=now,
        waiting_since=now,
        occurred_at=min(new.occurred_at or now, now),
    )
    consultation.save(force_insert=True)
    return consultation


def _signs(text: str, place: Region | None) -> Signs:
    return signs_in(text, place.code if place and place.is_village else "")


@transaction.atomic
def choose_reader(consultation: Consultation | UUID, level: str, *, office: str = "") -> Consultation:
    """She chooses, or chooses again: then whoever had it keeps what was read, and the new one has the turn.

    Raises NoReaderError. The step tells when it goes elsewhere than chosen, and why.
    """
    found = held(consultation)
    if found.state in OVER or level not in CHOICES:
        raise ValidationError({"level": _("Pilih siapa yang membaca.")})
    if found.chosen == level and found.state != ASKED and not office:
        return found
    if found.state not in (ASKED, *READING):
        found.waiting_since = timezone.now()
    found.chosen = level
    past = found.past_village and level == Level.AGENT
    way = route(level, found.place, office=office, past_village=found.past_village)
    send_along(found, way, Step.Reason.PAST_VILLAGE if past else Step.Reason.CHOSEN)
    return found


@transaction.atomic
def ask_on(consultation: Consultation | UUID, said: Said) -> Consultation:
    """A further question, an answer to one asked back, or a closed thread opened again. Idempotent on the key.

    Raises ValidationError, TooManyError, BlockedError, NoReaderError.
    """
    wait_for_key(said.key)
    found = held(consultation)
    if known := entry_of(said.key):
        return _same(known, found)
    if found.state in (ASKED, MERGED):
        raise ValidationError(_("Pilih dulu siapa yang membaca pertanyaan ini."))
    check_receipt(found)
    keep_entry(found, Entry.Kind.QUESTION, said, by=None)
    _take_signs(found, said.text)
    if found.is_over or found.state != ASKED_BACK:
        found.waiting_since = timezone.now()
    reason = Step.Reason.REOPENED if found.state == CLOSED else Step.Reason.ASKED_AGAIN
    _back_to_reader(found, reason)
    return found


def _same(known: Entry, found: Consultation) -> Consultation:
    if known.consultation_id != found.pk:
        raise PermissionDenied("ask-on")
    return found


def _take_signs(found: Consultation, text: str) -> None:
    signs = _signs(text, found.place)
    found.urgent = found.urgent or signs.danger
    found.past_village = found.past_village or signs.any


def _back_to_reader(found: Consultation, reason: str) -> None:
    """To the level that had it, if somebody still reads there; past the village as soon as there is a reason."""
    left_village = found.past_village and found.level == Level.AGENT
    office = (found.office_id or "") if found.level == Level.OFFICE else ""
    way = route(found.level, found.place, office=office, past_village=found.past_village)
    if left_village:
        found.open_to = [level for level in found.open_to if level != Level.AGENT]
        reason = Step.Reason.PAST_VILLAGE
    send_along(found, way, reason)


@transaction.atomic
def go_past_village(consultation: Consultation | UUID) -> Consultation:
    """She says that it concerns people of the village: from now on no agent sees it."""
    found = held(consultation)
    if not found.past_village:
        found.past_village = True
        if found.level == Level.AGENT and not found.is_over:
            _back_to_reader(found, Step.Reason.PAST_VILLAGE)
        else:
            found.save(update_fields=["past_village"])
    return found


@transaction.atomic
def close_by_asker(consultation: Consultation | UUID, *, thanked: bool = True) -> Consultation:
    """It helped, or she takes the question back. Doing it twice changes nothing."""
    found = held(consultation)
    if not found.is_over:
        reasons = Consultation.CloseReason
        found.close_reason = reasons.THANKED if thanked else reasons.WITHDRAWN
        move(found, CLOSED, Step.Reason.CLOSED)
    return found


@transaction.atomic
def leave_contact(consultation: Consultation | UUID, detail: str) -> None:
    """Where to tell her that there is an answer. Empty takes it away."""
    found = held(consultation)
    words = mask_identity_numbers(" ".join(detail.replace("\0", "").split()))
    if len(words) > LONGEST_CONTACT:
        raise ValidationError({"contact": _("Paling panjang %(most)d huruf.") % {"most": LONGEST_CONTACT}})
    if not words:
        ContactDetail.objects.filter(consultation=found).delete()
        return
    ContactDetail.objects.update_or_create(consultation=found, defaults={"sealed": sealed(words, CONTACT)})
    record(None, "leave-contact", found)
