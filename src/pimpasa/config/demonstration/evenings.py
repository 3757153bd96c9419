"""Evenings in three villages of two offices, with what the room answered: five held, one planned for this week.

The rows are those that the actions of `learning.sessions` leave; those actions open a test on its own day only, so
they cannot write an evening of last month. `tests/test_evenings.py` holds the two together.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.activities import ABOUT_CRIME
from pimpasa.config.demonstration.findings import served_today
from pimpasa.config.demonstration.guests import MOST_PHONES, MUCH_PAPER, Crowd, gather
from pimpasa.config.demonstration.rooms import answer_on_paper, answer_on_phones, count
from pimpasa.config.demonstration.stage import HAND_OVER, HELPED, LEAVE, MAIN, Stage
from pimpasa.fieldwork.activities.kinds import Kind
from pimpasa.fieldwork.activities.models import Activity, ActivityWords, ParticipantCount
from pimpasa.fieldwork.register.models import Assignment
from pimpasa.foundation.content import load_library
from pimpasa.learning.sessions.asked import lessons_of
from pimpasa.learning.sessions.codes import LENGTH, LETTERS
from pimpasa.learning.sessions.models import SessionClosing, SessionKit
from pimpasa.learning.sessions.states import LATER_FROM, Phase, State
from pimpasa.learning.sessions.topics import topics_of

# Whose village: of the agent and the officer whom visitors may try, of a colleague, of the neighbouring office.
TRIED, COLLEAGUE, NEIGHBOUR = range(3)
PLANNED_IN, PLANNED_BEFORE = 4, 7
MATERIALS = ("leaflet", "slides")
PLACE, SUMMARY = "Peragaan: balai desa", "Peragaan: warga menjawab tes sebelum dan sesudah materi."
DID_IT = (0.25, 0.45)
# Weeks later, on which of the days, and how long before or after the hour of the evening.
LATER_DAYS, LATER_MINUTES = 16, (-360, 300)


@dataclass(frozen=True)
class Script:
    """One evening to play: whose village, how many days ago, about what, for how many people.

    `learns`: how many more of twenty questions the room has right afterwards.
    """

    place: int
    days: int
    lessons: tuple[str, ...]
    people: int
    ways: dict[str, int]
    learns: int
    has_later: bool = False
    by_agent: bool = False


HELD = (
    Script(COLLEAGUE, 104, ("jalur-resmi",), 27, MOST_PHONES, 3),
    Script(NEIGHBOUR, 76, ("tanda-bahaya",), 35, MUCH_PAPER, 2),
    Script(TRIED, 47, ("biaya",), 31, MOST_PHONES, 3, has_later=True),
    Script(NEIGHBOUR, 19, ("cek-perusahaan", "melapor-aman"), 24, MOST_PHONES, 2),
    Script(TRIED, 3, ("tanda-bahaya",), 22, MUCH_PAPER, 3, by_agent=True),
)
COMING = Script(TRIED, -PLANNED_IN, ("jalur-resmi", "syarat-dokumen"), 0, {}, 0)


@dataclass(frozen=True)
class Evening:
    """An evening on its way, with who leads it."""

    stage: Stage
    kit: SessionKit
    by: User
    begins: datetime

    def deed(self, minutes: int, verb: str, **details: object) -> datetime:
        at = self.begins + timedelta(minutes=minutes)
        self.stage.ledger.deed(at, self.by, verb, self.kit, **details)
        return at


def hold_evenings(stage: Stage) -> list[SessionKit]:
    places = _places(stage)
    held = [_hold(_plan(stage, places[one.place], one), one) for one in HELD]
    return [*held, _plan(stage, places[TRIED], COMING).kit]


def _places(stage: Stage) -> tuple[Assignment, Assignment, Assignment]:
    served = served_today(stage)
    here = sorted(
        (one for one in served.values() if one.assisted_village.office_id == MAIN),
        key=lambda one: (not stage.is_tried(one), not _has_tried_agent(stage, one), one.assisted_village.village_id),
    )
    elsewhere = sorted(
        (one for one in served.values() if one.assisted_village.office_id not in (MAIN, HAND_OVER, LEAVE)),
        key=lambda one: (one.assisted_village.office_id != HELPED, one.assisted_village.village_id),
    )
    return here[0], next(one for one in here if one.officer != here[0].officer), elsewhere[0]


def _has_tried_agent(stage: Stage, assignment: Assignment) -> bool:
    return stage.agents[assignment.assisted_village.village_id].username.startswith("agen@")


def _plan(stage: Stage, assignment: Assignment, script: Script) -> Evening:
    """As `plan_session`, a week before."""
    code = assignment.assisted_village.village_id
    by = stage.agents[code] if script.by_agent else assignment.officer.user
    begins = stage.dice.working_time(stage.ago(script.days), 15, 15)
    at = stage.dice.working_time(stage.ago(script.days + PLANNED_BEFORE), 8, 11)
    kit = SessionKit(
        id=stage.dice.key(at),
        village_id=code,
        held_on=begins.date(),
        begins_at=begins.time(),
        lessons=list(script.lessons),
        code="".join(stage.dice.choices(LETTERS, k=LENGTH)),
        made_by=by,
        content_version=load_library().version,
        occurred_at=at,
        recorded_at=at,
    )
    stage.ledger.deed(at, by, "plan-session", stage.ledger.add(kit), village=code, held_on=kit.held_on)
    return Evening(stage, kit, by, begins)


def _hold(evening: Evening, script: Script) -> SessionKit:
    """As `move_session`, `count_room`, `take_response`, `enter_tally` and `close_session`, in the order of the day."""
    dice, people, later = evening.stage.dice, script.people, script.has_later
    crowd = gather(dice, people, script.ways, learns=script.learns, come_again=later)
    taught = sum(lesson.minutes for lesson in lessons_of(evening.kit))
    evening.deed(5, "count-room", people=people, did_it=None)
    _count(evening, 5, people, None)
    for minutes, state in ((8, State.BEFORE), (22, State.TEACHING), (22 + taught, State.AFTER)):
        evening.deed(minutes, "move-session", to=state.value)
    _answer(evening, crowd, Phase.BEFORE, 9)
    _answer(evening, crowd, Phase.AFTER, 23 + taught)
    answer_on_paper(evening.stage, evening.kit, crowd, evening.begins + timedelta(minutes=40 + taught), evening.by)
    _close(evening, crowd, 60 + taught)
    if later:
        _answer_later(evening, crowd)
    return evening.kit


def _count(evening: Evening, minutes: int, people: int, did_it: int | None) -> None:
    at = evening.begins + timedelta(minutes=minutes)
    count(evening.stage, evening.kit, people, did_it, at, evening.by)


def _answer(evening: Evening, crowd: Crowd, phase: Phase, minutes: int) -> None:
    since = evening.begins + timedelta(minutes=minutes)
    seconds = sorted(crowd.dice.sample(range(660), len(crowd.on_phones(phase))))
    answer_on_phones(evening.stage, evening.kit, crowd, phase, [since + timedelta(seconds=one) for one in seconds])


def _answer_later(evening: Evening, crowd: Crowd) -> None:
    """Four weeks on, from home, by day."""
    since, people, dice = evening.begins + LATER_FROM, len(crowd.on_phones(Phase.LATER)), crowd.dice
    times = sorted(
        since + timedelta(days=dice.randint(0, LATER_DAYS), minutes=dice.randint(*LATER_MINUTES))
        for _one in range(people)
    )
    answer_on_phones(evening.stage, evening.kit, crowd, Phase.LATER, times)


def _close(evening: Evening, crowd: Crowd, minutes: int) -> None:
    """As `close_session`: an officer's becomes an activity at once, an agent's waits for `log_session`."""
    stage, kit, people = evening.stage, evening.kit, len(crowd.guests)
    did_it = round(people * stage.dice.uniform(*DID_IT))
    evening.deed(minutes, "count-room", people=people, did_it=did_it)
    _count(evening, minutes, people, did_it)
    kit.state = State.CLOSED
    at = evening.deed(minutes, "close-session", people=people)
    topics = topics_of(kit.lessons)
    closing = SessionClosing(
        id=stage.dice.key(at),
        kit=kit,
        participants=_by_sex(crowd),
        topics=topics,
        materials=list(MATERIALS),
        tags=["acceleration-8"] if ABOUT_CRIME & set(topics) else [],
        occurred_at=evening.begins,
        recorded_at=at,
        recorded_by=evening.by,
    )
    stage.ledger.add(closing)
    if evening.by not in stage.agents.values():
        closing.activity = _log(stage, closing, crowd, at)


def _by_sex(crowd: Crowd) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (sex, band), number in crowd.participants.items():
        found.setdefault(sex, {})[band] = number
    return found


def _log(stage: Stage, closing: SessionClosing, crowd: Crowd, at: datetime) -> Activity:
    """As `log_activity`, under the key of the closing."""
    by, village = closing.recorded_by, closing.kit.village_id
    entry = Activity(
        id=closing.pk,
        kind=Kind.EDUCATION_SESSION,
        village_id=village,
        occurred_at=closing.occurred_at,
        recorded_at=at,
        recorded_by=by,
        topics=closing.topics,
        materials=closing.materials,
        tags=closing.tags,
    )
    stage.ledger.add(entry)
    stage.ledger.add(ActivityWords(activity=entry, place=PLACE, summary=SUMMARY))
    stage.ledger.add(Activity.officers.through(activity_id=entry.pk, user_id=by.pk))
    for (sex, band), number in crowd.participants.items():
        stage.ledger.add(ParticipantCount(activity=entry, sex=sex, age_band=band, number=number))
    stage.ledger.deed(at, by, "log-activity", entry, village=village, kind=Kind.EDUCATION_SESSION.value)
    return entry
