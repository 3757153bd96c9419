"""Writing an answer: a saved reply or ticked facts are put in with their words, source and date, and remembered."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.timezone import localdate

from pimpasa.consultations.actions.stepping import LONGEST, Said
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.replies.filling import facts_on, fill
from pimpasa.consultations.replies.models import SavedReply, SavedReplyQuerySet
from pimpasa.consultations.views.typed import key_of
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.ask.understand import understand
from pimpasa.guidance.told import worded

MOST_FOUND, MOST_QUOTED = 20, 40


@dataclass(frozen=True)
class Compose:
    """An answer on its way; it travels in the form, and is kept nowhere before it is sent."""

    key: UUID
    version: int
    text: str = ""
    facts: tuple[str, ...] = ()
    search: str = ""
    missing: tuple[str, ...] = field(default=())

    @property
    def said(self) -> Said:
        return Said(self.key, self.text)

    def with_reply(self, reply: SavedReply, day: date) -> "Compose":
        """What was typed stays; the reply stands below it."""
        filled = fill(reply.body, day)
        text = "\n\n".join(part for part in (self.text.strip(), filled.text) if part)
        return replace(self, text=text, facts=_once(*self.facts, *filled.facts), missing=filled.missing)

    def with_facts_in_text(self, day: date) -> "Compose":
        """Each ticked fact once, below what was typed."""
        known = facts_on(day)
        lines = [worded(known[name]) for name in self.facts if name in known]
        new = [f"- {line}" for line in lines if line not in self.text]
        return replace(self, text="\n".join(part for part in (self.text.strip(), *new) if part))

    def filled_in(self, day: date) -> "Compose":
        """Any {fact} typed by hand in its place."""
        filled = fill(self.text, day)
        return replace(self, text=filled.text, facts=_once(*self.facts, *filled.facts), missing=filled.missing)


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:MOST_QUOTED]


def read_compose(sent: QueryDict, consultation: Consultation) -> Compose:
    seen = sent.get("version", "")
    return Compose(
        key=key_of(sent),
        version=int(seen) if seen.isdecimal() and len(seen) < 9 else consultation.version,
        text=sent.get("text", "").replace("\0", "").replace("\r\n", "\n")[: 2 * LONGEST],
        facts=_once(*(name[:80] for name in sent.getlist("facts"))),
        search=sent.get("cari", "").replace("\0", "").strip()[:100],
    )


def offered_facts(compose: Compose, consultation: Consultation, question: str) -> list[tuple[str, str, bool]]:
    """Those quoted, those looked for, and those of the topic: id, words, whether ticked."""
    known = facts_on(localdate())
    names = [*compose.facts, *looked_for(compose.search, known), *_of_topic(consultation, question)]
    return [(name, worded(known[name]), name in compose.facts) for name in dict.fromkeys(names) if name in known]


def topic_of(consultation: Consultation, question: str) -> str:
    """The thread's topic; where it has none, the one its question is most likely about."""
    return consultation.topic or (understand(question).topic if question else "")


def _of_topic(consultation: Consultation, question: str) -> tuple[str, ...]:
    topic = load_asker().topics.get(topic_of(consultation, question))
    return topic.facts if topic else ()


def looked_for(search: str, known: dict[str, Any]) -> list[str]:
    words = search.lower().split()
    if not words:
        return []
    found = (name for name, fact in known.items() if all(word in f"{name} {say(fact.text)}".lower() for word in words))
    return list(found)[:MOST_FOUND]


def offered_replies(rows: SavedReplyQuerySet, topic: str) -> list[SavedReply]:
    """Those of the topic first; one query."""
    replies = rows.in_use().select_related("office")
    return sorted(replies[:100], key=lambda one: (one.topic != topic, one.title))
