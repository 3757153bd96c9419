"""States, due times and who is told when one passes, as data. Plain Python: no database, no request.

Protects people who wait from being forgotten: a state that makes someone wait says until when, and whom it tells.
"""

from .clock import Clock
from .table import Limit, State, StateTable, UnknownStateError, WrongStepError

__all__ = ["Clock", "Limit", "State", "StateTable", "UnknownStateError", "WrongStepError"]
