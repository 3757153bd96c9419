"""The guided list: every sign and every evidence as one sentence that a person can answer with yes or no."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import ContentErrors
from pimpasa.foundation.rules.located import Entry, Problems, read_entries

from .reading import load_taxonomy

SIGNS, EVIDENCE = "signs", "evidence"


@dataclass(frozen=True)
class Sentence:
    code: str
    text: str


@dataclass(frozen=True)
class Group:
    """Sentences that belong together; `about` says whether they are signs or evidence."""

    id: str
    about: str
    title: str
    items: tuple[Sentence, ...]


@lru_cache(maxsize=1)
def load_checklist() -> tuple[Group, ...]:
    """The list this installation ships, read once. Raises ContentErrors."""
    taxonomy = load_taxonomy()
    evidence = [claim.code for claim in taxonomy.claims.values() if claim.evidence]
    return read_checklist(shipped("content"), taxonomy.signs, evidence)


def read_checklist(root: Path, signs: Iterable[str], evidence: Iterable[str]) -> tuple[Group, ...]:
    """Each code stands in it exactly once. Raises ContentErrors naming file, line and field of each mistake."""
    problems, left = Problems(), {SIGNS: set(signs), EVIDENCE: set(evidence)}
    groups = tuple(_group(one, left) for one in read_entries(root / "offers" / "checklist.yaml", root, problems))
    for about, codes in left.items():
        for code in sorted(codes):
            problems.add("offers/checklist.yaml", 1, about, f"{code!r} belum ada kalimatnya / has no sentence")
    if problems.errors:
        raise ContentErrors(problems.errors)
    return groups


def _group(entry: Entry, left: dict[str, set[str]]) -> Group:
    about = entry.choice("about", (SIGNS, EVIDENCE))
    group = Group(
        entry.identifier("id", required=True),
        about,
        (entry.translations("title", required=True) or {}).get("id", ""),
        tuple(_sentence(one, left[about]) for one in entry.entries("items")),
    )
    entry.done()
    return group


def _sentence(entry: Entry, left: set[str]) -> Sentence:
    sentence = Sentence(
        entry.text("code", required=True), (entry.translations("text", required=True) or {}).get("id", "")
    )
    if sentence.code not in left:
        entry.problem("code", f"{sentence.code!r} tidak dikenal atau sudah ada / unknown or already there")
    left.discard(sentence.code)
    entry.done()
    return sentence


def codes_of(about: str) -> Collection[str]:
    return [one.code for group in load_checklist() if group.about == about for one in group.items]
