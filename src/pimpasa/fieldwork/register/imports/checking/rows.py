"""What a row of a list was read as."""

from dataclasses import asdict, dataclass, field
from typing import Any

NEW, KNOWN, DOUBTFUL, WRONG = "new", "known", "doubtful", "wrong"
Cells = dict[str, str]


@dataclass
class Doubt:
    """A village that could not be told for sure, as it was written."""

    village: str
    district: str = ""
    regency: str = ""
    province: str = ""
    reason: str = ""
    candidates: list[str] = field(default_factory=list)


@dataclass
class Checked:
    """What a row was read as; `errors` are pairs of column and message."""

    line: int
    cells: Cells
    status: str = NEW
    errors: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    office: str = ""
    decree: str = ""
    day: str = ""
    villages: list[str] = field(default_factory=list)

    def as_row(self) -> dict[str, Any]:
        return asdict(self)

    def wrong(self, column: str, message: str) -> None:
        self.errors.append((column, message))


@dataclass
class Place:
    """A village as written in a cell or a row."""

    village: str
    district: str = ""
    regency: str = ""
    province: str = ""
