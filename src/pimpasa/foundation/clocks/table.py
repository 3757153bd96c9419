from dataclasses import dataclass
from datetime import datetime, timedelta

from .clock import Clock


class UnknownStateError(KeyError):
    """The table has no such state."""


class WrongStepError(ValueError):
    """The table has no such step from this state."""


@dataclass(frozen=True)
class Limit:
    """How long a state may last. An urgent matter has one limit for the whole way, counted from its beginning."""

    hours: int
    urgent_hours: int
    tells: tuple[str, ...]

    def clock(self, *, entered_at: datetime, began_at: datetime, urgent: bool) -> Clock:
        if urgent:
            return Clock(began_at + timedelta(hours=self.urgent_hours))
        return Clock(entered_at + timedelta(hours=self.hours))


@dataclass(frozen=True)
class State:
    """Where a matter stands: what it waits for, the steps out of it, and the limit that runs meanwhile."""

    key: str
    label: str
    waits_for: str
    steps: tuple[str, ...] = ()
    limit: Limit | None = None

    @property
    def is_end(self) -> bool:
        return not self.steps


@dataclass(frozen=True)
class StateTable:
    """All states of one kind of matter; the first is where it begins."""

    name: str
    title: str
    states: tuple[State, ...]

    def __post_init__(self) -> None:
        keys = [state.key for state in self.states]
        if len(keys) != len(set(keys)):
            raise ValueError(f"{self.name}: a state is given twice")
        if unknown := {step for state in self.states for step in state.steps} - set(keys):
            raise ValueError(f"{self.name}: steps to unknown states {sorted(unknown)}")
        if unreached := set(keys[1:]) - self._reached():
            raise ValueError(f"{self.name}: nothing leads to {sorted(unreached)}")

    def _reached(self) -> set[str]:
        reached, waiting = set(), [self.states[0].key]
        while waiting:
            key = waiting.pop()
            waiting += [step for step in self.state(key).steps if step not in reached]
            reached.add(key)
        return reached

    @property
    def start(self) -> State:
        return self.states[0]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(state.key, state.label) for state in self.states]

    @property
    def open_keys(self) -> tuple[str, ...]:
        return tuple(state.key for state in self.states if not state.is_end)

    def state(self, key: str) -> State:
        for state in self.states:
            if state.key == key:
                return state
        raise UnknownStateError(key)

    def allows(self, state: str, step: str) -> bool:
        return step in self.state(state).steps

    def check_step(self, state: str, step: str) -> None:
        """Raises WrongStepError for a step that the table does not have."""
        if not self.allows(state, step):
            raise WrongStepError(f"{self.name}: {state} -> {step}")

    def clock(self, state: str, *, entered_at: datetime, began_at: datetime, urgent: bool = False) -> Clock | None:
        """The clock that runs in the state, if one does."""
        limit = self.state(state).limit
        return limit.clock(entered_at=entered_at, began_at=began_at, urgent=urgent) if limit else None
