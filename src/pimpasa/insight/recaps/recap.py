"""A recap: the figures of one unit in one period, as one reader may see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pimpasa.foundation.counts import SMALL
from pimpasa.insight.recaps.periods import Period
from pimpasa.insight.recaps.suppression import Hiding
from pimpasa.insight.recaps.units import Level, Unit
from pimpasa.learning.figures.pool import Pool


@dataclass(frozen=True)
class Figure:
    """A number; without its value where it is hidden."""

    key: str
    value: int | None
    hiding: Hiding | None = None

    def __str__(self) -> str:
        if self.value is not None:
            return f"{self.value:,}".replace(",", ".")
        return f"<{SMALL}" if self.hiding == Hiding.SMALL else "–"


@dataclass(frozen=True)
class Figures:
    """The figures of one place; what was never counted is nought."""

    by_key: Mapping[str, Figure]

    def __getitem__(self, key: str) -> Figure:
        return self.by_key.get(key) or Figure(key, 0)

    def divided(self, what: str) -> list[Figure]:
        """The parts of topics or tags, the most frequent first."""
        found = [figure for key, figure in self.by_key.items() if key.startswith(what + "/")]
        return sorted(found, key=lambda figure: (-(figure.value or 0), figure.key))

    @property
    def hide_some(self) -> bool:
        return any(figure.hiding for figure in self.by_key.values())


@dataclass(frozen=True)
class Child:
    """One line of what a recap is made of; without a code for what belongs to no office."""

    level: Level
    code: str
    name: str
    figures: Figures


@dataclass(frozen=True)
class VillageLine:
    """One village with the names of village, district, regency and province."""

    code: str
    names: tuple[str, str, str, str]
    states: tuple[str, ...]
    figures: Figures


@dataclass(frozen=True)
class Recap:
    unit: Unit
    period: Period
    as_of: datetime
    standing_on: date
    figures: Figures
    # Median hours from sending to verification, from there to acting, and of a question until its first answer; none
    # where unknown, or told by too few.
    hours: Mapping[str, float | None]
    children: tuple[Child, ...]
    villages: tuple[VillageLine, ...]
    # What was taught, as far as the reader may know it.
    tests: Pool
    # Whether the reader is of the office that owns the numbers.
    is_own: bool

    @property
    def hides_some(self) -> bool:
        lines = (self.figures, *(line.figures for line in self.children), *(line.figures for line in self.villages))
        return any(figures.hide_some for figures in lines)
