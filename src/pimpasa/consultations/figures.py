"""Figures of the bridge for a period: how much is answered in the village, how long people wait for the first answer.

Counts of threads, of nobody. Small counts are not hidden here: whoever publishes them does that, by one rule for all.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Aggregate, CharField, Count, DurationField, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from pimpasa.consultations.levels import Level
from pimpasa.consultations.models import Consultation, ConsultationQuerySet
from pimpasa.consultations.states import OVER
from pimpasa.foundation.scope import Scope
from pimpasa.regions.models import OfficeJurisdiction

ANSWERED = Q(first_answered_at__isnull=False)


class Median(Aggregate):
    """Half wait shorter, half longer; threads without an answer are not in it."""

    name = "Median"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Waiting:
    """Of one topic or office (its id; empty where there is none). No median where nothing is answered yet."""

    name: str
    asked: int
    answered: int
    median_hours: float | None


@dataclass(frozen=True)
class Figures:
    """Threads asked from the first to the last day, both included, and what became of them until now."""

    first_day: date
    last_day: date
    asked: int
    answered: int
    answered_in_village: int
    waiting_without_answer: int
    by_level: tuple[tuple[str, int], ...]
    median_hours: float | None
    by_topic: tuple[Waiting, ...]
    by_office: tuple[Waiting, ...]

    @property
    def share_in_village(self) -> float | None:
        """Of those answered, how many the village agent or the village's officer answered first."""
        return self.answered_in_village / self.answered if self.answered else None


# The officer serves the village and answers there; the office and the region are beyond it.
IN_VILLAGE = (Level.AGENT.value, Level.OFFICER.value)


def figures_of(where: Scope, first_day: date, last_day: date) -> Figures:
    """Three queries. Not counted: what nobody was chosen for, demonstrations, duplicates, and what was no question."""
    rows = _counted(where, first_day, last_day)
    levels = {level: Count("pk", filter=ANSWERED & Q(first_answered_by_level=level)) for level in Level.values}
    still = Count("pk", filter=Q(first_answered_at__isnull=True) & ~Q(state__in=OVER))
    whole = rows.order_by().aggregate(**_measures(), still=still, **levels)
    return Figures(
        first_day=first_day,
        last_day=last_day,
        asked=whole["asked"],
        answered=whole["answered"],
        answered_in_village=sum(whole[level] for level in IN_VILLAGE),
        waiting_without_answer=whole["still"],
        by_level=tuple((level, whole[level]) for level in Level.values),
        median_hours=_hours(whole["median"]),
        by_topic=_by(rows, "topic"),
        by_office=_by(rows.annotate(serving=_serving_office()), "serving"),
    )


def _counted(where: Scope, first_day: date, last_day: date) -> ConsultationQuerySet:
    begins, ends = _midnight(first_day), _midnight(last_day + timedelta(days=1))
    rows = Consultation.objects.put_to_people().filter(occurred_at__gte=begins, occurred_at__lt=ends)
    if where.everywhere:
        return rows
    there = where.condition("place__code") & Q(place__isnull=False)
    return rows.filter(there | Q(offices__overlap=sorted(where.offices)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _measures() -> dict[str, Any]:
    waited = F("first_answered_at") - F("occurred_at")
    return {"asked": Count("pk"), "answered": Count("pk", filter=ANSWERED), "median": Median(waited)}


def _serving_office() -> Coalesce:
    """The office the thread has been with, else the main one confirmed for the regency."""
    confirmed = OfficeJurisdiction.objects.filter(
        confidence=OfficeJurisdiction.Confidence.CONFIRMED, is_primary=True, office__ended=False
    )
    regency = Func(OuterRef("place_id"), Value(5), function="left")
    main = Subquery(confirmed.filter(regency=regency).values("office_id")[:1])
    return Coalesce("office_id", main, Value(""), output_field=CharField())


def _by(rows: ConsultationQuerySet, field: str) -> tuple[Waiting, ...]:
    found = rows.order_by().values(field).annotate(**_measures()).order_by("-asked", field)
    return tuple(Waiting(row[field] or "", row["asked"], row["answered"], _hours(row["median"])) for row in found)


def _hours(waited: timedelta | None) -> float | None:
    return None if waited is None else round(waited.total_seconds() / 3600, 1)
