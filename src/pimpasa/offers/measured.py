"""How often the check was right on offers it was not built from, as `content/offers/measured.yaml` tells."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from pimpasa.foundation.folders import shipped
from pimpasa.foundation.rules import ContentErrors
from pimpasa.foundation.rules.located import Problems, read_entry

COUNTS = ("offers", "labelled", "found", "false_signs")


@dataclass(frozen=True)
class Measured:
    """`found` of the `labelled` signs in so many `offers`; `false_signs` were found and are not there."""

    day: date
    offers: int
    labelled: int
    found: int
    false_signs: int

    @property
    def share(self) -> int:
        """Found of a hundred signs, rounded down: never better than it is."""
        return self.found * 100 // self.labelled if self.labelled else 0


@lru_cache(maxsize=1)
def load_measured() -> Measured | None:
    """None while nothing is measured."""
    return read_measured(shipped("content"))


def read_measured(root: Path) -> Measured | None:
    problems = Problems()
    entry = read_entry(root / "offers" / "measured.yaml", root, problems)
    numbers = {
        name: (entry.number(name) or 0) if entry else 0 for name in ("offers", "labelled", "found", "false_signs")
    }
    day = entry.day("day", required=bool(numbers["offers"])) if entry else None
    if entry:
        entry.done()
        if numbers["found"] > numbers["labelled"]:
            entry.problem("found", "lebih dari labelled / more than labelled")
    if problems.errors:
        raise ContentErrors(problems.errors)
    return Measured(day, **numbers) if day and numbers["offers"] else None
