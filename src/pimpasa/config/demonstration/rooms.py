"""What a room of the play leaves in the tables: answers of phones, counted paper, heads."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.guests import Crowd, Guest
from pimpasa.config.demonstration.stage import Stage
from pimpasa.foundation.content import load_library
from pimpasa.learning.sessions.asked import items_of, right_items, scores
from pimpasa.learning.sessions.marks import MARKS
from pimpasa.learning.sessions.models import (
    PaperTally,
    Response,
    ResponseScore,
    ResponseToken,
    RoomCount,
    SessionKit,
)
from pimpasa.learning.sessions.states import Form, Phase, Word
from pimpasa.learning.sessions.tokens import form_for

SAID = (Word.YES.value, Word.NO.value, Word.UNKNOWN.value, "")
# One set of tally sheets: each test in both forms.
MARKS_OF_A_TABLE = range(1, 5)


def answer_on_phones(stage: Stage, kit: SessionKit, crowd: Crowd, phase: Phase, times: Sequence[datetime]) -> None:
    """As `take_response`, one person at each of the times, in an order of the hall and not of the list."""
    people = crowd.on_phones(phase)
    for guest, at in zip(stage.dice.sample(people, len(people)), times, strict=True):
        response = _response(stage, kit, crowd, guest, phase, at)
        if guest.token:
            token = {"symbol": guest.token.symbol, "number": guest.token.number}
            stage.ledger.add(ResponseToken(response=response, kit=kit, phase=phase.value, **token))
        for one in scores(kit, response.form, response.answers):
            stage.ledger.add(ResponseScore(response=response, lesson=one.lesson, right=one.right, asked=one.asked))


def _response(stage: Stage, kit: SessionKit, crowd: Crowd, guest: Guest, phase: Phase, at: datetime) -> Response:
    form = form_for(guest.symbol, phase)
    answers, word = crowd.answers(phase, items_of(kit, form)), crowd.says(phase)
    response = Response(
        id=stage.dice.key(at),
        kit=kit,
        phase=phase.value,
        form=form.value,
        way=guest.way,
        answers=answers,
        right=right_items(kit, form, answers),
        intention="" if phase == Phase.LATER else word,
        done=word if phase == Phase.LATER else "",
        pair=guest.pair,
        content_version=load_library().version,
        occurred_at=at,
        recorded_at=at,
    )
    return stage.ledger.add(response)


def answer_on_paper(stage: Stage, kit: SessionKit, crowd: Crowd, at: datetime, by: User) -> None:
    """As `enter_tally`, one tally sheet after another."""
    for mark in MARKS_OF_A_TABLE:
        phase, form = MARKS[mark]
        guests = [one for one in crowd.on_paper(phase) if form_for(one.symbol, phase) == form]
        if guests:
            tally = _tally(stage, kit, mark, list(_sheets(kit, crowd, guests, phase, form)), at, by)
            stage.ledger.deed(at, by, "enter-tally", tally, kit=kit.pk, sheet=mark)
            at += timedelta(minutes=3)


def _sheets(
    kit: SessionKit, crowd: Crowd, guests: Sequence[Guest], phase: Phase, form: Form
) -> Iterator[tuple[list[str], str]]:
    """Of each sheet: the questions that are right, and what it says of the plan."""
    for _guest in guests:
        answers = crowd.answers(phase, items_of(kit, form))
        yield right_items(kit, form, answers), crowd.says(phase)


def _tally(
    stage: Stage, kit: SessionKit, mark: int, sheets: list[tuple[list[str], str]], at: datetime, by: User
) -> PaperTally:
    phase, form = MARKS[mark]
    items = [item.id for item in items_of(kit, form)]
    piles, said = Counter(len(right) for right, _word in sheets), Counter(word for _right, word in sheets)
    rights = Counter(name for right, _word in sheets for name in right)
    yes, no, unknown, nothing = (said[word] for word in SAID)
    tally = PaperTally(
        id=stage.dice.key(at),
        kit=kit,
        sheet_mark=mark,
        phase=phase.value,
        form=form.value,
        sheets=len(sheets),
        piles=[piles[score] for score in range(len(items) + 1)],
        item_rights={name: rights[name] for name in items},
        said_yes=yes,
        said_no=no,
        said_unknown=unknown,
        said_nothing=nothing,
        content_version=load_library().version,
        occurred_at=at,
        recorded_at=at,
        recorded_by=by,
    )
    return stage.ledger.add(tally)


def count(stage: Stage, kit: SessionKit, people: int, did_it: int | None, at: datetime, by: User) -> None:
    """As `count_room`."""
    row = RoomCount(
        id=stage.dice.key(at),
        kit=kit,
        people=people,
        did_it=did_it,
        occurred_at=at,
        recorded_at=at,
        recorded_by=by,
    )
    stage.ledger.add(row)
