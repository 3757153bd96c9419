"""The records behind a number, as far as one person may see them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from pimpasa.accounts.access import may, villages_where
from pimpasa.accounts.models import User
from pimpasa.consultations.models import Consultation
from pimpasa.consultations.policies import SEE_CONSULTATIONS
from pimpasa.fieldwork.activities.models import Activity, FollowUp, ParticipantCount
from pimpasa.fieldwork.activities.policies import SEE_ACTIVITIES
from pimpasa.fieldwork.findings.models import Finding
from pimpasa.fieldwork.findings.policies import SEE_FINDINGS
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Officer
from pimpasa.fieldwork.register.policies import SEE_ASSIGNMENTS, SEE_OFFICERS, SEE_VILLAGES
from pimpasa.foundation.access import Action
from pimpasa.foundation.ui.words import day, say
from pimpasa.guidance.ask.asker import load_asker
from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.log import FindingTimes, follow_up_standing, with_times
from pimpasa.insight.recaps.periods import JAKARTA, Period
from pimpasa.insight.recaps.records import (
    activities_of,
    assignments_of,
    assisted_of,
    findings_of,
    follow_ups_of,
    officers_of,
    questions_of,
    sessions_of,
)
from pimpasa.insight.recaps.standing import AT_WORK
from pimpasa.insight.recaps.units import Unit
from pimpasa.learning import library
from pimpasa.learning.figures.evenings import Evening, evenings_of
from pimpasa.learning.figures.release import Release
from pimpasa.learning.sessions.models import SessionKit
from pimpasa.learning.sessions.policies import RUN_SESSION, SEE_SESSIONS
from pimpasa.regions.models import Region


class NothingBehindError(LookupError):
    """No such figure, or its records are not for this person."""


@dataclass(frozen=True)
class Line:
    """A record as the list shows it."""

    name: str
    address: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Behind:
    """The records themselves, and how each becomes a line. `number` is what they add up to."""

    columns: tuple[str, ...]
    rows: QuerySet[Any]
    line: Callable[[Any], Line]
    number: int


@dataclass(frozen=True)
class Question:
    unit: Unit
    period: Period
    key: str
    now: datetime
    user: User

    @property
    def value(self) -> str:
        return self.key.rpartition("/")[2]

    @property
    def division(self) -> str:
        return self.key.rpartition("/")[0]


# What is counted -> who may open its single records.
ACTIONS: dict[str, Action] = {
    keys.ACTIVITIES: SEE_ACTIVITIES,
    keys.PARTICIPANTS: SEE_ACTIVITIES,
    "topics": SEE_ACTIVITIES,
    "tags": SEE_ACTIVITIES,
    keys.FOLLOW_UPS: SEE_ACTIVITIES,
    keys.REACHED: SEE_ACTIVITIES,
    keys.FINDINGS: SEE_FINDINGS,
    keys.QUESTIONS: SEE_CONSULTATIONS,
    keys.SESSIONS: SEE_SESSIONS,
    keys.TESTED: SEE_SESSIONS,
    keys.VILLAGES: SEE_VILLAGES,
    keys.OFFICERS: SEE_OFFICERS,
    keys.ASSIGNMENTS: SEE_ASSIGNMENTS,
}


def opened_by(user: User) -> frozenset[str]:
    """What is counted of which the person may open records."""
    allowed: dict[str, bool] = {}
    for action in ACTIONS.values():
        if action.name not in allowed:
            allowed[action.name] = may(user, action)
    return frozenset(what for what, action in ACTIONS.items() if allowed[action.name])


def records_behind(question: Question) -> Behind:
    """Raises NothingBehindError."""
    what = question.key.split("/", maxsplit=1)[0]
    if not keys.is_known(question.key) or not may(question.user, ACTIONS[what]):
        raise NothingBehindError(question.key)
    return READERS[what](question)


def _activities(question: Question) -> Behind:
    rows = activities_of(question.unit, question.period)
    if question.division in ("topics", "tags"):
        rows = rows.filter(**{f"{question.division}__contains": [question.value]})
    elif question.division:
        rows = rows.filter(kind=question.value)
    return _list_of_activities(rows, ParticipantCount.objects.all(), question)


def _participants(question: Question) -> Behind:
    """The activities where such people took part, each with their number."""
    people, parts = ParticipantCount.objects.all(), question.key.split("/")[1:]
    fields = {"kind": ("activity__kind",), "sex": ("sex",), "band": ("age_band",), "cell": ("sex", "age_band")}
    if parts:
        people = people.filter(**dict(zip(fields.get(parts[0], ()), parts[1:], strict=False)))
    rows = activities_of(question.unit, question.period)
    rows = rows.filter(Exists(people.filter(activity=OuterRef("pk"))))
    behind = _list_of_activities(rows, people, question)
    number = people.filter(activity__in=behind.rows.values("pk")).aggregate(sum=Sum("number"))["sum"] or 0
    return Behind(behind.columns, behind.rows, behind.line, number)


def _list_of_activities(rows: QuerySet[Activity], people: QuerySet[ParticipantCount], question: Question) -> Behind:
    here = people.filter(activity=OuterRef("pk")).order_by().values("activity").annotate(sum=Sum("number"))
    seen = Activity.objects.visible_to(question.user).filter(pk__in=rows.values("pk"))
    seen = seen.annotate(people=Subquery(here.values("sum"))).select_related("village__parent", "recorded_by")
    seen = seen.order_by("-occurred_at", "-pk")
    return Behind((_("Jenis"), _("Hari"), _("Desa"), _("Peserta"), _("Pencatat")), seen, _activity, seen.count())


def _activity(row: Any) -> Line:
    cells = _date(row.occurred_at), _place(row.village), str(row.people or 0), row.recorded_by.display_name
    return Line(row.get_kind_display(), reverse("activity", kwargs={"pk": row.pk}), cells)


def _findings(question: Question) -> Behind:
    rows = findings_of(question.unit, question.period)
    simple = {keys.key(keys.FINDINGS, field): field for field in ("category", "state")}
    if question.division in simple:
        rows = rows.filter(**{simple[question.division]: question.value})
    elif question.division:
        rows = rows.filter(pk__in=_findings_under(rows, question))
    seen = Finding.objects.visible_to(question.user).filter(pk__in=rows.values("pk"))
    seen = seen.select_related("village__parent").order_by("-sent_at", "-pk")
    return Behind((_("Jenis"), _("Dikirim"), _("Desa"), _("Keadaan")), seen, _finding, seen.count())


def _findings_under(rows: QuerySet[Finding], question: Question) -> list[UUID]:
    """Those that the log counts under the key: the paces are reckoned from the steps."""
    fields = ("pk", "category", "state", "sent_at", "due_at", "asked_at", "checked_at", "acted_at")
    told = with_times(rows).values_list(*fields)
    return [pk for pk, *times in told if question.key in FindingTimes(*times).keys(question.now)]


def _finding(row: Finding) -> Line:
    cells = _date(row.sent_at), _place(row.village), row.state_label
    return Line(row.get_category_display(), reverse("finding", kwargs={"pk": row.pk}), cells)


def _questions(question: Question) -> Behind:
    rows = questions_of(question.unit, question.period)
    if question.division:
        rows = rows.filter(first_answered_by_level="" if question.value == keys.WAITING else question.value)
    seen = Consultation.objects.visible_to(question.user).filter(pk__in=rows.values("pk"))
    seen = seen.select_related("place__parent").order_by("-occurred_at", "-pk")
    return Behind((_("Topik"), _("Hari"), _("Tempat"), _("Keadaan")), seen, _question, seen.count())


def _question(row: Consultation) -> Line:
    assert row.place
    topic = load_asker().topics.get(row.topic)
    cells = _date(row.occurred_at), _place(row.place), row.state_label
    return Line(say(topic.title) if topic else _("Lainnya"), reverse("consultation", kwargs={"pk": row.pk}), cells)


def _sessions(question: Question) -> Behind:
    rows = _held(question, evenings_of(sessions_of(question.unit, question.period)))
    return Behind((_("Materi"), _("Hari"), _("Desa"), _("Keadaan")), rows, _session, rows.count())


def _tests(question: Question) -> Behind:
    """The evenings where the reader may know how many took that test; a few people only whoever works there."""
    release, phase = Release(villages_where(question.user, RUN_SESSION)), question.value
    found = evenings_of(sessions_of(question.unit, question.period))
    told = [one for one in found if one.people(phase) and release.counts(one, phase)]
    rows, people = _held(question, told), {one.id: one.people(phase) for one in told}
    number = sum(people[pk] for pk in rows.values_list("pk", flat=True))
    return Behind((_("Materi"), _("Hari"), _("Desa"), _("Keadaan")), rows, _session, number)


def _held(question: Question, evenings: Iterable[Evening]) -> QuerySet[SessionKit]:
    seen = SessionKit.objects.visible_to(question.user).filter(pk__in=[one.id for one in evenings])
    return seen.select_related("village__parent").order_by("-held_on", "-pk")


def _session(row: SessionKit) -> Line:
    known = library.lessons()
    lessons = ", ".join(known[name].title if name in known else name for name in row.lessons)
    cells = day(row.held_on), _place(row.village), row.get_state_display()
    return Line(lessons, reverse("session-kit", kwargs={"pk": row.pk}), cells)


def _follow_ups(question: Question) -> Behind:
    rows = follow_ups_of(question.unit, question.period).annotate(standing=follow_up_standing(question.now))
    if question.division:
        rows = rows.filter(standing=question.value)
    seen = FollowUp.objects.visible_to(question.user).filter(pk__in=rows.values("pk"))
    seen = seen.select_related("activity__village__parent", "recorded_by", "done").order_by("due_on", "pk")
    return Behind((_("Apa"), _("Paling lambat"), _("Selesai"), _("Oleh")), seen, _follow_up, seen.count())


def _follow_up(row: FollowUp) -> Line:
    done = _date(row.done.done_at) if hasattr(row, "done") else _("belum")
    cells = day(row.due_on), done, row.recorded_by.display_name
    return Line(row.what, reverse("activity", kwargs={"pk": row.activity_id}), cells)


def _villages(question: Question) -> Behind:
    on = question.period.standing_on(question.now)
    visited = activities_of(question.unit, question.period).values("village")
    narrowed = {
        keys.VILLAGES: Q(state_then__in=AT_WORK),
        keys.COVERED: Q(state_then__in=AT_WORK, village__in=visited),
        keys.UNCOVERED: Q(state_then__in=AT_WORK) & ~Q(village__in=visited),
    }
    found = assisted_of(question.unit, on).filter(narrowed.get(question.key, Q(state_then=question.value)))
    seen = AssistedVillage.objects.visible_to(question.user).filter(pk__in=found.values("pk"))
    seen = seen.select_related("village__parent", "office").order_by("village")
    return Behind((_("Desa"), _("Kode"), _("Kantor"), _("Keadaan sekarang")), seen, _assisted, seen.count())


def _assisted(row: AssistedVillage) -> Line:
    return Line(_place(row.village), row.get_absolute_url(), (row.village_id, row.office.name, row.get_state_display()))


def _reached(question: Question) -> Behind:
    entries = Activity.objects.visible_to(question.user).filter(pk__in=activities_of(question.unit, question.period))
    seen = Region.objects.filter(pk__in=entries.values("village")).select_related("parent").order_by("pk")
    return Behind((_("Desa"), _("Kode")), seen, _village, seen.count())


def _village(row: Region) -> Line:
    return Line(_place(row), reverse("village", kwargs={"code": row.pk}), (row.pk,))


def _officers(question: Question) -> Behind:
    found = officers_of(question.unit, question.period.standing_on(question.now)).order_by()
    seen = Officer.objects.visible_to(question.user).filter(pk__in=found.values("pk")).select_related("office")
    seen = seen.order_by("printed_name", "pk")
    return Behind((_("Nama"), _("Kantor")), seen, _officer, seen.count())


def _officer(row: Officer) -> Line:
    return Line(row.printed_name, row.get_absolute_url(), (row.office.name,))


def _assignments(question: Question) -> Behind:
    found = assignments_of(question.unit, question.period.standing_on(question.now)).order_by()
    seen = Assignment.objects.visible_to(question.user).filter(pk__in=found.values("pk"))
    seen = seen.select_related("officer", "assisted_village__village__parent").order_by("officer__printed_name", "pk")
    return Behind((_("Pimpasa"), _("Desa"), _("Mulai"), _("Hari terakhir")), seen, _assignment, seen.count())


def _assignment(row: Assignment) -> Line:
    ends = day(row.ends_on) if row.ends_on else "–"
    cells = _place(row.assisted_village.village), day(row.starts_on), ends
    return Line(row.officer.printed_name, row.get_absolute_url(), cells)


READERS: dict[str, Callable[[Question], Behind]] = {
    keys.ACTIVITIES: _activities,
    "topics": _activities,
    "tags": _activities,
    keys.PARTICIPANTS: _participants,
    keys.FINDINGS: _findings,
    keys.FOLLOW_UPS: _follow_ups,
    keys.QUESTIONS: _questions,
    keys.SESSIONS: _sessions,
    keys.TESTED: _tests,
    keys.VILLAGES: _villages,
    keys.REACHED: _reached,
    keys.OFFICERS: _officers,
    keys.ASSIGNMENTS: _assignments,
}


def lines_of(behind: Behind, rows: Iterable[Any]) -> list[Line]:
    return [behind.line(row) for row in rows]


def _date(moment: datetime) -> str:
    return day(moment.astimezone(JAKARTA).date())


def _place(village: Region) -> str:
    return f"{village.name}, {village.parent.name}" if village.parent else village.name
