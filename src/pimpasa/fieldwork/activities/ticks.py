"""The lists that officers tick: topics, materials and programme tags, dated, from content/activities.yaml."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pimpasa.foundation.content import load_library
from pimpasa.foundation.rules import ContentErrors
from pimpasa.foundation.rules.located import Entry, Problems, read_entry
from pimpasa.foundation.rules.model import Text

LISTS = ("topics", "materials", "tags")


@dataclass(frozen=True)
class Tick:
    id: str
    name: Text
    start: date
    end: date | None
    source: str

    def is_offered(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on <= self.end)


Ticks = dict[str, tuple[Tick, ...]]


@lru_cache(maxsize=1)
def load_ticks() -> Ticks:
    """The lists of this installation, read once. Raises ContentErrors."""
    library = load_library()
    return read_ticks(library.root, frozenset(library.sources))


def read_ticks(root: Path, sources: frozenset[str]) -> Ticks:
    """Raises ContentErrors naming file, line and field of each mistake."""
    problems = Problems()
    entry = read_entry(root / "activities.yaml", root, problems)
    ticks = {name: tuple(_tick(one, sources) for one in entry.entries(name)) for name in LISTS} if entry else {}
    if entry:
        entry.done()
    if problems.errors:
        raise ContentErrors(problems.errors)
    return ticks


def _tick(entry: Entry, sources: frozenset[str]) -> Tick:
    source = entry.identifier("source")
    # A programme of the ministry needs somebody who says that it exists.
    if source not in sources and (source or entry.path.startswith("tags")):
        entry.problem("source", f"sumber {source!r} tidak ada / no such source")
    tick = Tick(
        id=entry.identifier("id", required=True),
        name=entry.translations("name", required=True) or {},
        start=entry.day("from", required=True) or date.min,
        end=entry.day("until"),
        source=source,
    )
    entry.done()
    return tick
