"""The page of figures: every gain with its numbers, in the order of the alphabet or the calendar, never by gain."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pimpasa.foundation.ui import words
from pimpasa.learning import library
from pimpasa.learning.figures.areas import Area, Kind, PlaceOf, names_of
from pimpasa.learning.figures.estimate import Gain
from pimpasa.learning.figures.evenings import Share
from pimpasa.learning.figures.items import ItemLine
from pimpasa.learning.figures.pool import DID, INTENDS, Line, Pool
from pimpasa.learning.figures.wording import gain_words, left_open_words, mean_words, people, share_words
from pimpasa.learning.sessions.states import Phase


@dataclass(frozen=True)
class ShownGain:
    gain: Gain

    @property
    def before(self) -> str:
        return mean_words(self.gain.before, self.gain.n_before)

    @property
    def after(self) -> str:
        return mean_words(self.gain.after, self.gain.n_after)

    @property
    def change(self) -> str:
        return gain_words(self.gain)

    @property
    def pairs(self) -> str:
        return people(self.gain.pairs)

    @property
    def left_open(self) -> str:
        return left_open_words(self.gain)


@dataclass(frozen=True)
class ShownLine:
    """`query` leads to the figures of this line alone; empty where there are none."""

    key: str
    name: str
    shown: ShownGain
    query: str = ""


@dataclass(frozen=True)
class ShownTable:
    key: str
    title: str
    head: str
    lines: list[ShownLine]


@dataclass(frozen=True)
class Measure:
    """One measure of intention or action, apart from what people know."""

    key: str
    name: str
    share: Share
    is_before: bool = False

    @property
    def words(self) -> str:
        return share_words(self.share)


@dataclass(frozen=True)
class FiguresPage:
    area: Area
    pool: Pool
    query: QueryDict
    place_of: PlaceOf

    @cached_property
    def whole(self) -> ShownGain:
        return ShownGain(self.pool.gain())

    @cached_property
    def later(self) -> ShownGain:
        """From before the evening to weeks after it."""
        return ShownGain(self.pool.gain(Phase.LATER))

    @property
    def evenings(self) -> int:
        return len(self.pool.evenings)

    @property
    def left_out(self) -> int:
        return self.pool.left_out

    @property
    def uncompared(self) -> int:
        return self.pool.uncompared

    @property
    def paper_apart(self) -> int:
        return self.pool.paper_apart

    @cached_property
    def items(self) -> list[ItemLine]:
        return self.pool.items()

    @cached_property
    def known(self) -> list[ItemLine]:
        return [line for line in self.items if line.was_known]

    @cached_property
    def tables(self) -> list[ShownTable]:
        made = (self._lessons(), self._months(), self._places())
        return [table for table in made if table and table.lines]

    @property
    def measures(self) -> list[Measure]:
        said = self.pool.said
        return [
            Measure("niat", _("Berniat, ditanya sebelum"), said(INTENDS, Phase.BEFORE), is_before=True),
            Measure("niat", _("Berniat, ditanya sesudah"), said(INTENDS, Phase.AFTER)),
            Measure("tindakan_di_tempat", _("Melakukannya di tempat"), self.pool.did_now()),
            Measure("tindakan_kemudian", _("Sudah melakukannya, menurut tes lanjutan"), said(DID, Phase.LATER)),
        ]

    def _lessons(self) -> ShownTable | None:
        if self.pool.lesson:
            return None
        titles = {one.id: f"{one.number}. {one.title}" for one in library.lessons().values()}
        lines = (self._line(line, titles[line.key], materi=line.key) for line in self.pool.by_lesson())
        return ShownTable("materi", _("Tiap materi"), _("Materi"), list(lines))

    def _months(self) -> ShownTable:
        language = "en" if get_language() == "en" else "id"
        lines = [
            ShownLine(f"{line.key:%Y-%m}", words.month(line.key, language), ShownGain(line.gain))
            for line in self.pool.by_month()
        ]
        return ShownTable("bulan", _("Tiap bulan"), _("Bulan"), lines if len(lines) > 1 else [])

    def _places(self) -> ShownTable | None:
        if self.area.kind == Kind.VILLAGE:
            return None
        found = self.pool.by_place(self.place_of)
        names = names_of(self.area, [line.key for line in found])
        lines = (self._line(line, names[line.key], wilayah=line.key) for line in found)
        title, head = (_("Tiap kantor"), _("Kantor")) if self.area.holds_offices else (_("Tiap desa"), _("Desa"))
        return ShownTable("tempat", title, head, sorted(lines, key=lambda line: (line.name, line.key)))

    def _line(self, line: Line[str], name: str, **narrowed: str) -> ShownLine:
        query = self.query.copy()
        for field, value in narrowed.items():
            query[field] = value
        return ShownLine(line.key, name, ShownGain(line.gain), query.urlencode() if line.key else "")
