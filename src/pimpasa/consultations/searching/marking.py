"""Searching threads whose words are sealed: each root is kept as a keyed fingerprint when it is written.

Protects askers from a copied database: without the key a mark tells only which threads share a word. Numbers and the
words that every question has are not marked, and the private part never is.
"""

from django.db.models import Q

from pimpasa.consultations.models import Consultation, ConsultationQuerySet, QuotedFact
from pimpasa.consultations.searching.models import WordMark
from pimpasa.foundation.secrecy import fingerprint
from pimpasa.foundation.ui.words import say
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.guidance.local.finding import gist
from pimpasa.guidance.told import known_facts

PURPOSE = "consultations/words-to-find"
SHORTEST, MOST_WORDS = 3, 6


def keep_marks(consultation: Consultation, words: str) -> None:
    marks = [WordMark(consultation=consultation, mark=mark_of(root)) for root in roots_of(words)]
    WordMark.objects.bulk_create(marks, ignore_conflicts=True)


def roots_of(words: str) -> list[str]:
    return [root for root in gist(words) if len(root) >= SHORTEST and not any(letter.isdigit() for letter in root)]


def mark_of(root: str) -> int:
    return int.from_bytes(fingerprint(root, PURPOSE)[:8], signed=True)


def search(rows: ConsultationQuerySet, words: str) -> ConsultationQuerySet:
    """Of these threads, those in which every word stands: in what was said, the topic, the place or a quoted fact."""
    for word in words.replace("\0", "").split()[:MOST_WORDS]:
        rows = rows.filter(_anywhere(word.strip(".,!?\"'()").lower()))
    return rows


def _anywhere(word: str) -> Q:
    marks = [mark_of(root) for root in roots_of(word)]
    topics = [topic.id for topic in load_asker().topics.values() if word in say(topic.title).lower()]
    facts = [name for name, fact in known_facts().items() if word in say(fact.text).lower()] if len(word) > 2 else []
    place = Q(place__name__icontains=word) | Q(place__parent__name__icontains=word)
    said = Q(pk__in=WordMark.objects.filter(mark__in=marks).values("consultation"))
    quoted = Q(pk__in=QuotedFact.objects.filter(fact__in=facts).values("entry__consultation"))
    return place | said | Q(topic__in=topics) | quoted
