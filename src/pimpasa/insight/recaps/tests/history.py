"""A random history of several offices, with corrections, instants at the edges of days and months, and everything that
must not be counted. Written straight into the tables, so that every instant is chosen."""

from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from pimpasa.accounts.models import Posting, User
from pimpasa.accounts.tests.make import make_office, make_region, make_user
from pimpasa.consultations.models import Consultation
from pimpasa.fieldwork.activities.kinds import AgeBand, Kind, Sex
from pimpasa.fieldwork.activities.models import Activity, ActivityWords, FollowUp, FollowUpDone, ParticipantCount
from pimpasa.fieldwork.findings.kinds import Category
from pimpasa.fieldwork.findings.models import Finding, FindingStep
from pimpasa.fieldwork.register.models import Assignment, AssistedVillage, Inauguration, Officer, StateChange
from pimpasa.fieldwork.register.tests.make import make_decree
from pimpasa.foundation.roles import Role
from pimpasa.learning.sessions.models import PaperTally, Response, SessionKit

WIB = ZoneInfo("Asia/Jakarta")
# 33.03 is served by nobody for certain; office z serves regencies of two provinces; y is second in 33.01.
REGENCIES = {"33.01": "kanim-x", "33.02": "kanim-y", "33.03": "", "33.04": "kanim-z", "34.01": "kanim-z"}
VILLAGES = [f"{regency}.01.200{number}" for regency in REGENCIES for number in (1, 2)]
YEAR = 2026
WAYS = [
    ["submitted"],
    ["submitted", "verified"],
    ["submitted", "returned"],
    ["submitted", "returned", "submitted", "verified", "being_handled"],
    ["submitted", "verified", "being_handled", "closed"],
    ["submitted", "rejected"],
    ["submitted", "verified", "rejected"],
]
STATE_WAYS = [["proposed"], ["proposed", "agreed"], ["proposed", "agreed", "active"]]
STATE_WAYS += [[*STATE_WAYS[-1], "independent"], [*STATE_WAYS[-1], "ended"]]


def make_places() -> None:
    for village in VILLAGES:
        make_region(village)
    make_office("kanim-x", "33.01", serves=("33.01",))
    make_office("kanim-y", "33.02", serves=("33.02", "33.01"))
    make_office("kanim-z", "34.01", serves=("34.01", "33.04"))
    make_office("kanim-duga", "33.03", serves=("33.03",), guessed=True)


