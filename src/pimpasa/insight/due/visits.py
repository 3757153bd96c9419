"""When villages were last visited, and which are due, whoever visited them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from pimpasa.fieldwork.activities.kinds import Kind
from pimpasa.fieldwork.activities.models import Activity
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Officer
from pimpasa.foundation.scope import Scope
from pimpasa.insight.due.quarter import visit_due

# What brings somebody into the village; meetings and what has no name of its own may be held anywhere.
VISITS = frozenset(Kind) - {Kind.COORDINATION_MEETING, Kind.OTHER}


def last_visits(villages: "Iterable[str] | QuerySet[AssistedVillage, str]") -> dict[str, date]:
    """The day of the last visit of each village that was ever visited; corrected entries count as corrected."""
    held = Activity.objects.filter(village__in=villages, kind__in=sorted(VISITS)).current().order_by()
    rows = held.values_list("village_id").annotate(last=Max("occurred_at"))
    return {code: timezone.localdate(last) for code, last in rows}


@dataclass(frozen=True)
class Standing:
    """An assisted village at work: who serves it, and when it was last visited."""

    assisted: AssistedVillage
    officers: tuple[Officer, ...]
    last_visit: date | None
    due_on: date

    def is_unvisited(self, on: date) -> bool:
        """Whether a full quarter has passed without a visit."""
        return self.due_on <= on


def standings(scope: Scope, on: date) -> list[Standing]:
    """Every village at work within the scope; three queries, whatever their number."""
    if scope.is_empty:
        return []
    at_work = AssistedVillage.objects.filter(scope.condition("village__code")).at_work()
    visited, served = last_visits(at_work.order_by().values_list("village_id", flat=True)), _served(at_work, on)
    rows = at_work.select_related("village", "office").order_by("village__name", "village_id")
    return [_standing(row, served.get(row.pk, ()), visited.get(row.village_id)) for row in rows]


def _standing(row: AssistedVillage, officers: Iterable[Officer], last: date | None) -> Standing:
    since = row.launched_on or timezone.localdate(row.recorded_at)
    return Standing(row, tuple(officers), last, visit_due(last, since))


def _served(villages: QuerySet[AssistedVillage], on: date) -> dict[object, list[Officer]]:
    running = Assignment.objects.in_force(on).filter(assisted_village__in=villages).select_related("officer")
    found: dict[object, list[Officer]] = {}
    for one in running.order_by("officer__printed_name"):
        found.setdefault(one.assisted_village_id, []).append(one.officer)
    return found
