"""Loads what editors wrote about how people ask: ideas, topics, and the word lists the product ships."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pimpasa.foundation.folders import shipped
from pimpasa.foundation.search.ages import AgeWords
from pimpasa.foundation.search.concepts import Concepts, Denials
from pimpasa.foundation.search.finder import AgeIdeas, LineReader
from pimpasa.foundation.search.reading import Reader
from pimpasa.foundation.search.spelling import Speller
from pimpasa.foundation.search.stemming import Stemmer

# The C loader reads the same YAML about ten times faster; a Python built without it still works.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> Any:
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_Loader)  # noqa: S506 - both choices are safe loaders


@dataclass(frozen=True)
class Vocabulary:
    ideas: Mapping[str, tuple[str, ...]]
    minor: frozenset[str]
    lasting: frozenset[str]
    denials: Denials
    ages: AgeIdeas
    everyday: Mapping[str, str]
    keep: Mapping[str, str]
    distrusted: frozenset[str]


def split_ways(text: str) -> tuple[str, ...]:
    return tuple(way.strip().lower() for way in str(text).split(",") if way.strip())


def load_vocabulary(folder: Path) -> Vocabulary:
    concepts, spelling = read_yaml(folder / "concepts.yaml"), read_yaml(folder / "spelling.yaml")
    return Vocabulary(
        ideas={idea: split_ways(ways) for idea, ways in concepts["ideas"].items()},
        minor=frozenset(concepts["minor"]),
        lasting=frozenset(concepts["lasting"]),
        denials=Denials(
            strong=frozenset(concepts["denies_strongly"]),
            weak=frozenset(concepts["denies_next_word"]),
            deniable=frozenset(concepts["deniable"]),
        ),
        ages=_age_ideas(concepts["ages"]),
        everyday={str(word): str(formal) for word, formal in spelling["everyday"].items()},
        keep={str(word): str(root) for word, root in spelling["roots"].items()},
        distrusted=frozenset(split_ways(spelling["distrusted"])),
    )


def _age_ideas(content: Mapping[str, Any]) -> AgeIdeas:
    words = {name: frozenset(split_ways(content[name])) for name in ("says_age", "people", "years", "months")}
    bounds = [(idea, *map(int, str(span).split("-"))) for idea, span in content["ideas"].items()]
    return AgeIdeas(AgeWords(**words), tuple((idea, low, high) for idea, low, high in bounds))


def line_reader(words: Vocabulary, data: Path) -> LineReader:
    concepts = Concepts(words.ideas, words.denials, words.lasting)
    stemmer = Stemmer(words.keep)
    dull = frozenset((data / "stopwords_id.txt").read_text(encoding="utf-8").split())
    wanted = {word for word in concepts.words() if word.isalpha()} | set(words.everyday.values())
    # Where the editor's list and the collected slang differ, the editor is right.
    slang = {**dict(_slang(data / "slang.csv.gz", words.distrusted)), **words.everyday}
    speller = Speller(targets=wanted, dictionary=stemmer.roots | dull | set(slang))
    local = _local(data / "local_lexicon.csv.gz", words.distrusted)
    return LineReader(Reader(slang, local, stemmer, speller), concepts, words.ages, dull)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _slang(path: Path, distrusted: frozenset[str]) -> Iterable[tuple[str, str]]:
    return ((row["slang"], row["formal"]) for row in _rows(path) if row["slang"] not in distrusted)


def _local(path: Path, distrusted: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    terms: dict[str, list[str]] = {}
    for row in _rows(path):
        if " " not in row["indonesian"] and row["term"] not in distrusted:
            terms.setdefault(row["term"], []).append(row["indonesian"])
    # A word that means four things in ten languages tells nothing.
    return {term: tuple(dict.fromkeys(meanings)) for term, meanings in terms.items() if len(set(meanings)) < 4}


@cache
def topics_folder() -> Path:
    return shipped("content") / "topics"
