"""The page's figures as a table for a spreadsheet: shares between 0 and 1; what cannot be told is an empty cell."""

import csv
import io
from collections.abc import Iterator

from pimpasa.learning.figures.estimate import Gain
from pimpasa.learning.figures.items import ItemLine
from pimpasa.learning.figures.showing import FiguresPage, Measure

COLUMNS = (
    *("bagian", "kode", "nama", "sebelum", "sesudah", "selisih", "batas_bawah", "batas_atas"),
    *("orang_sebelum", "orang_sesudah", "berpasangan", "soal_kosong", "soal_ditanyakan", "hampir_semua_sudah_tahu"),
)
# A spreadsheet takes a text that begins so for a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
Row = tuple[str | int, ...]


def as_csv(page: FiguresPage) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_rows(page))
    return out.getvalue().encode("utf-8")


def _rows(page: FiguresPage) -> Iterator[Row]:
    yield ("semua", page.area.code, _text(page.area.name), *_gain(page.whole.gain), "")
    if page.later.gain.n_after:
        yield ("lanjutan", page.area.code, _text(page.area.name), *_gain(page.later.gain), "")
    for table in page.tables:
        for line in table.lines:
            yield (table.key, line.key, _text(line.name), *_gain(line.shown.gain), "")
    yield from (_item(line) for line in page.items)
    yield from (_measure(page, one) for one in page.measures)


def _gain(gain: Gain) -> Row:
    shares = (gain.before, gain.after, gain.difference, gain.low, gain.high)
    return (*map(_number, shares), gain.n_before, gain.n_after, gain.pairs, gain.left_open, gain.asked)


def _item(line: ItemLine) -> Row:
    shares = (_number(line.before.value), _number(line.after.value), "", "", "")
    return ("soal", line.item.id, _text(line.item.question), *shares, *_people(line), "ya" if line.was_known else "")


def _people(line: ItemLine) -> Row:
    return (line.before.whole, line.after.whole, "", "", "")


def _measure(page: FiguresPage, one: Measure) -> Row:
    """Asked of one test, so it fills the columns of that test only."""
    value, people = _number(one.share.value), one.share.whole
    shares, numbers = ((value, ""), (people, "")) if one.is_before else (("", value), ("", people))
    return (one.key, page.area.code, _text(one.name), *shares, "", "", "", *numbers, "", "", "", "")


def _number(share: float | None) -> str:
    return "" if share is None else f"{share:.4f}"


def _text(words: str) -> str:
    return "'" + words if words.startswith(DANGEROUS) else words
