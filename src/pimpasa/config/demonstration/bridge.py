"""Questions that invented villagers asked a person, in every state, most of them answered with facts of the guide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from pimpasa.config.demonstration import questions
from pimpasa.config.demonstration.findings import served_today
from pimpasa.config.demonstration.questions import DANGER, MONEY, SPAM, THEMES, Theme
from pimpasa.config.demonstration.reading import Bridge
from pimpasa.config.demonstration.stage import Stage
from pimpasa.config.demonstration.threads import CloseReason, Thread
from pimpasa.consultations.levels import Level
from pimpasa.consultations.models import AbuseReport, Consultation, Receipt
from pimpasa.consultations.receipts.making import make_receipt
from pimpasa.consultations.signs import signs_in

NUMBER, MONTHS = 74, 110
# The thread whose receipt the page of the demonstration shows; only there may anybody work its words out.
SHOWN, SHOWN_SECRET = UUID("01930000-0000-7000-8000-000000000001"), "peragaan: dibuka siapa saja"
READ, ANSWER, THANK, SILENT = "read", "answer", "thank", "silent"
BACK, ON, NOTE, PASS, ELSEWHERE, REPORT = "back", "on", "note", "pass", "elsewhere", "report"
Way = tuple[str, ...]
# Ways a question goes, and how often of a hundred.
WAYS: dict[Way, int] = {
    (READ, ANSWER, THANK): 38,
    (READ, ANSWER, SILENT): 14,
    (READ, ANSWER): 9,
    (READ, BACK, ON, READ, ANSWER, THANK): 9,
    (READ, BACK): 4,
    (READ, NOTE, PASS, READ, ANSWER, THANK): 9,
    (READ, ANSWER, THANK, ON, READ, ANSWER): 4,
    (READ, ELSEWHERE): 3,
    (READ,): 4,
    (): 6,
}
# How many days ago it was asked, at least and at most, by how it ends; those that wait are young.
AGES = {THANK: (4, MONTHS), SILENT: (20, MONTHS), ELSEWHERE: (3, MONTHS), ANSWER: (2, 12), BACK: (2, 9), READ: (1, 2)}
CHOSEN = {Level.AGENT.value: 40, Level.OFFICER.value: 40, Level.OFFICE.value: 20}
# How it came: on the web, on WhatsApp, or written down by the agent for a neighbour.
WEB, WHATSAPP, NEIGHBOUR = "web", "whatsapp", "neighbour"
CHANNELS = {WEB: 50, WHATSAPP: 30, NEIGHBOUR: 20}
PRIVATE_EVERY = 18


@dataclass(frozen=True)
class Asking:
    """One question to play: where, about what, to whom, how many days ago."""

    code: str
    theme: Theme
    level: str
    days: int
    channel: str = WEB


def ask_people(stage: Stage) -> list[Thread]:
    bridge = Bridge(stage, served_today(stage))
    ways = stage.dice.dealt(WAYS)
    threads = [_one(bridge, next(ways)) for _number in range(NUMBER)]
    for number, thread in enumerate(threads[::PRIVATE_EVERY]):
        _confide(thread, questions.PRIVATE[number % len(questions.PRIVATE)], replied=True)
    return [*threads, *_waiting(bridge)]


def _one(bridge: Bridge, way: Way) -> Thread:
    dice = bridge.stage.dice
    asking = Asking(
        code=dice.choice(sorted(bridge.served)),
        theme=dice.choice((*THEMES, MONEY)),
        level=dice.one_of(CHOSEN),
        days=dice.randint(*AGES[way[-1] if way else READ]),
        channel=dice.one_of(CHANNELS),
    )
    return _walk(_ask(bridge, asking), asking.theme, way)


def _waiting(bridge: Bridge) -> Iterator[Thread]:
    """In the main office, whose people visitors may try, each finds some in time and some late."""
    agents, officers = _of_agent(bridge), _of_officer(bridge)
    for code, level in ((agents, Level.AGENT), (officers, Level.OFFICER), (officers, Level.OFFICE)):
        for number, way in enumerate(((), (READ,))):
            yield _walk(_ask(bridge, Asking(code, THEMES[number + 2], level, 1 + number * 4)), THEMES[number + 2], way)
    yield _ask(bridge, Asking(officers, DANGER, Level.AGENT, 1, WHATSAPP))
    for number, level in enumerate((Level.OFFICER, Level.OFFICE), start=4):
        yield _walk(_ask(bridge, Asking(officers, THEMES[number], level, 2)), THEMES[number], (READ, NOTE, PASS))
    yield _walk(_ask(bridge, Asking(officers, THEMES[8], Level.OFFICER, 3)), THEMES[8], (READ, ANSWER, THANK, ON))
    yield _walk(_ask(bridge, Asking(officers, SPAM, Level.OFFICER, 1, WHATSAPP)), SPAM, (READ, REPORT, PASS))
    yield from _twice(bridge, officers)
    yield _shown(bridge, agents)
    for level in (Level.OFFICER, Level.OFFICE):
        asked = _ask(bridge, Asking(agents, THEMES[5], Level.AGENT, 1))
        _confide(asked, questions.PRIVATE[1], level)
        yield asked


def _of_agent(bridge: Bridge) -> str:
    """The village of the agent whom visitors may try."""
    return next(code for code in bridge.served if bridge.stage.agents[code].username.startswith("agen@"))


def _of_officer(bridge: Bridge) -> str:
    here = sorted(code for code, one in bridge.served.items() if bridge.stage.is_tried(one))
    return here[-1]


def _twice(bridge: Bridge, code: str) -> Iterator[Thread]:
    """Asked twice: the second is merged into the first."""
    first = _walk(_ask(bridge, Asking(code, THEMES[2], Level.OFFICER, 2)), THEMES[2], (READ,))
    again = Theme(THEMES[2].topic, questions.TWICE, "")
    second = _ask(bridge, Asking(code, again, Level.OFFICER, 1, WHATSAPP))
    second.wait(1, 3)
    second.read()
    second.wait(1, 1)
    second.merge(first)
    yield from (first, second)


def shown_receipt() -> str:
    """The five words of the one thread that every visitor may open; empty where it is not."""
    if not Receipt.objects.filter(consultation=SHOWN).exists():
        return ""
    return make_receipt(str(SHOWN), SHOWN_SECRET, Receipt.PURPOSE)


def _shown(bridge: Bridge, code: str) -> Thread:
    theme = THEMES[0]
    asked = _ask(bridge, Asking(code, theme, Level.OFFICER, 2), key=SHOWN, secret=SHOWN_SECRET)
    return _walk(asked, theme, (READ, ANSWER))


def _ask(bridge: Bridge, asking: Asking, key: UUID | None = None, secret: str = "") -> Thread:
    """As `ask` and `choose_reader`."""
    stage, signs = bridge.stage, signs_in(asking.theme.question)
    at = _moment(stage, asking.days)
    is_neighbour = asking.channel == NEIGHBOUR
    row = Consultation(
        id=key or stage.dice.key(at),
        place=bridge.served[asking.code].assisted_village.village,
        topic=asking.theme.topic,
        channel=WEB if is_neighbour else asking.channel,
        recorded_by=stage.agents[asking.code] if is_neighbour else None,
        past_village=signs.any,
        urgent=signs.danger,
        state_since=at,
        waiting_since=at,
        occurred_at=at,
        recorded_at=at,
    )
    thread = Thread(bridge, row, at)
    thread.ask(asking.theme.question, secret)
    thread.choose(asking.level)
    return thread


def _moment(stage: Stage, days: int) -> datetime:
    clock = time(stage.dice.randint(7, 16), stage.dice.randint(0, 59))
    return timezone.make_aware(datetime.combine(stage.ago(days), clock))


def _walk(thread: Thread, theme: Theme, way: Way) -> Thread:
    for deed in way:
        if deed != SILENT:
            thread.wait(1, 20)
        _DEEDS[deed](thread, theme)
    return thread


def _ask_on(thread: Thread) -> None:
    thread.ask_on(questions.TOLD_MORE if thread.row.state == "asked_back" else questions.ASKED_AGAIN)


_DEEDS: dict[str, Callable[[Thread, Theme], None]] = {
    READ: lambda thread, _theme: thread.read(),
    ANSWER: lambda thread, theme: thread.answer(theme.answer_text, theme.facts),
    THANK: lambda thread, _theme: thread.close(CloseReason.THANKED),
    SILENT: lambda thread, _theme: thread.close_silent(),
    BACK: lambda thread, _theme: thread.ask_back(questions.ASKED_BACK),
    ON: lambda thread, _theme: _ask_on(thread),
    NOTE: lambda thread, _theme: thread.note(questions.NOTE),
    PASS: lambda thread, _theme: thread.pass_on(),
    ELSEWHERE: lambda thread, _theme: thread.close(CloseReason.ELSEWHERE, thread.reader),
    REPORT: lambda thread, _theme: thread.report(AbuseReport.Kind.SPAM),
}


def _confide(thread: Thread, words: str, level: str = Level.OFFICER, *, replied: bool = False) -> None:
    part = thread.say_privately(level, words)
    if replied:
        thread.wait(2, 12)
        thread.reply_privately(part, questions.PRIVATE_REPLY)
