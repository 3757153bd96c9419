"""Reads quiz.yaml, and checks the bank as a whole: nobody scores by habit instead of knowledge."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pimpasa.foundation.rules.located import Entry, Problems, read_entries

from .fields import known_facts, name_in, said
from .model import DIFFICULTIES, FORMS, KEYS, Item, Option

# Of all right answers, each letter holds a share within these bounds; and a longest option is seldom the right one.
LEAST_SHARE, MOST_SHARE, MOST_LONGEST = 0.15, 0.35, 0.45


@dataclass(frozen=True)
class PlacedItem:
    """An item, and where it was read."""

    item: Item
    entry: Entry


def read_items(path: Path, root: Path, facts: Collection[str], problems: Problems) -> list[PlacedItem]:
    placed = [PlacedItem(_item(entry, facts), entry) for entry in read_entries(path, root, problems)]
    file = path.relative_to(root).as_posix()
    forms = Counter(one.item.form for one in placed)
    if not placed or forms["A"] != forms["B"]:
        problems.add(file, 1, "form", f"{forms['A']} A dan {forms['B']} B; perlu sama banyak / needs as many A as B")
    letter, most = Counter(one.item.right for one in placed).most_common(1)[0] if placed else ("", 0)
    if most * 2 > len(placed):
        problems.add(file, 1, "right", f"{letter!r} benar lebih dari separuh / is right in more than half of the items")
    return placed


def _item(entry: Entry, facts: Collection[str]) -> Item:
    item = Item(
        id=name_in(entry, "id"),
        form=entry.choice("form", FORMS),
        difficulty=entry.choice("difficulty", DIFFICULTIES),
        question=said(entry, "question"),
        options=_options(entry),
        right=entry.choice("right", KEYS),
        explanation=said(entry, "explanation"),
        facts=known_facts(entry, "facts", facts),
    )
    entry.done()
    return item


def _options(entry: Entry) -> tuple[Option, ...]:
    given = entry.entry("options", required=True)
    if given is None:
        return ()
    options = tuple(Option(key, said(given, key)) for key in KEYS)
    if len({_bare(option.text) for option in options}) < len(options):
        entry.problem("options", "pilihan ganda / an option is given twice")
    given.done()
    return options


def check_bank(bank: list[PlacedItem], problems: Problems) -> None:
    for name in ("id", "question"):
        _check_once(bank, name)
    if not bank:
        return
    rights = Counter(one.item.right for one in bank)
    for key in KEYS:
        if not LEAST_SHARE <= (share := rights[key] / len(bank)) <= MOST_SHARE:
            problems.add(
                "lessons", 1, f"right.{key}", f"{share:.0%}; perlu 15-35 % dari semua soal / needs 15-35 % of all"
            )
    longest = sum(_right_is_longest(one.item) for one in bank) / len(bank)
    if longest > MOST_LONGEST:
        problems.add(
            "lessons",
            1,
            "options",
            f"pilihan benar paling panjang pada {longest:.0%} soal; paling banyak 45 % / "
            "the right option is the longest in too many items; at most 45 %",
        )


def _check_once(bank: list[PlacedItem], name: str) -> None:
    first: dict[str, Entry] = {}
    for one in bank:
        value = _bare(getattr(one.item, name))
        if value in first:
            earlier = first[value]
            one.entry.problem(name, f"sudah ada di / is also at {earlier.file}:{earlier.line}")
        first.setdefault(value, one.entry)


def _right_is_longest(item: Item) -> bool:
    lengths = {option.key: len(option.text) for option in item.options}
    right = lengths.pop(item.right, 0)
    return right > max(lengths.values(), default=right)


def _bare(text: str) -> str:
    """The same words are the same text, however they are spaced, capitalised or closed."""
    return " ".join(text.casefold().split()).rstrip(".?! ")
