"""Brings answers back to the network that the question came by, within the same transaction.

Protects the asker: a private reply never goes out, only that there is one.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone, translation

from pimpasa.consultations.chat import thread_saying
from pimpasa.consultations.chat.flow import ADDING, KEY, THREAD, WRITING, Flow, read_flow
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.private.models import PrivatePart
from pimpasa.consultations.queries import thread_for
from pimpasa.consultations.readers import serving
from pimpasa.consultations.states import ASKED_BACK
from pimpasa.foundation.channels import conversations, outbox
from pimpasa.foundation.channels.messages import Reply
from pimpasa.foundation.channels.models import Contact
from pimpasa.guidance.dialogue import paging

WITHOUT_BUDGET = "umum"


def hold_contact(consultation: Consultation) -> None:
    """Held before the thread, as a message that comes in does: the other way round they would wait for each other."""
    ids = [one.contact for one in _told_with(consultation) if one.contact]
    list(Contact.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def budget_of(consultation: Consultation) -> str:
    """Who pays for the message: the office that has it, or the one that serves the place."""
    return consultation.office_id or next(iter(serving(consultation.place)), WITHOUT_BUDGET)


def tell_asker(consultation: Consultation, *, budget_key: str) -> None:
    """What was just said or decided, in one message; whoever asked on the web reads it with the receipt."""
    for one in _told_with(consultation):
        _tell(one, budget_key)


def _told_with(consultation: Consultation) -> list[Consultation]:
    """The thread, and those merged into it, as far as a network knows their askers."""
    found = [consultation, *consultation.merged.all()]
    return [one for one in found if one.contact]


def _tell(one: Consultation, budget_key: str) -> None:
    contact = _contact_of(one)
    if contact is None:
        return
    with translation.override(contact.language):
        reply = thread_saying.standing(thread_for(one, for_asker=True))
        _put_in_place(contact, one, reply, budget_key)


def _contact_of(one: Consultation) -> Contact | None:
    return Contact.objects.filter(pk=one.contact, erased_at=None).first() if one.contact else None


def _put_in_place(contact: Contact, one: Consultation, reply: Reply, budget_key: str) -> None:
    """Her next words or number belong to this message, unless she is in the middle of writing something else."""
    now = timezone.now()
    thread = conversations.load(contact, now)
    state = thread.conversation.state
    if read_flow(state.get(KEY)).at in WRITING:
        outbox.send(contact, Reply(reply.text, short=reply.short, link=reply.link), budget_key=budget_key)
        return
    waits = ADDING if one.state == ASKED_BACK else THREAD
    state[KEY] = Flow(at=waits, thread=str(one.pk)).kept()
    shown = paging.opened(reply, state, contact.channel)
    outbox.send(contact, shown, budget_key=budget_key)
    conversations.offer(thread, [shown])
    conversations.save(contact, thread, now)


def tell_of_private_reply(part: PrivatePart) -> None:
    """That there is one, and which receipt opens it. Nothing of it."""
    consultation = part.consultation
    if contact := _contact_of(consultation):
        with translation.override(contact.language):
            outbox.send(contact, thread_saying.private_notice(), budget_key=budget_of(consultation))


def contacts_needed(due: Iterable[UUID]) -> set[UUID]:
    """Those that a thread still names: its own erasure, 30 days after closing, lets go of them."""
    rows = Consultation.objects.filter(contact__in=list(due)).values_list("contact", flat=True)
    return {pk for pk in rows if pk}
