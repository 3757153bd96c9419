"""The national helplines that stand on every page. They never expire by themselves: somebody may need one tonight."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pimpasa.foundation.rules.located import Entry, Problems, read_entries
from pimpasa.foundation.rules.model import Text


@dataclass(frozen=True)
class Helpline:
    id: str
    number: str
    dial: str
    name: Text
    about: Text
    last_seen: date
    source: str
    withdrawn_on: date | None


def read_helplines(path: Path, root: Path, problems: Problems) -> tuple[Helpline, ...]:
    return tuple(_helpline(entry) for entry in read_entries(path, root, problems)) if path.exists() else ()


def _helpline(entry: Entry) -> Helpline:
    line = Helpline(
        id=entry.identifier("id", required=True),
        number=entry.text("number", required=True),
        dial=entry.text("dial", required=True),
        name=entry.translations("name", required=True) or {},
        about=entry.translations("about", required=True) or {},
        last_seen=entry.day("last_seen", required=True) or date.min,
        source=entry.identifier("source", required=True),
        withdrawn_on=entry.day("withdrawn_on"),
    )
    if not line.dial.lstrip("+").isdigit():
        entry.problem("dial", "hanya angka, boleh diawali + / digits only, may begin with +")
    entry.done()
    return line