def some_moment(random: Random) -> datetime:
    """Of the year and a little around it; often a second before or at the midnight that ends a month in Jakarta."""
    month = random.randrange(0, 14)
    midnight = datetime(YEAR - 1 + (month + 11) // 12, (month + 11) % 12 + 1, 1, tzinfo=WIB)
    edge = random.choice([timedelta(), timedelta(seconds=-1), timedelta(hours=7), timedelta(hours=6, minutes=59)])
    return midnight + (edge if random.random() < 0.4 else timedelta(minutes=random.randrange(40_000)))


def some_day(random: Random) -> date:
    return some_moment(random).astimezone(WIB).date()


def make_history(seed: int, size: int = 24) -> list[User]:
    random = Random(seed)
    make_places()
    people = [_officer(random, number) for number in range(5)]
    for _number in range(size):
        _activity(random, people)
        _finding(random, people)
        _question(random)
        _evening(random, people)
    for village in VILLAGES:
        _assisted(random, village, people)
    return people


def _question(random: Random) -> None:
    """Also what nobody was chosen for, duplicates, no question at all, and without a place."""
    asked_at = some_moment(random)
    level = random.choice(["", "agent", "officer", "office", "region"])
    state = "answered" if level else random.choice(["with_agent", "asked", "merged"])
    kept = random.random() < 0.9
    Consultation.objects.create(
        place_id=random.choice(VILLAGES) if kept else None,
        occurred_at=asked_at,
        state=state,
        state_since=asked_at,
        waiting_since=asked_at,
        close_reason="abuse" if random.random() < 0.1 else "",
        first_answered_by_level=level,
        first_answered_at=asked_at + timedelta(hours=random.randrange(1, 90)) if level else None,
    )


def _evening(random: Random, people: list[User]) -> None:
    """Also without any test, cancelled, and with paper that was counted again."""
    kit = SessionKit.objects.create(
        village_id=random.choice(VILLAGES),
        held_on=some_day(random),
        begins_at=time(19),
        lessons=["biaya"],
        code=f"{random.randrange(16**8):08x}",
        state=random.choice(["closed", "closed", "closed", "cancelled"]),
        made_by=random.choice(people),
        is_demonstration=random.random() < 0.1,
    )
    for phase in random.sample(["before", "after", "later"], random.randrange(4)):
        for _person in range(random.randrange(8)):
            _response(random, kit, phase)
        earlier = _tally(random, kit, phase, people[0]) if random.random() < 0.5 else None
        if earlier and random.random() < 0.4:
            _tally(random, kit, phase, people[1], replaces=earlier)


def _response(random: Random, kit: SessionKit, phase: str) -> None:
    fields = {"id": UUID(int=random.getrandbits(128)), "kit": kit, "phase": phase, "form": random.choice("AB")}
    Response.objects.create(way="phone", answers={}, right=[], occurred_at=some_moment(random), **fields)


def _tally(random: Random, kit: SessionKit, phase: str, by: User, replaces: PaperTally | None = None) -> PaperTally:
    piles = [random.randrange(4) for _score in range(4)]
    mark = {"before": 1, "after": 3, "later": 9}[phase]
    fields = {"kit": kit, "sheet_mark": mark, "phase": phase, "form": "A", "piles": piles, "sheets": sum(piles)}
    return PaperTally.objects.create(recorded_by=by, replaces=replaces, **fields)


def _officer(random: Random, number: int) -> User:
    user = make_user(f"pimpasa-{number}")
    for village in random.sample(VILLAGES, 3):
        begins = some_day(random)
        ends = random.choice([None, begins + timedelta(days=random.randrange(200))])
        Posting.objects.create(user=user, role=Role.OFFICER, area_id=village, starts_on=begins, ends_on=ends)
    if number < 4:
        decree = make_decree()
        office = make_office(random.choice(["kanim-x", "kanim-y", "kanim-z"]))
        gone = random.choice([None, None, some_day(random)])
        reason = "Pindah" if gone else ""
        officer = Officer.objects.create(
            user=user, printed_name=user.display_name, office=office, withdrawn_on=gone, withdrawal_reason=reason
        )
        for _time in range(random.randrange(3)):
            held = Inauguration.objects.create(held_on=some_day(random), place="Aula", office=office, decree=decree)
            held.officers.add(officer)
    return user


def _activity(random: Random, people: list[User]) -> None:
    entry = _entry(random, people, replaces=None)
    first = entry
    while random.random() < 0.3:
        entry = _entry(random, people, replaces=entry, first=first)
    if random.random() < 0.5:
        due = some_day(random)
        made = FollowUp.objects.create(
            activity=first,
            what="Antar poster",
            due_on=due,
            recorded_by=random.choice(people),
            recorded_at=some_moment(random),
        )
        if random.random() < 0.4:
            FollowUpDone.objects.create(follow_up=made, done_by=random.choice(people))


def _entry(random: Random, people: list[User], replaces: Activity | None, first: Activity | None = None) -> Activity:
    demonstration = replaces.is_demonstration if replaces else random.random() < 0.1
    entry = Activity.objects.create(
        kind=random.choice(Kind.values),
        village_id=random.choice(VILLAGES),
        occurred_at=some_moment(random),
        recorded_by=random.choice(people),
        topics=random.sample(["passport", "trafficking", "lama"], 2),
        tags=random.sample(["acceleration-8"], random.randrange(2)),
        replaces=replaces,
        first=first,
        is_demonstration=demonstration,
    )
    ActivityWords.objects.create(activity=entry)
    entry.officers.set(random.sample(people, random.randrange(3)))
    for sex in Sex:
        for band in random.sample(AgeBand.values, random.randrange(3)):
            ParticipantCount.objects.create(activity=entry, sex=sex, age_band=band, number=random.randrange(1, 9))
    return entry


def _finding(random: Random, people: list[User]) -> None:
    category, way, sent = random.choice(Category.values), random.choice(WAYS), some_moment(random)
    names = random.random() < 0.3
    finding = Finding.objects.create(
        category=category,
        village_id=random.choice(VILLAGES),
        occurred_at=sent,
        sent_at=sent,
        place="RT 001",
        what="" if category == Category.TRAFFICKING else "Cerita",
        state=way[-1],
        state_since=sent,
        due_at=sent + timedelta(hours=48) if way[-1] in ("submitted", "verified") else None,
        names_officials=names,
        past_officer=names and random.random() < 0.5,
        is_demonstration=random.random() < 0.1,
        recorded_by=random.choice(people),
    )
    moment, before = sent, ""
    for version, state in enumerate(way, start=1):
        FindingStep.objects.create(
            finding=finding,
            from_state=before,
            to_state=state,
            version=version,
            recorded_at=moment,
            recorded_by=random.choice(people),
        )
        before, moment = state, moment + timedelta(hours=random.choice([1, 5, 6, 47, 48, 49, 72, 73]), minutes=1)


def _assisted(random: Random, village: str, people: list[User]) -> None:
    way, day = random.choice(STATE_WAYS), some_day(random)
    row = AssistedVillage.objects.create(
        village_id=village,
        office=make_office("kanim-x"),
        state=way[-1],
        decree=make_decree(),
        launched_on=day,
        is_demonstration=random.random() < 0.1,
    )
    before = ""
    for state in way:
        StateChange.objects.create(assisted_village=row, from_state=before, to_state=state, happened_on=day)
        before, day = state, day + timedelta(days=random.choice([0, 0, 10, 60]))
    officers = list(Officer.objects.all())
    for officer in random.sample(officers, random.randrange(3)):
        begins = some_day(random)
        ends = random.choice([None, begins, begins + timedelta(days=90)])
        revoked = random.choice([None, None, begins + timedelta(days=30)])
        posting = Posting.objects.create(
            user=officer.user, role=Role.VILLAGE_AGENT, area_id=village, starts_on=begins, ends_on=ends or begins
        )
        Assignment.objects.create(
            officer=officer, assisted_village=row, starts_on=begins, ends_on=ends, revoked_on=revoked, posting=posting
        )
