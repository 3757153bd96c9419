"""The list of words, and finding the word that somebody meant.

Any two differ by three letters' change or more, a swap of neighbours counted as one change; so a word with one letter
wrong is nearest to one word only.
"""

import re
from functools import cache
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA

LENGTH = 5
# Stands where no word of the list was meant. No listed word looks like it, so that nothing is found by it.
NO_WORD = "-"
LETTERS = re.compile(r"[a-z]+")
LONGEST = 200


@cache
def word_list() -> tuple[str, ...]:
    return tuple(Path(__file__).with_name("words.txt").read_text(encoding="ascii").split())


def meant(typed: str) -> str:
    """The listed word that is at most one letter's change or one swap away.

    Looks at the whole list whatever was typed, so that the time it takes does not tell whether there is such a word.
    """
    found = process.extract(typed, word_list(), scorer=OSA.distance, score_cutoff=1, limit=2)
    word: str = found[0][0] if len(found) == 1 else NO_WORD
    return word


def as_meant(typed: str) -> tuple[str, ...]:
    """Five words whatever was typed: capitals, spaces, dashes and numbering do not count, order does."""
    parts = LETTERS.findall(typed[:LONGEST].lower())
    whole = parts if len(parts) == LENGTH else [NO_WORD] * LENGTH
    return tuple(meant(part) for part in whole)
