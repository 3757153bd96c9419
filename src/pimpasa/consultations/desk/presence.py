"""Who reads at a level now, by name, and who stands in for whom: so that nobody waits for a person on leave unseen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from pimpasa.accounts.models import Posting
from pimpasa.consultations.levels import ROLES_OF, STATE_OF, Level
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.readers import reading_postings, serving
from pimpasa.fieldwork.register.models import Assignment
from pimpasa.regions.models import COUNTRY, ImmigrationOffice


@dataclass(frozen=True)
class Present:
    """One who reads. `covers` is the absent officer's name, `until` the last day of that."""

    name: str
    covers: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Target:
    """Where a thread may be passed on to, and who will see it there."""

    value: str
    label: str
    people: list[Present]


def present_at(consultation: Consultation) -> list[Present]:
    """Those who read where the thread is now; one query."""
    if not consultation.level:
        return []
    return _people(reading_postings().filter(_at(consultation, consultation.level, consultation.office_id or "")))


def targets_of(consultation: Consultation) -> list[Target]:
    """The levels beyond the present one that somebody reads today, and each office that serves the place."""
    levels = list(STATE_OF)
    beyond = levels[levels.index(consultation.level) + 1 :] if consultation.level else []
    found = []
    for level in beyond:
        if level != Level.OFFICE:
            found.append(_target(consultation, level, None))
    offices = ImmigrationOffice.objects.filter(pk__in=serving(consultation.place)).order_by("name")
    if consultation.level in levels[: levels.index(Level.OFFICE) + 1]:
        found += [_target(consultation, "office", one) for one in offices if one.pk != consultation.office_id]
    order = {level: place for place, level in enumerate(levels)}
    return sorted((one for one in found if one.people), key=lambda one: order[one.value.partition(":")[0]])


def other_offices(consultation: Consultation) -> list[tuple[str, str]]:
    """All offices where somebody reads today, for a question that belongs elsewhere; two queries."""
    if consultation.level == Level.REGION:
        return []
    staffed = reading_postings().filter(role__in=ROLES_OF[Level.OFFICE]).values("office")
    rows = ImmigrationOffice.objects.filter(pk__in=staffed, ended=False).exclude(pk=consultation.office_id)
    return [(f"office:{row.pk}", row.name) for row in rows.order_by("name")]


def _target(consultation: Consultation, level: str, office: ImmigrationOffice | None) -> Target:
    people = _people(reading_postings().filter(_at(consultation, level, office.pk if office else "")))
    label = office.name if office else str(Level(level).label)
    return Target(f"{level}:{office.pk}" if office else level, label, people)


def _at(consultation: Consultation, level: str, office: str) -> Q:
    place = consultation.place_id or ""
    if level == Level.OFFICE:
        return Q(role__in=ROLES_OF[level], office=office)
    if level == Level.REGION:
        return Q(role__in=ROLES_OF[level], area__in=[COUNTRY, place.partition(".")[0] or COUNTRY])
    return Q(role__in=ROLES_OF[level], area=place)


def _people(postings: Any) -> list[Present]:
    rows = postings.select_related("user", "assignment__cover_for__officer").order_by("user__display_name")
    return [_present(row) for row in rows]


def _present(posting: Posting) -> Present:
    assignment: Assignment | None = getattr(posting, "assignment", None)
    if assignment and assignment.cover_for:
        return Present(posting.user.display_name, assignment.cover_for.officer.printed_name, assignment.ends_on)
    return Present(posting.user.display_name)
