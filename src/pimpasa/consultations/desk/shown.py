"""Everything the page of a thread shows to one of its readers."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from pimpasa.accounts.access import may
from pimpasa.accounts.models import User
from pimpasa.consultations.desk.clockwords import ClockWords, clock_words
from pimpasa.consultations.desk.presence import Present, present_at
from pimpasa.consultations.desk.worklist import topic_words
from pimpasa.consultations.models import Consultation, Entry, QuotedFact, Step
from pimpasa.consultations.policies import SEE_PRIVATE_NOTES
from pimpasa.consultations.private.models import PrivatePart
from pimpasa.consultations.queries import Thread, thread_for
from pimpasa.consultations.states import ANSWERED, ASKED_BACK, CLOSED, READING
from pimpasa.guidance.told import known_facts, seal_of, worded

ANY = frozenset({*READING, ASKED_BACK, ANSWERED})
# From which states each deed is offered; the order is that of the page.
OFFERED: dict[str, frozenset[str]] = {
    "tanya-balik": frozenset(READING),
    "teruskan": ANY,
    "catatan": ANY | {CLOSED},
    "gabung": frozenset({*READING, ANSWERED}),
    "tutup": ANY,
    "buka": frozenset({CLOSED}),
    "lapor": ANY | {CLOSED},
}


@dataclass(frozen=True)
class Quoted:
    """A fact as quoted: what it says now, and whether that is still what was told."""

    fact: str
    words: str
    is_old: bool


@dataclass(frozen=True)
class ShownEntry:
    entry: Entry
    quoted: list[Quoted]


@dataclass(frozen=True)
class ShownThread:
    thread: Thread
    entries: list[ShownEntry]
    topic: str
    clock: ClockWords
    people: list[Present]
    may_act: bool
    deeds: list[str]
    has_private: bool
    answered: bool

    @property
    def consultation(self) -> Consultation:
        return self.thread.consultation

    @property
    def may_answer(self) -> bool:
        return self.may_act and self.consultation.state in ANY


def show_thread(consultation: Consultation, user: User) -> ShownThread:
    """The same number of queries however long the thread is."""
    thread = thread_for(consultation, for_asker=False)
    quotes = _quotes(consultation)
    may_act = Consultation.objects.for_acting(user).filter(pk=consultation.pk).exists()
    return ShownThread(
        thread=thread,
        entries=[ShownEntry(entry, quotes[entry.pk]) for entry in thread.entries],
        topic=topic_words(consultation.topic),
        clock=clock_words(consultation, timezone.now()),
        people=[] if consultation.is_over else present_at(consultation),
        may_act=may_act,
        deeds=deeds_for(consultation, thread.steps, user, may_act=may_act),
        has_private=_has_private(consultation, user),
        answered=any(entry.kind == Entry.Kind.ANSWER for entry in thread.entries),
    )


def deeds_for(consultation: Consultation, steps: list[Step], user: User, *, may_act: bool) -> list[str]:
    deeds = [name for name, states in OFFERED.items() if may_act and consultation.state in states]
    last = steps[-1] if steps else None
    if last and last.reason == Step.Reason.PASSED_ON and last.recorded_by_id == user.pk and not consultation.read_at:
        deeds.insert(0, "ambil-kembali")
    return deeds


def _quotes(consultation: Consultation) -> dict[UUID, list[Quoted]]:
    known = known_facts()
    found: dict[UUID, list[Quoted]] = defaultdict(list)
    for row in QuotedFact.objects.filter(entry__consultation=consultation).order_by("pk"):
        fact = known.get(row.fact)
        words = worded(fact) if fact else row.fact
        found[row.entry_id].append(Quoted(row.fact, words, fact is None or seal_of(fact) != row.seal))
    return found


def _has_private(consultation: Consultation, user: User) -> bool:
    """An agent's page does not even ask."""
    if not may(user, SEE_PRIVATE_NOTES):
        return False
    return PrivatePart.objects.visible_to(user).filter(consultation=consultation).exists()
