from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Clock:
    """A promise to somebody who waits: done by this moment."""

    due_at: datetime

    def is_over(self, now: datetime) -> bool:
        """Whether the promise is broken; at the due moment itself it still holds."""
        return now > self.due_at

    def remaining(self, now: datetime) -> timedelta:
        """The time left, never below zero; `overrun` tells by how much it has passed."""
        return max(self.due_at - now, timedelta())

    def overrun(self, now: datetime) -> timedelta:
        return max(now - self.due_at, timedelta())
