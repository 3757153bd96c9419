"""The topics of content/topics: how people ask about each, what answers it, and where to go on."""

from collections.abc import Mapping, Sequence
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
    id: str
    title: Mapping[str, str]
    patterns: tuple[Pattern, ...]
    examples: tuple[str, ...]
    guide: str | None
    assume: Mapping[str, Any]
    facts: tuple[str, ...]
    text: Mapping[str, str]


def load_topics(folder: Path, ideas: Sequence[str]) -> dict[str, Topic]:
    paths = sorted(path for path in folder.glob("*.yaml") if path.stem not in NOT_TOPICS)
    return {path.stem: _topic(path, frozenset(ideas)) for path in paths}


def _topic(path: Path, ideas: frozenset[str]) -> Topic:
    content = read_yaml(path)
    for field in ("title", "said", "examples"):
        if not isinstance(content, dict) or not content.get(field):
            raise TopicError(f"{path.name}: field `{field}` is missing")
    answer = content.get("answer") or {}
    return Topic(
        id=path.stem,
        title=content["title"],
        patterns=tuple(_pattern(path, line, ideas) for line in content["said"]),
        examples=tuple(map(str, content["examples"])),
        guide=answer.get("guide"),
        assume=answer.get("assume") or {},
        facts=tuple(answer.get("facts") or ()),
        text=content.get("text") or {},
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
