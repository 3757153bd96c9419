"""The topics of content/topics: how people ask about each, what answers it, and where to go on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pimpasa.foundation.search.patterns import Pattern, PatternError, parse_pattern

from .vocabulary import read_yaml

NOT_TOPICS = frozenset({"concepts", "spelling", "understood", "settings"})


class TopicError(ValueError):
    """A topic file that cannot be used; the message names file and field."""


@dataclass(frozen=True)
class Topic:
    """One everyday question. `start` are answers the guide may begin with when the person goes on.

    `facts_for` are facts that need an answer to make sense: they come first, once it was understood.
    """

    id: str
    title: dict[str, str]
    patterns: tuple[Pattern, ...]
    examples: tuple[str, ...]
    facts: tuple[str, ...]
    facts_for: Mapping[str, Mapping[str, Sequence[str]]]
    text: dict[str, str]
    guide: str | None
    start: Mapping[str, Any]


def load_topics(folder: Path, ideas: Iterable[str]) -> dict[str, Topic]:
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem not in NOT_TOPICS)
    known = frozenset(ideas)
    return {path.stem: _topic(path, known) for path in paths}


def _topic(path: Path, ideas: frozenset[str]) -> Topic:
    content = read_yaml(path)
    for field in ("title", "said", "examples"):
        if not isinstance(content, dict) or not content.get(field):
            raise TopicError(f"{path.name}: field `{field}` is missing")
    onward = content.get("next") or {}
    return Topic(
        id=path.stem,
        title=content["title"],
        patterns=tuple(_pattern(path, line, ideas) for line in content["said"]),
        examples=tuple(map(str, content["examples"])),
        facts=tuple(content.get("facts") or ()),
        facts_for=content.get("facts_for") or {},
        text=content.get("text") or {},
        guide=onward.get("guide"),
        start=onward.get("answers") or {},
    )


def _pattern(path: Path, line: str, ideas: frozenset[str]) -> Pattern:
    try:
        pattern = parse_pattern(line)
    except PatternError as error:
        raise TopicError(f"{path.name}: field `said`: {error}") from error
    unknown = {idea.removeprefix("!") for idea in pattern.ideas | pattern.without} - ideas
    if unknown:
        raise TopicError(f"{path.name}: field `said`: {line!r}: no such idea in concepts.yaml: {sorted(unknown)}")
    return pattern
