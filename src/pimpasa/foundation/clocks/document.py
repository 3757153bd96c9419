"""Writes the state tables as a page that people read (docs/states.md), so that page and code cannot disagree."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.module_loading import import_string

from .table import Limit, State, StateTable

HEAD = """# States and clocks

Written by `pimpasa states`; change the tables in the code, not this page. Due times are shown to everyone concerned.
An urgent matter has one limit for the whole way, counted from the moment it was sent.
"""
COLUMNS = "| state | code | waits for | next | limit | urgent | tells |\n|---|---|---|---|---|---|---|"


def state_tables() -> list[StateTable]:
    """The tables that the settings list (STATE_TABLES)."""
    return [import_string(path) for path in settings.STATE_TABLES]


def document(tables: Iterable[StateTable]) -> str:
    return "\n".join([HEAD, *(_section(table) for table in tables)])


def _section(table: StateTable) -> str:
    return "\n".join([f"## {table.title}", "", COLUMNS, *(_row(state) for state in table.states), ""])


def _row(state: State) -> str:
    steps = ", ".join(f"`{step}`" for step in state.steps) or "end"
    return f"| {state.label} | `{state.key}` | {state.waits_for or '-'} | {steps} | {_limit(state.limit)} |"


def _limit(limit: Limit | None) -> str:
    if limit is None:
        return "- | - | -"
    return f"{limit.hours} h | {limit.urgent_hours} h | {', '.join(limit.tells)}"
