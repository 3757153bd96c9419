"""A picture and a number that each person chooses and remembers, so that both tests of one person meet without a name.

The picture also decides which form comes first: half of the pictures begin with A and half with B, so that a harder
form cancels out. The picture rather than the number, because then one page holds both forms and needs no script.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from pimpasa.learning.sessions.states import Form, Phase

FOLDER = Path(__file__).with_name("symbols")
SYMBOLS = {
    "bunga": _("bunga"),
    "ikan": _("ikan"),
    "bintang": _("bintang"),
    "perahu": _("perahu"),
    "daun": _("daun"),
    "rumah": _("rumah"),
    "ayam": _("ayam"),
    "bulan": _("bulan"),
    "payung": _("payung"),
    "kelapa": _("kelapa"),
    "kunci": _("kunci"),
    "sepeda": _("sepeda"),
}
# Every second one; who chooses none begins with A.
BEGINS_WITH_B = frozenset(list(SYMBOLS)[1::2])
LEAST, MOST = 10, 99


@dataclass(frozen=True)
class Token:
    symbol: str
    number: int

    @property
    def words(self) -> str:
        return f"{SYMBOLS[self.symbol]} {self.number}"


def form_for(symbol: str, phase: str) -> Form:
    """A then B, or B then A; the later test has the form of the first again."""
    begins_with_b = symbol in BEGINS_WITH_B
    return Form.B if begins_with_b != (phase == Phase.AFTER) else Form.A


@lru_cache(maxsize=len(SYMBOLS))
def drawing(symbol: str) -> str:
    """Our own SVG, fit to stand inside a page."""
    return (FOLDER / f"{symbol}.svg").read_text(encoding="utf-8")
