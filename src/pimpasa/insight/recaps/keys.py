"""The figures of a recap: their keys, and which of them add up to which.

A key is what is counted, then how it is divided: `participants/sex/female` is a part of `participants`.
"""

from pimpasa.consultations.levels import Level
from pimpasa.fieldwork.activities.kinds import AgeBand, Kind, Sex
from pimpasa.fieldwork.findings.kinds import Category
from pimpasa.fieldwork.findings.states import FINDING_STATES
from pimpasa.fieldwork.register.models import AssistedVillage
from pimpasa.learning.sessions.states import Phase

QUESTIONS = "questions"
SESSIONS, TESTED = "sessions", "tested"
ACTIVITIES, PARTICIPANTS, FINDINGS, FOLLOW_UPS = "activities", "participants", "findings", "follow_ups"
VILLAGES, COVERED, UNCOVERED, REACHED = "villages", "villages/covered", "villages/uncovered", "villages_reached"
OFFICERS, ASSIGNMENTS = "officers", "assignments"
IN_TIME, LATE, WAITING, UNNEEDED = "in_time", "late", "waiting", "unneeded"
PACES = (IN_TIME, LATE, WAITING, UNNEEDED)
DONE, OPEN, OVERDUE = "done", "open", "overdue"
FOLLOW_UP_STATES = (DONE, OPEN, OVERDUE)


def key(*parts: str) -> str:
    return "/".join(parts)


def keys(what: str, division: str, values: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key(what, division, value) for value in values)


def cell_key(sex: str, band: str) -> str:
    return key(PARTICIPANTS, "cell", sex, band)


def is_about_people(name: str) -> bool:
    """Counts of people, of findings and of questions, which are about people; small ones stay in their office."""
    return name.split("/")[0] in (PARTICIPANTS, FINDINGS, QUESTIONS, TESTED)


KINDS = keys(ACTIVITIES, "kind", Kind.values)
KINDS_OF_PARTICIPANTS = keys(PARTICIPANTS, "kind", Kind.values)
SEXES = keys(PARTICIPANTS, "sex", Sex.values)
BANDS = keys(PARTICIPANTS, "band", AgeBand.values)
CATEGORIES = keys(FINDINGS, "category", Category.values)
STATES = keys(FINDINGS, "state", [name for name, _label in FINDING_STATES.choices])
CHECKED = keys(FINDINGS, "checked", PACES)
ACTED = keys(FINDINGS, "acted", PACES)
TIMELY = keys(FINDINGS, "clock", (OVERDUE, "calm"))
ANSWERED_BY = keys(QUESTIONS, "first", Level.values)
UNANSWERED = key(QUESTIONS, "first", WAITING)
TESTED_BEFORE, TESTED_AFTER, TESTED_LATER = TESTS = tuple(key(TESTED, phase) for phase in Phase.values)
VILLAGE_STATES = keys(VILLAGES, "state", AssistedVillage.State.values)

# total -> its parts. Everything about people is a sum here, so that hiding knows every way to compute it.
SUMS: list[tuple[str, tuple[str, ...]]] = [
    (PARTICIPANTS, KINDS_OF_PARTICIPANTS),
    (PARTICIPANTS, SEXES),
    (PARTICIPANTS, BANDS),
    *((key(PARTICIPANTS, "sex", sex), tuple(cell_key(sex, band) for band in AgeBand.values)) for sex in Sex.values),
    *((key(PARTICIPANTS, "band", band), tuple(cell_key(sex, band) for sex in Sex.values)) for band in AgeBand.values),
    (FINDINGS, CATEGORIES),
    (FINDINGS, STATES),
    (FINDINGS, CHECKED),
    (FINDINGS, ACTED),
    (FINDINGS, TIMELY),
    (QUESTIONS, (*ANSWERED_BY, UNANSWERED)),
]
FOLLOW_UP_KEYS = tuple(key(FOLLOW_UPS, state) for state in FOLLOW_UP_STATES)
FIXED = frozenset(
    {ACTIVITIES, FOLLOW_UPS, VILLAGES, COVERED, UNCOVERED, REACHED, OFFICERS, ASSIGNMENTS}
    | {*KINDS, *VILLAGE_STATES, *FOLLOW_UP_KEYS, SESSIONS, *TESTS}
    | {one for total, parts in SUMS for one in (total, *parts)}
)


def is_known(name: str) -> bool:
    """Whether a recap may have such a figure; topics and tags are whatever was ticked."""
    what, _slash, value = name.partition("/")
    return name in FIXED or (what in ("topics", "tags") and value != "" and "/" not in value)
