"""The tables of this part; each folder keeps its own. The check of an offer has none: it stores nothing."""

from .recruiters.models import (
    RecruiterFiling,
    RecruiterMark,
    RecruiterObjection,
    RecruiterSignal,
    SignalFiling,
    SignalReading,
    SignalStep,
)

__all__ = [
    "RecruiterFiling",
    "RecruiterMark",
    "RecruiterObjection",
    "RecruiterSignal",
    "SignalFiling",
    "SignalReading",
    "SignalStep",
]
