"""The facts an answer was made of, so that a corrected fact can find the threads that were told the old one."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pimpasa.guidance.told import known_facts, seal_of

from .models import Consultation, ConsultationQuerySet, Entry, QuotedFact


def check_facts(names: Iterable[str]) -> list[str]:
    """The names once each. Raises ValidationError for a fact that does not exist."""
    wanted, known = list(dict.fromkeys(names)), known_facts()
    if unknown := [name for name in wanted if name not in known]:
        raise ValidationError({"facts": _("Fakta ini tidak ada: %(names)s") % {"names": ", ".join(unknown)}})
    return wanted


def keep_quotes(entry: Entry, names: Iterable[str]) -> None:
    known = known_facts()
    QuotedFact.objects.bulk_create(QuotedFact(entry=entry, fact=name, seal=seal_of(known[name])) for name in names)


def outdated_quotes() -> list[QuotedFact]:
    """What was told once and reads differently today, or is gone; the newest first."""
    now = {name: seal_of(fact) for name, fact in known_facts().items()}
    told = QuotedFact.objects.values_list("fact", "seal").distinct()
    changed = [(fact, seal) for fact, seal in told if now.get(fact) != seal]
    rows = QuotedFact.objects.select_related("entry__consultation").order_by("-entry__recorded_at")
    wanted = set(changed)
    return [row for row in rows.filter(fact__in={fact for fact, _ in changed}) if (row.fact, row.seal) in wanted]


def told_the_old(fact: str) -> ConsultationQuerySet:
    """The threads whose answers quote the fact as it no longer stands."""
    present = known_facts().get(fact)
    quotes = QuotedFact.objects.filter(fact=fact)
    if present:
        quotes = quotes.exclude(seal=seal_of(present))
    found: ConsultationQuerySet = Consultation.objects.filter(entries__facts__in=quotes).distinct()
    return found
