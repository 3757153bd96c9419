"""Words brought within a limit: split at places where a reader pauses, labels shortened so that they still differ."""

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pimpasa.foundation.channels.messages import Choice

MORE = "#more:"
MORE_LABEL = "Lainnya"
HASHED = "#"
LONGEST_ID = 64
PAUSES = ("\n\n", "\n", ". ", "? ", "! ", ", ", " ")
# A whole line between stars: WhatsApp shows it bold, elsewhere the stars would be read as letters.
HEADING = re.compile(r"^\*([^*\n]+)\*$", re.MULTILINE)

Size = Callable[[str], int]


def units(text: str) -> int:
    """UTF-16 units, the strictest way in which networks count; without surrogates it is the number of characters."""
    return len(text.encode("utf-16-le", "replace")) // 2


def unmarked(text: str) -> str:
    """Without the stars of headings."""
    return HEADING.sub(r"\1", text)


def cut(text: str, limit: int, size: Size = units) -> str:
    """The beginning that fits, found by halving."""
    if size(text) <= limit:
        return text
    low, high = 0, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= limit else (low, middle - 1)
    return text[:low]


def ellipsed(text: str, limit: int, size: Size = units, mark: str = "…") -> str:
    """Ends between two words if one ends in the second half."""
    if size(text) <= limit:
        return text
    kept = cut(text, limit - size(mark), size)
    space = kept.rfind(" ")
    kept = kept[:space] if space > len(kept) // 2 else kept
    return kept.rstrip(" ,;:.-\n") + mark


def split(text: str, limit: int, size: Size = units) -> list[str]:
    """Parts within the limit, each ending where a reader pauses; nothing but the space between parts is lost."""
    parts, rest = [], text.strip()
    while size(rest) > limit:
        kept = cut(rest, limit, size)
        kept = rest[: _pause_in(kept)]
        parts.append(kept.strip())
        rest = rest[len(kept) :].strip()
    return [part for part in (*parts, rest) if part]


def _pause_in(kept: str) -> int:
    for pause in PAUSES:
        place = kept.rfind(pause)
        if place > len(kept) // 3:
            return place + len(pause)
    return len(kept)


def distinct_labels(labels: Sequence[str], limit: int) -> list[str]:
    """Each within the limit, never empty, and no two alike: those that would be alike get their number."""
    clean = [" ".join(label.split()) or str(place) for place, label in enumerate(labels, 1)]
    short = [ellipsed(label, limit) for label in clean]
    folded = [label.casefold() for label in short]
    if len(set(folded)) == len(folded):
        return short
    return [ellipsed(f"{place}. {label}", limit) for place, label in enumerate(clean, 1)]


@dataclass(frozen=True)
class ChoicePage:
    """Some of a reply's choices. `first` is the place of the first one, from 1; `more` leads to the next page."""

    choices: tuple[Choice, ...]
    first: int
    more: Choice | None


def choice_page(choices: Sequence[Choice], size: int, number: int) -> ChoicePage:
    """All of them if they fit; else pages of one fewer, the last place taken by "lainnya", round and round."""
    if len(choices) <= size:
        return ChoicePage(tuple(choices), 1, None)
    step = size - 1
    pages = -(-len(choices) // step)
    number %= pages
    start = number * step
    more = Choice(f"{MORE}{(number + 1) % pages}", MORE_LABEL)
    return ChoicePage(tuple(choices[start : start + step]), start + 1, more)


def page_asked(wire: str) -> int | None:
    found = re.fullmatch(rf"{MORE}(\d{{1,4}})", wire)
    return int(found[1]) if found else None


def wire_id(choice_id: str) -> str:
    """What travels as a button's id: the id itself where every network carries it, else its hash."""
    is_plain = choice_id.isprintable() and choice_id == choice_id.strip() and not choice_id.startswith(HASHED)
    if (is_plain and len(choice_id.encode()) <= LONGEST_ID) or page_asked(choice_id) is not None:
        return choice_id
    return HASHED + base64.urlsafe_b64encode(hashlib.sha256(choice_id.encode()).digest()[:16]).decode().rstrip("=")
