"""Everything `ask` needs, loaded once: word lists, topics, examples. The examples' features are kept between starts."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pimpasa.foundation import search
from pimpasa.foundation.folders import shipped, state_folder
from pimpasa.foundation.search.finder import Blend, Calibration, Finder, LineReader
from pimpasa.foundation.search.similarity import Features

from .topics import Topic, load_topics
from .understood import Understood, load_understood
from .vocabulary import line_reader, load_vocabulary, read_yaml

Example = tuple[str, Features]


@dataclass(frozen=True)
class Settings:
    blend: Blend
    calibration: Calibration
    threshold: float


@dataclass(frozen=True)
class Asker:
    reader: LineReader
    topics: Mapping[str, Topic]
    settings: Settings
    understood: Understood
    finder: Finder


def load_settings(folder: Path) -> Settings:
    content: dict[str, Any] = read_yaml(folder / "settings.yaml")
    return Settings(Blend(**content["blend"]), Calibration(**content["confidence"]), content["threshold"])


@cache
def load_asker() -> Asker:
    return _assemble(without=frozenset())


def asker_without(questions: Iterable[str]) -> Asker:
    """The same asker as if it had never seen these examples: for honest testing."""
    return _assemble(without=frozenset(questions))


@dataclass(frozen=True)
class _Parts:
    reader: LineReader
    topics: Mapping[str, Topic]
    settings: Settings
    understood: Understood
    minor: frozenset[str]
    examples: Sequence[Example]


@cache
def _parts() -> _Parts:
    folder = shipped("content") / "topics"
    words = load_vocabulary(folder)
    reader = line_reader(words, shipped("data"))
    topics = load_topics(folder, words.ideas)
    examples = _examples(folder, reader, topics)
    return _Parts(reader, topics, load_settings(folder), load_understood(folder), words.minor, examples)


def _assemble(without: frozenset[str]) -> Asker:
    parts = _parts()
    texts = [text for topic in parts.topics.values() for text in topic.examples]
    kept = [example for text, example in zip(texts, parts.examples, strict=True) if text not in without]
    patterns = {topic.id: topic.patterns for topic in parts.topics.values()}
    settings = parts.settings
    finder = Finder(parts.reader, patterns, kept, settings.blend, settings.calibration, parts.minor)
    return Asker(parts.reader, parts.topics, settings, parts.understood, finder)


def _examples(folder: Path, reader: LineReader, topics: Mapping[str, Topic]) -> list[Example]:
    """Reading two thousand examples takes a second, so it is done once per edition of the content."""
    kept = state_folder() / "cache" / f"ask-{_edition(folder)}.json"
    try:
        return [(label, features) for label, features in json.loads(kept.read_text(encoding="utf-8"))]
    except (OSError, ValueError):
        examples = [(topic.id, reader.read(text).features) for topic in topics.values() for text in topic.examples]
        _keep(kept, examples)
        return examples


def _keep(path: Path, examples: list[Example]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.write_text(json.dumps(examples), encoding="utf-8")
        unfinished.replace(path)
        for old in path.parent.glob("ask-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        # A folder that cannot be written only costs the next start a second.
        return


def _edition(folder: Path) -> str:
    code = Path(search.__file__).parent.glob("*.py")
    lists = (shipped("data") / name for name in ("slang.csv.gz", "local_lexicon.csv.gz", "stopwords_id.txt"))
    seal = hashlib.sha256()
    for path in sorted([*folder.glob("*.yaml"), *code]) + list(lists):
        seal.update(path.name.encode())
        seal.update(path.read_bytes())
    return seal.hexdigest()[:16]
