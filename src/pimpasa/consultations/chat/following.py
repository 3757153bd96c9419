"""What an asker does with her threads by chat: see where they stand, add, thank, take back, write in private."""

from collections.abc import Iterable
from uuid import UUID

import uuid6
from django.db.models import Q

from pimpasa.consultations import limits
from pimpasa.consultations.actions import asking, private
from pimpasa.consultations.actions.stepping import LONGEST, Said
from pimpasa.consultations.chat import asking as steps
from pimpasa.consultations.chat import saying, thread_saying
from pimpasa.consultations.chat.flow import (
    ADD,
    ADDING,
    NOTE,
    NOTE_FOR,
    NOTE_LEVEL,
    PAST,
    PRIVATE,
    READ_BY,
    READERS,
    SEND,
    SHOW,
    THANKS,
    THREAD,
    WITHDRAW,
    Flow,
    Turn,
)
from pimpasa.consultations.levels import CHOICES, PRIVATE_CHOICES, Level
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.private.models import PrivateEntry
from pimpasa.consultations.queries import thread_for
from pimpasa.consultations.receipts.making import new_secret
from pimpasa.consultations.receipts.opening import opened_by
from pimpasa.consultations.receipts.words import NO_WORD, as_meant
from pimpasa.consultations.signs import Signs
from pimpasa.consultations.states import ASKED, MERGED
from pimpasa.foundation.channels.messages import Reply

Replies = list[Reply]
MOST_SHOWN = 8


def own(turn: Turn, pk: str) -> Consultation | None:
    """Hers by this contact, or opened here with its receipt."""
    try:
        key = UUID(pk)
    except ValueError:
        return None
    hers = Q(contact=turn.inbound.contact)
    if turn.flow.thread == pk:
        hers |= Q(pk=key)
    return Consultation.objects.filter(hers, pk=key).exclude(state=ASKED).first()


def threads_of(turn: Turn) -> list[Consultation]:
    """Those that are open; without any, the last one that was."""
    rows = Consultation.objects.filter(contact=turn.inbound.contact).exclude(state=ASKED)
    return list(rows.open()[:MOST_SHOWN]) or list(rows[:1])


def has_open(turn: Turn) -> bool:
    return Consultation.objects.filter(contact=turn.inbound.contact).exclude(state=ASKED).open().exists()


def named(found: Iterable[Consultation]) -> list[tuple[Consultation, str]]:
    return [(one, thread_saying.first_words(thread_for(one, for_asker=True).entries)) for one in found]


def status(turn: Turn) -> Replies:
    found = threads_of(turn)
    if not found:
        return turn.say(Flow(), thread_saying.no_threads())
    if len(found) == 1:
        return show(turn, found[0])
    return turn.say(Flow(at=THREAD), thread_saying.which(named(found)))


def show(turn: Turn, one: Consultation, before: str = "") -> Replies:
    waits = PrivateEntry.objects.filter(part__consultation=one, is_reply=True).exists()
    reply = thread_saying.standing(thread_for(one, for_asker=True), private_reply=waits, before=before)
    return turn.say(Flow(at=THREAD, thread=str(one.pk)), reply)


def heard(turn: Turn) -> Replies:
    """Free words while threads are open: where do they belong?"""
    found = [one for one in threads_of(turn) if not one.is_over]
    if opened := own(turn, turn.flow.thread):
        found = found if opened in found or opened.is_over else [opened, *found]
    state = thread_saying.brief(thread_for(found[0], for_asker=True)) if len(found) == 1 else ""
    flow = Flow(at=THREAD, thread=turn.flow.thread, draft=turn.text[:LONGEST])
    return turn.say(flow, thread_saying.which_gets(named(found), turn.text, state))


def by_receipt(turn: Turn) -> Replies:
    """Five words of the list, on any network: her thread, wherever it was asked. Guessing is limited by contact."""
    sender = str(turn.inbound.contact)
    found = opened_by(turn.text) if limits.opening.lets_in(sender) else None
    if found is None or found.state == ASKED:
        limits.note_wrong(sender)
        return turn.say(Flow(), thread_saying.not_opened())
    return show(turn, found)


def is_receipt(text: str) -> bool:
    return NO_WORD not in as_meant(text)


def add(turn: Turn, one: Consultation) -> Replies:
    if one.state == MERGED:
        return show(turn, one)
    return turn.say(Flow(at=ADDING, thread=str(one.pk)), thread_saying.ask_more(one))


def adding(turn: Turn) -> Replies:
    one = own(turn, turn.flow.thread)
    if one is None:
        return status(turn)
    return say_on(turn, one, turn.text) if turn.text and not turn.pressed else add(turn, one)


def say_on(turn: Turn, one: Consultation, text: str) -> Replies:
    said = Said(uuid6.uuid7(), text[:LONGEST], turn.inbound.received_at)
    return show(turn, asking.ask_on(one, said), thread_saying.added())


def send_draft(turn: Turn, one: Consultation) -> Replies:
    return say_on(turn, one, turn.flow.draft) if turn.flow.draft else add(turn, one)


def thanks(turn: Turn, one: Consultation) -> Replies:
    return _closed(turn, asking.close_by_asker(one))


def withdraw(turn: Turn, one: Consultation) -> Replies:
    return _closed(turn, asking.close_by_asker(one, thanked=False))


def _closed(turn: Turn, one: Consultation) -> Replies:
    turn.leave()
    return [thread_saying.closed(thread_for(one, for_asker=True))]


def past_village(turn: Turn, one: Consultation) -> Replies:
    return show(turn, asking.go_past_village(one))


def readers(turn: Turn, one: Consultation) -> Replies:
    levels = [level for level in steps.levels_for(one.place, is_troubled=one.past_village) if level != one.chosen]
    flow = Flow(at=THREAD, thread=str(one.pk))
    return turn.say(flow, saying.ask_reader(levels, Signs(danger=one.urgent)) if levels else saying.nobody())


def another_reader(turn: Turn) -> Replies | None:
    """Chosen for the thread at hand."""
    one, level = own(turn, turn.flow.thread), turn.after(READ_BY)
    level = Level.OFFICE if level == Level.REGION else level
    if one is None or level not in CHOICES:
        return None
    return show(turn, asking.choose_reader(one, level))


def private_part(turn: Turn, one: Consultation) -> Replies:
    return turn.say(Flow(at=NOTE_LEVEL, thread=str(one.pk)), thread_saying.ask_note_level())


def note_level(turn: Turn) -> Replies:
    level = turn.after(NOTE_FOR)
    if level not in PRIVATE_CHOICES:
        return turn.say(turn.flow, thread_saying.ask_note_level())
    return turn.say(Flow(at=NOTE, thread=turn.flow.thread, level=level), thread_saying.ask_note())


def note(turn: Turn) -> Replies:
    """The second receipt is told once and kept nowhere."""
    one = own(turn, turn.flow.thread)
    if one is None or turn.pressed or not turn.text:
        return turn.say(turn.flow, thread_saying.ask_note())
    said = Said(uuid6.uuid7(), turn.text[:LONGEST], turn.inbound.received_at)
    opened = private.open_private_part(one, turn.flow.level, said, secret=new_secret())
    return turn.say(Flow(at=THREAD, thread=str(one.pk)), thread_saying.noted(opened.receipt))


ON_THREAD = {
    SHOW: show,
    ADD: add,
    SEND: send_draft,
    THANKS: thanks,
    WITHDRAW: withdraw,
    PAST: past_village,
    PRIVATE: private_part,
    READERS: readers,
}
STEPS = {ADDING: adding, NOTE_LEVEL: note_level, NOTE: note}
