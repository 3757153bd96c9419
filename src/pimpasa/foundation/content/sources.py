"""The laws and pages that facts lean on, and how well each was read."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pimpasa.foundation.rules.located import Entry, Problems, read_entry

TYPES = ("law", "circular", "official_page", "office_page", "press", "other")
READ = ("whole", "part", "reported")


@dataclass(frozen=True)
class Source:
    id: str
    title: str
    number: str
    type: str
    publisher: str
    link: str
    in_force_from: date | None
    published: date | None
    checked_on: date
    read: str
    # Since that day its publisher no longer says so; what leans on it must be looked at by a person.
    withdrawn_on: date | None = None

    @property
    def name(self) -> str:
        return self.number or self.title

    def is_withdrawn(self, on: date) -> bool:
        return self.withdrawn_on is not None and self.withdrawn_on <= on


def read_sources(folder: Path, root: Path, problems: Problems) -> dict[str, Source]:
    entries = {path.stem: read_entry(path, root, problems) for path in sorted(folder.glob("*.yaml"))}
    return {name: _source(name, entry) for name, entry in entries.items() if entry}


def _source(name: str, entry: Entry) -> Source:
    source = Source(
        id=name,
        title=entry.text("title", required=True),
        number=entry.text("number"),
        type=entry.choice("type", TYPES),
        publisher=entry.text("publisher", required=True),
        link=entry.text("link"),
        in_force_from=entry.day("in_force_from"),
        published=entry.day("published"),
        checked_on=entry.day("checked_on", required=True) or date.min,
        read=entry.choice("read", READ),
        withdrawn_on=entry.day("withdrawn_on"),
    )
    if source.link and not source.link.startswith(("https://", "http://")):
        entry.problem("link", "harus alamat https:// / must be an https:// address")
    entry.done()
    return source
