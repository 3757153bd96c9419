"""The records that a recap counts. Counting and the lists behind each number both begin here, so they cannot differ."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from pimpasa.accounts.models import Posting
from pimpasa.consultations.models import Consultation
from pimpasa.fieldwork.activities.models import Activity, FollowUp
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Officer, StateChange
from pimpasa.foundation.roles import Role
from pimpasa.insight.recaps.periods import JAKARTA, Period
from pimpasa.insight.recaps.units import Level, Unit
from pimpasa.learning.sessions.models import SessionKit

BY_OFFICER = Activity.officers.through


def activities_of(unit: Unit, period: Period) -> QuerySet[Activity]:
    """Each matter once, as its last entry tells it."""
    rows = activities_in(period, unit.is_demonstration)
    return rows.filter(_done_by(unit.person) if unit.level == Level.OFFICER else unit.area.condition("village__code"))


def activities_in(period: Period, is_demonstration: bool) -> QuerySet[Activity]:
    rows = Activity.objects.current().filter(period.holds("occurred_at"), is_demonstration=is_demonstration)
    return rows.order_by()


def _done_by(user: UUID) -> Q:
    """Whoever took part; where nobody is named, whoever wrote it down."""
    named = BY_OFFICER.objects.filter(activity=OuterRef("pk"))
    return Q(Exists(named.filter(user=user))) | (Q(recorded_by=user) & ~Q(Exists(named)))


def findings_of(unit: Unit, period: Period) -> QuerySet[Finding]:
    """Those sent in the period. An officer's are those sent while posted there, unless meant to pass the officer."""
    rows = findings_in(period, unit.is_demonstration)
    if unit.level != Level.OFFICER:
        return rows.filter(unit.area.condition("village__code"))
    return rows.filter(Exists(_postings_there().filter(user=unit.person)), past_officer=False)


def findings_in(period: Period, is_demonstration: bool) -> QuerySet[Finding]:
    return Finding.objects.filter(period.holds("sent_at"), is_demonstration=is_demonstration).order_by()


def _postings_there() -> QuerySet[Posting]:
    sent = OuterRef("sent_at__date")
    over = Q(ends_on__lt=sent) | Q(revoked_on__lte=sent)
    return Posting.objects.filter(role=Role.OFFICER, area=OuterRef("village"), starts_on__lte=sent).exclude(over)


def held_on(posting: Posting, day: date) -> bool:
    """Whether the posting held on the day; one revoked held until the day before."""
    ended = posting.ends_on is not None and posting.ends_on < day
    revoked = posting.revoked_on is not None and posting.revoked_on <= day
    return posting.starts_on <= day and not ended and not revoked


def follow_ups_of(unit: Unit, period: Period) -> QuerySet[FollowUp]:
    """Those promised in the period, in the village where the activity now stands; an officer's are their own."""
    rows = follow_ups_in(period, unit.is_demonstration)
    return rows.filter(recorded_by=unit.person) if unit.level == Level.OFFICER else _inside(rows, unit)


def follow_ups_in(period: Period, is_demonstration: bool) -> QuerySet[FollowUp]:
    """Each with the village of the entry that speaks for its activity now, as `place`."""
    speaking = Activity.objects.current().order_by()
    corrected = speaking.filter(first=OuterRef("activity")).values("village_id")[:1]
    rows = FollowUp.objects.filter(period.holds("recorded_at"), activity__is_demonstration=is_demonstration)
    return rows.annotate(
        place=Coalesce(Subquery(corrected), "activity__village_id", output_field=CharField())
    ).order_by()


def _inside(rows: QuerySet[FollowUp], unit: Unit) -> QuerySet[FollowUp]:
    return rows.filter(unit.area.condition("place"))


def questions_of(unit: Unit, period: Period) -> QuerySet[Consultation]:
    """Those asked in the period that name a place; whose they are is not an officer's, but a village's."""
    rows = Consultation.objects.put_to_people().filter(period.holds("occurred_at"), place__isnull=False).order_by()
    return rows.none() if unit.level == Level.OFFICER else rows.filter(unit.area.condition("place__code"))


def sessions_of(unit: Unit, period: Period) -> QuerySet[SessionKit]:
    """Those held in the period, with or without tests; an evening is a village's, not an officer's."""
    rows = SessionKit.objects.filter(held_on__gte=period.first, held_on__lte=period.last).order_by()
    rows = rows.filter(is_demonstration=unit.is_demonstration)
    return rows.none() if unit.level == Level.OFFICER else rows.filter(unit.area.condition("village__code"))


def assisted_of(unit: Unit, day: date) -> QuerySet[Any]:
    """Those known on the day, each with the state of that day as `state_then`; an officer's are those assigned."""
    then = StateChange.objects.filter(assisted_village=OuterRef("pk"), happened_on__lte=day)
    latest = then.order_by("-happened_on", "-recorded_at", "-id").values("to_state")[:1]
    rows = AssistedVillage.objects.filter(is_demonstration=unit.is_demonstration)
    rows = rows.annotate(state_then=Subquery(latest)).filter(state_then__isnull=False)
    if unit.level == Level.OFFICER:
        return rows.filter(pk__in=assignments_of(unit, day).values("assisted_village"))
    return rows.filter(unit.area.condition("village__code"))


def officers_of(unit: Unit, day: date) -> QuerySet[Officer]:
    """Those inaugurated by the day and not withdrawn on it."""
    rows = Officer.objects.inaugurated(day).filter(Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
    rows = rows.filter(is_demonstration=unit.is_demonstration)
    if unit.level == Level.OFFICER:
        return rows.filter(user=unit.person)
    if unit.level == Level.OFFICE:
        return rows.filter(office=unit.code)
    return rows if unit.level == Level.NATION else rows.filter(office__regency__code__startswith=unit.code + ".")


def assignments_of(unit: Unit, day: date) -> QuerySet[Assignment]:
    rows = Assignment.objects.in_force(day).filter(officer__is_demonstration=unit.is_demonstration)
    if unit.level == Level.OFFICER:
        return rows.filter(officer__user=unit.person)
    return rows.filter(unit.area.condition("assisted_village__village__code"))


def day_of(moment: datetime) -> date:
    return moment.astimezone(JAKARTA).date()
