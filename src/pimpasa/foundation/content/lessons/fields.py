"""Fields that a lesson must really fill: a key with nothing behind it is as bad as none."""

from collections.abc import Collection
from datetime import date

from pimpasa.foundation.rules.located import Entry

REQUIRED = "wajib diisi / is required"


def said(entry: Entry, name: str) -> str:
    """The words of a field that must have some."""
    words = entry.text(name, required=True).strip()
    if name in entry.nodes and not words:
        entry.problem(name, REQUIRED)
    return words


def name_in(entry: Entry, name: str) -> str:
    said(entry, name)
    return entry.identifier(name)


def day_in(entry: Entry, name: str) -> date:
    said(entry, name)
    return entry.day(name) or date.min


def some(entry: Entry, name: str) -> tuple[str, ...]:
    """A list that must not be empty."""
    words = entry.words(name)
    if not words or not all(word.strip() for word in words):
        entry.problem(name, REQUIRED)
    return words


def number(entry: Entry, name: str, most: int) -> int:
    entry.node(name, required=True)
    found = entry.number(name)
    if found is not None and not 1 <= found <= most:
        entry.problem(name, f"harus 1 sampai {most} / must be from 1 to {most}")
    return found or 0


def known_facts(entry: Entry, name: str, facts: Collection[str]) -> tuple[str, ...]:
    named = some(entry, name)
    for fact in named:
        if fact not in facts:
            entry.problem(name, f"fakta {fact!r} tidak ada / no such fact")
    return named
