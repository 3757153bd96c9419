"""Who was told a fact that reads differently today, and has not been told since."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from pimpasa.consultations.models import Consultation, Entry, QuotedFact
from pimpasa.foundation.access import Person
from pimpasa.guidance.told import known_facts, seal_of


@dataclass(frozen=True)
class Outdated:
    """One fact, what it says now (nothing where it is gone), and what was quoted of it."""

    fact: str
    now: str
    quotes: list[QuotedFact]


def still_outdated(user: Person) -> QuerySet[QuotedFact]:
    """In the threads of the person; a thread that has been told the present fact since is left out."""
    now = {name: seal_of(fact) for name, fact in known_facts().items()}
    told = QuotedFact.objects.order_by().values_list("fact", "seal").distinct()
    old = Q(pk__in=[])
    for fact, seal in told:
        if now.get(fact) != seal:
            old |= Q(fact=fact, seal=seal)
    rows = QuotedFact.objects.filter(old, correction__isnull=True, entry__kind=Entry.Kind.ANSWER)
    rows = rows.filter(entry__consultation__in=Consultation.objects.visible_to(user))
    return rows.select_related("entry__consultation__place").order_by("fact", "-entry__recorded_at")
