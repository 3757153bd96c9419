from datetime import UTC, datetime, timedelta

import pytest

from pimpasa.foundation.clocks import Clock, Limit, State, StateTable, UnknownStateError, WrongStepError
from pimpasa.foundation.clocks.document import document

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
TABLE = StateTable(
    "matter",
    "Perkara",
    (
        State("sent", "dikirim", "pemeriksaan", ("handled",), Limit(48, 6, ("office_head",))),
        State("handled", "ditangani", "penyelesaian", ("sent", "closed")),
        State("closed", "selesai", ""),
    ),
)


def test_a_clock_is_not_over_at_the_due_moment_itself():
    assert not Clock(NOON).is_over(NOON)
    assert Clock(NOON).is_over(NOON + timedelta(seconds=1))


def test_what_remains_is_never_less_than_nothing():
    clock = Clock(NOON)
    assert (clock.remaining(NOON - HOUR), clock.overrun(NOON - HOUR)) == (HOUR, timedelta())
    assert (clock.remaining(NOON + HOUR), clock.overrun(NOON + HOUR)) == (timedelta(), HOUR)


def test_an_ordinary_limit_counts_from_the_step_and_an_urgent_one_from_the_beginning():
    times = {"entered_at": NOON + 5 * HOUR, "began_at": NOON}
    assert TABLE.clock("sent", **times).due_at == NOON + 53 * HOUR
    assert TABLE.clock("sent", **times, urgent=True).due_at == NOON + 6 * HOUR


def test_a_state_without_limit_has_no_clock():
    assert TABLE.clock("closed", entered_at=NOON, began_at=NOON) is None


def test_only_the_steps_of_the_table_are_allowed():
    TABLE.check_step("handled", "closed")
    with pytest.raises(WrongStepError):
        TABLE.check_step("sent", "closed")
    with pytest.raises(UnknownStateError):
        TABLE.check_step("lost", "closed")


def test_open_states_are_those_with_a_way_out():
    assert TABLE.open_keys == ("sent", "handled")


@pytest.mark.parametrize(
    "states",
    [
        (State("a", "a", "", ("b",)),),
        (State("a", "a", ""), State("a", "a", "")),
        (State("a", "a", ""), State("b", "b", "")),
    ],
    ids=["unknown step", "twice", "unreached"],
)
def test_a_table_that_cannot_be_walked_is_refused(states):
    with pytest.raises(ValueError, match="bad"):
        StateTable("bad", "Rusak", states)


def test_the_document_tells_every_state_with_its_limit():
    text = document([TABLE])
    assert "| dikirim | `sent` | pemeriksaan | `handled` | 48 h | 6 h | office_head |" in text
    assert "| selesai | `closed` | - | end | - | - | - |" in text
