from .filings import FilingQuerySet, RecruiterFiling, RecruiterMark
from .objections import RecruiterObjection
from .signals import RecruiterSignal, SignalFiling, SignalQuerySet, SignalReading, SignalStep

__all__ = [
    "FilingQuerySet",
    "RecruiterFiling",
    "RecruiterMark",
    "RecruiterObjection",
    "RecruiterSignal",
    "SignalFiling",
    "SignalQuerySet",
    "SignalReading",
    "SignalStep",
]
