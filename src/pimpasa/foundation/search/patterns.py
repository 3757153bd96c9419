"""Reads lines such as `hilang + paspor - ktp = 6`: these ideas, not those, and how many points that gives."""

import re
from dataclasses import dataclass

_LINE = re.compile(r"^(?P<sum>[^=]+)=\s*(?P<points>-?\d+(?:\.\d+)?)\s*$")


class PatternError(ValueError):
    """A line that cannot be read; the message says which."""


@dataclass(frozen=True)
class Pattern:
    ideas: frozenset[str]
    without: frozenset[str]
    points: float

    def holds(self, ideas: frozenset[str]) -> bool:
        return self.ideas <= ideas and not self.without & ideas


def parse_pattern(line: str) -> Pattern:
    found = _LINE.match(line)
    if not found:
        raise PatternError(f"{line!r}: write it as `idea + idea - idea = points`")
    wanted: set[str] = set()
    unwanted: set[str] = set()
    for sign, idea in re.findall(r"([+-]?)\s*([a-z0-9_!]+)", found["sum"]):
        (unwanted if sign == "-" else wanted).add(idea)
    if not wanted:
        raise PatternError(f"{line!r}: names no idea")
    return Pattern(frozenset(wanted), frozenset(unwanted), float(found["points"]))
