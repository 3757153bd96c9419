"""The trained people of a village, and villages that have none."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from pimpasa.accounts.models import Posting, User
from pimpasa.learning.teachers.models import Training
from pimpasa.learning.teachers.policies import TAKE_TEST


@dataclass(frozen=True)
class TrainedPerson:
    """Somebody who passed; `stands` until something must be learned anew."""

    person: User
    passed_on: date
    stands: bool


def trained_in(village: str) -> list[TrainedPerson]:
    """Those posted in the village who have passed, each once, by name."""
    return trained(_posted_in(village).values_list("user", flat=True))


def trained(people: Iterable[UUID]) -> list[TrainedPerson]:
    """The last training of each of them, by name."""
    rows = Training.objects.filter(person__in=people).select_related("person").order_by("passed_on", "pk")
    last = {row.person_id: row for row in rows}
    standing = Training.objects.standing().filter(pk__in=[row.pk for row in last.values()])
    kept = set(standing.values_list("pk", flat=True))
    found = [TrainedPerson(row.person, row.passed_on, row.pk in kept) for row in last.values()]
    return sorted(found, key=lambda one: (one.person.display_name, one.person.pk))


def without_trained(village: str) -> Q:
    """For rows whose field `village` holds the code: nobody posted there has a training that stands."""
    today = timezone.localdate()
    standing = Training.objects.standing(today).filter(person=OuterRef("user"))
    posted = Posting.objects.in_force(today).filter(area=OuterRef(village), role__in=TAKE_TEST.roles)
    return ~Q(Exists(posted.filter(Exists(standing))))


def _posted_in(village: str) -> QuerySet[Posting]:
    return Posting.objects.in_force().filter(area=village, role__in=TAKE_TEST.roles)
