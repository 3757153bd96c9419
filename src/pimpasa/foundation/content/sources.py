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

    @property
    def name(self) -> str:
        return self.number or self.title


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
    )
    if source.link and not source.link.startswith(("https://", "http://")):
        entry.problem("link", "harus alamat https:// / must be an https:// address")
    entry.done()
    return source
