"""One immutable edition of all content, named by a fingerprint that caches and stored answers remember."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import ContentErrors, Guide
from pimpasa.foundation.rules.cases import Case, read_all_cases
from pimpasa.foundation.rules.guide import fingerprint_of
from pimpasa.foundation.rules.located import Problems
from pimpasa.foundation.rules.reading import read_guide

from .helplines import Helpline, read_helplines
from .lessons import Lesson
from .lessons.reading import read_lessons
from .sources import Source, read_sources


@dataclass(frozen=True, eq=False)
class Library:
    root: Path
    sources: dict[str, Source]
    guides: dict[str, Guide]
    helplines: tuple[Helpline, ...]
    version: str
    lessons: dict[str, Lesson] = field(default_factory=dict)

    def cases(self, guide: Guide) -> list[Case]:
        """The worked cases of a guide; only tests and checks read them."""
        return cases_of(guide, self.root)


def cases_of(guide: Guide, root: Path) -> list[Case]:
    problems = Problems()
    cases = read_all_cases(root / "guides" / guide.id, root, problems)
    if problems.errors:
        raise ContentErrors(problems.errors)
    return cases


@lru_cache(maxsize=1)
def load_library() -> Library:
    """The edition this installation ships, read once. Raises ContentErrors."""
    return read_library(shipped("content"))


def read_library(root: Path) -> Library:
    """Any folder laid out like `content/`. Raises ContentErrors naming file, line and field of each mistake."""
    problems = Problems()
    sources = read_sources(root / "sources", root, problems)
    folders = sorted(path.parent for path in root.glob("guides/*/guide.yaml"))
    guides = [guide for folder in folders if (guide := read_guide(folder, root, problems))]
    for guide in guides:
        _check_sources(guide, sources, problems)
    helplines = read_helplines(root / "helplines.yaml", root, problems)
    for line in helplines:
        if line.source not in sources:
            problems.add("helplines.yaml", 1, f"{line.id}.source", _no_such(line.source))
    by_id = {guide.id: guide for guide in guides}
    lessons = read_lessons(root, sources, by_id, problems)
    if problems.errors:
        raise ContentErrors(problems.errors)
    return Library(root, sources, by_id, helplines, _version(root), lessons)


def _version(root: Path) -> str:
    """Pages show words and drawings alike."""
    texts = [path for path in sorted(root.rglob("*")) if path.suffix in (".yaml", ".md", ".svg")]
    return fingerprint_of([path.read_bytes() for path in texts])


def _check_sources(guide: Guide, sources: dict[str, Source], problems: Problems) -> None:
    for fact in guide.facts:
        if fact.source not in sources:
            problems.add(fact.file, fact.line, f"{fact.id}.source", _no_such(fact.source))
    for sold in guide.availability:
        if sold.source not in sources:
            problems.add(f"guides/{guide.id}/offices.yaml", 1, "source", _no_such(sold.source))


def _no_such(source: str) -> str:
    return f"sumber {source!r} tidak ada / no such source"
