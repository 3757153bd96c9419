"""Dated facts, the questions they depend on, and the proof that no path through them is left without an answer.

People rely on what comes out of here to travel, pay and sign. Nothing is guessed: a day without a rule, an unknown
answer or an impossible combination raises, and what sources dispute stays disputed. Plain Python, no framework:

    guide = load_guide(Path("content/guides/paspor"))
    walk = guide.on(date(2024, 11, 4)).walk({"place": "indonesia", "age": "34"})
    walk.question          # what to ask next, or None
    walk.facts             # the facts that already hold
"""

from .compiler import CompiledGuide
from .errors import (
    ContentError,
    ContentErrors,
    ContradictionError,
    IncompleteAnswerError,
    NoRuleInForceError,
    RulesError,
    UnknownAnswerError,
)
from .guide import Guide, Office
from .model import Fact, Kind, Option, Question
from .money import Cost, Total, cost_of
from .reading import load_guide
from .walker import Walk

__all__ = [
    "CompiledGuide",
    "ContentError",
    "ContentErrors",
    "ContradictionError",
    "Cost",
    "Fact",
    "Guide",
    "IncompleteAnswerError",
    "Kind",
    "NoRuleInForceError",
    "Office",
    "Option",
    "Question",
    "RulesError",
    "Total",
    "UnknownAnswerError",
    "Walk",
    "cost_of",
    "load_guide",
]
