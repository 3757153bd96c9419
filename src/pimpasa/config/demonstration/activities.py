"""A year of visits, sessions and meetings, up to yesterday, each by an officer who served that village on that day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pimpasa.config.demonstration.stage import HELPED, MAIN, Stage
from pimpasa.fieldwork.activities.kinds import AgeBand, Kind, Sex
from pimpasa.fieldwork.activities.models import Activity, ActivityWords, FollowUp, FollowUpDone, ParticipantCount
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage

YEAR = 365
SHORTEST_GAP, LONGEST_GAP = 12, 30
# One village in twelve was not visited for more than a quarter.
SILENT_SHARE, SILENT_FOR = 0.08, 100
KINDS = {
    Kind.VILLAGE_VISIT: 46,
    Kind.EDUCATION_SESSION: 24,
    Kind.COORDINATION_MEETING: 12,
    Kind.TECHNICAL_GUIDANCE: 7,
    Kind.PASSPORT_OUTREACH: 6,
    Kind.FOREIGNER_SUPERVISION: 4,
    Kind.OTHER: 1,
}
# At most how many people of one sex and age come.
CROWD = {Kind.VILLAGE_VISIT: 4, Kind.EDUCATION_SESSION: 14, Kind.PASSPORT_OUTREACH: 10}
TOPICS = {
    Kind.VILLAGE_VISIT: ("passport", "legal-work", "nothing-new"),
    Kind.EDUCATION_SESSION: ("passport", "legal-work", "trafficking", "smuggling", "fake-offers"),
    Kind.FOREIGNER_SUPERVISION: ("foreigners",),
}
USUAL_TOPICS = ("passport", "legal-work", "trafficking", "fake-offers")
MATERIALS = ("leaflet", "poster", "video", "slides")
ABOUT_CRIME = {"trafficking", "smuggling"}
SITES = ("Balai desa", "Kantor desa", "Rumah ketua RT", "Masjid desa", "Sekolah", "Posyandu", "Lapangan desa")
SUMMARIES = {
    Kind.VILLAGE_VISIT: "Peragaan: berbincang dengan perangkat desa dan warga tentang rencana kerja ke luar negeri.",
    Kind.EDUCATION_SESSION: "Peragaan: warga bertanya tentang biaya paspor dan cara memeriksa tawaran kerja.",
    Kind.COORDINATION_MEETING: "Peragaan: menyepakati jadwal kunjungan dan siapa yang dihubungi.",
    Kind.TECHNICAL_GUIDANCE: "Peragaan: agen desa berlatih mencari jawaban dan mencetaknya.",
    Kind.PASSPORT_OUTREACH: "Peragaan: berkas warga diperiksa sebelum permohonan paspor.",
    Kind.FOREIGNER_SUPERVISION: "Peragaan: mendampingi pendataan orang asing di desa.",
}
PROMISES = (
    "Peragaan: kirim selebaran untuk papan desa",
    "Peragaan: jawab pertanyaan tentang paspor anak",
    "Peragaan: jadwalkan sosialisasi di sekolah",
    "Peragaan: hubungi dinas tenaga kerja",
    "Peragaan: pasang poster nomor bantuan",
)
PROMISED, KEPT, CORRECTED = 0.22, 0.82, 0.02
BANDS = (AgeBand.UNDER_18, AgeBand.FROM_18, AgeBand.FROM_25, AgeBand.FROM_45, AgeBand.FROM_60)


@dataclass(frozen=True)
class Visit:
    """One deed to write down, and under which assignment it was done."""

    assignment: Assignment
    at: datetime


def log_year(stage: Stage) -> list[Activity]:
    """As `log_activity` and `correct_activity`; returns the entries that stand."""
    visits = sorted(_visits(stage), key=lambda visit: (visit.at, visit.assignment.pk))
    entries = [_log(stage, visit) for visit in visits]
    _leave_open(stage, [entry for entry in entries if entry.recorded_by == stage.officers[MAIN][0].user])
    return entries


def _visits(stage: Stage) -> Iterator[Visit]:
    for assignment in stage.assignments:
        for day in _days(stage, assignment):
            at = stage.dice.working_time(day)
            if _holds(assignment, at.date()) and not _is_covered(stage, assignment, at.date()):
                yield Visit(assignment, at)


def _days(stage: Stage, assignment: Assignment) -> Iterator[date]:
    helps = assignment.officer.office_id == MAIN and assignment.officer == stage.officers[MAIN][-1]
    # Whoever helps in eleven villages comes seldom to each.
    slower = 3 if helps or assignment.assisted_village.office_id == HELPED else 1
    is_silent = assignment.assisted_village == _forgotten(stage) or stage.dice.happens(SILENT_SHARE)
    last = stage.ago(SILENT_FOR if is_silent else 1)
    day = max(assignment.starts_on, stage.ago(YEAR)) + timedelta(days=stage.dice.randint(1, LONGEST_GAP))
    while day <= min(last, assignment.ends_on or last):
        yield day
        day += timedelta(days=slower * stage.dice.randint(SHORTEST_GAP, LONGEST_GAP))


def _forgotten(stage: Stage) -> AssistedVillage:
    """The last village of the officer whom visitors may try: nobody came for a quarter, no helper either."""
    return [one.assisted_village for one in stage.assignments if stage.is_tried(one)][-1]


def _holds(assignment: Assignment, on: date) -> bool:
    return assignment.starts_on <= on and (assignment.ends_on is None or on <= assignment.ends_on)


def _is_covered(stage: Stage, assignment: Assignment, on: date) -> bool:
    """Whether a colleague goes instead on that day."""
    return any(other.cover_for == assignment and _holds(other, on) for other in stage.assignments)


def _log(stage: Stage, visit: Visit) -> Activity:
    kind = stage.dice.one_of(KINDS)
    entry = _write(stage, visit, kind, visit.at + timedelta(minutes=stage.dice.choice((20, 45, 90, 180))))
    user, village = entry.recorded_by, entry.village_id
    stage.ledger.deed(entry.recorded_at, user, "log-activity", entry, village=village, kind=kind.value)
    if stage.dice.happens(PROMISED):
        _promise(stage, entry)
    at = entry.recorded_at + timedelta(hours=20)
    may_correct = at.date() < stage.today and _holds(visit.assignment, at.date())
    return _correct(stage, visit, entry, at) if may_correct and stage.dice.happens(CORRECTED) else entry


def _correct(stage: Stage, visit: Visit, entry: Activity, at: datetime) -> Activity:
    later = _write(stage, visit, Kind(entry.kind), at, replaces=entry)
    village, user = entry.village_id, entry.recorded_by
    stage.ledger.deed(at, user, "correct-activity", later, village=village, replaces=entry.pk)
    return later


def _write(stage: Stage, visit: Visit, kind: Kind, at: datetime, replaces: Activity | None = None) -> Activity:
    dice, officer = stage.dice, visit.assignment.officer
    topics = dice.some_of(TOPICS.get(kind, USUAL_TOPICS), 3)
    entry = Activity(
        id=dice.key(at),
        kind=kind,
        village_id=visit.assignment.assisted_village.village_id,
        occurred_at=visit.at,
        recorded_at=at,
        recorded_by=officer.user,
        topics=topics,
        materials=dice.some_of(MATERIALS, 2) if kind == Kind.EDUCATION_SESSION else [],
        tags=["acceleration-8"] if ABOUT_CRIME & set(topics) else [],
        replaces=replaces,
        first=replaces,
    )
    stage.ledger.add(entry)
    summary = SUMMARIES.get(kind, "") if dice.happens(0.6) or kind == Kind.EDUCATION_SESSION else ""
    stage.ledger.add(ActivityWords(activity=entry, place=dice.choice(SITES), summary=summary))
    stage.ledger.add(Activity.officers.through(activity_id=entry.pk, user_id=officer.user_id))
    _count_people(stage, entry, kind)
    return entry


def _count_people(stage: Stage, entry: Activity, kind: Kind) -> None:
    most = CROWD.get(kind, 5)
    for sex in Sex:
        for band in BANDS:
            # Below zero: nobody of that kind came.
            if (number := stage.dice.randint(-most // 2, most)) > 0:
                stage.ledger.add(ParticipantCount(activity=entry, sex=sex, age_band=band, number=number))


def _promise(stage: Stage, entry: Activity) -> None:
    """A follow-up; most are kept, some are still open, and some of those are late."""
    due_on = entry.occurred_at.date() + timedelta(days=stage.dice.randint(10, 45))
    promise = _follow_up(stage, entry, stage.dice.choice(PROMISES), due_on)
    done_at = stage.dice.working_time(due_on - timedelta(days=stage.dice.randint(0, 6)))
    done_at = max(done_at, entry.recorded_at + timedelta(hours=1))
    if done_at.date() < stage.today and stage.dice.happens(KEPT):
        stage.ledger.add(FollowUpDone(follow_up=promise, done_at=done_at, done_by=entry.recorded_by))
        stage.ledger.deed(done_at, entry.recorded_by, "finish-follow-up", promise, activity=entry.pk)


def _leave_open(stage: Stage, entries: list[Activity]) -> None:
    """One promise that is late, and one for the day after tomorrow."""
    for entry, what, days in zip(entries[-4:-2], PROMISES, (3, -2), strict=False):
        _follow_up(stage, entry, what, stage.ago(days))


def _follow_up(stage: Stage, entry: Activity, what: str, due_on: date) -> FollowUp:
    """As `log_activity` with a promise."""
    promise = FollowUp(
        id=stage.dice.key(entry.recorded_at),
        activity_id=entry.matter_id,
        what=what,
        due_on=due_on,
        recorded_at=entry.recorded_at,
        recorded_by=entry.recorded_by,
    )
    return stage.ledger.add(promise)
