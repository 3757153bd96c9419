"""A recap as workbook, paper and table. Text stays text: a cell that begins with = is never a formula."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _

from pimpasa.fieldwork.activities.kinds import Kind
from pimpasa.fieldwork.register.models import AssistedVillage
from pimpasa.foundation.counts import SMALL
from pimpasa.foundation.printing import print_pdf
from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.about import about, hiding_words, moment_words, period_name, seal_words, title_of
from pimpasa.insight.recaps.recap import Figure, Recap, VillageLine
from pimpasa.insight.recaps.tables import Row, Table, children_table, tables_of, top_figures

SHEET = Path(__file__).with_name("recap.typ")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
# The column's name in the file, and the figure that it holds.
NUMBERS: tuple[tuple[str, str], ...] = (
    ("kegiatan", keys.ACTIVITIES),
    *((f"kegiatan_{kind}", keys.key(keys.ACTIVITIES, "kind", kind)) for kind in Kind.values),
    ("peserta", keys.PARTICIPANTS),
    ("temuan", keys.FINDINGS),
    ("tindak_lanjut", keys.FOLLOW_UPS),
    ("tindak_lanjut_lewat_waktu", keys.key(keys.FOLLOW_UPS, keys.OVERDUE)),
)
PLACES = ("kode_desa", "desa", "kecamatan", "kabupaten_kota", "provinsi", "keadaan")


def file_name(recap: Recap, kind: str) -> str:
    return f"rekap-{recap.unit.level}-{recap.unit.code}-{recap.period.key}.{kind}"


def as_xlsx(recap: Recap) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    _write_summary(book.add_worksheet(_("Rekap")), recap, bold)
    if children := children_table(recap):
        _write_table(_sheet(book, children.title, len(children.columns)), 0, children, bold)
    _write_villages(_sheet(book, _("Desa"), len(PLACES) + len(NUMBERS)), recap, bold)
    _write_about(book.add_worksheet(_("Tentang")), recap, bold)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, columns: int) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, columns, 16)
    sheet.freeze_panes(1, 1)
    return sheet


def _write_summary(sheet: Any, recap: Recap, bold: Any) -> None:
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 4, 16)
    sheet.write_string(0, 0, title_of(recap), bold)
    sheet.write_string(1, 0, _("Dihitung %(moment)s") % {"moment": moment_words(recap)})
    line = 3
    for table in tables_of(recap):
        sheet.write_string(line, 0, table.title, bold)
        line = _write_table(sheet, line + 1, table, bold) + 1


def _write_table(sheet: Any, line: int, table: Table, bold: Any) -> int:
    """Gives the first free line below."""
    for column, words in enumerate(table.columns):
        sheet.write_string(line, column, words, bold)
    for row in table.rows:
        line += 1
        sheet.write_string(line, 0, row.name, bold if row.is_total else None)
        for column, cell in enumerate(row.cells, start=1):
            _write_cell(sheet, line, column, cell)
    return line + 1


def _write_cell(sheet: Any, line: int, column: int, cell: Figure | str) -> None:
    if isinstance(cell, Figure) and cell.value is not None:
        sheet.write_number(line, column, cell.value)
    else:
        sheet.write_string(line, column, str(cell))


def _write_villages(sheet: Any, recap: Recap, bold: Any) -> None:
    for column, name in enumerate((*PLACES, *(name for name, _key in NUMBERS))):
        sheet.write_string(0, column, name, bold)
    for line, village in enumerate(recap.villages, start=1):
        cells: list[Figure | str] = [*_places(village), *(village.figures[key] for _name, key in NUMBERS)]
        for column, cell in enumerate(cells):
            _write_cell(sheet, line, column, cell)


def _write_about(sheet: Any, recap: Recap, bold: Any) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    for line, (name, words) in enumerate(about(recap)):
        sheet.write_string(line, 0, name, bold)
        sheet.write_string(line, 1, words)


def as_csv(recap: Recap) -> bytes:
    """A line for each village that is assisted or had an activity, a finding or a follow-up."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow((*PLACES, *(name for name, _key in NUMBERS)))
    for village in recap.villages:
        numbers = (_raw(village.figures[key]) for _name, key in NUMBERS)
        writer.writerow((*(_text(words) for words in _places(village)), *numbers))
    return out.getvalue().encode("utf-8")


def _places(village: VillageLine) -> tuple[str, ...]:
    states = "; ".join(str(AssistedVillage.State(state).label) for state in village.states)
    return (village.code, *village.names, states)


def _raw(figure: Figure) -> str:
    return str(figure) if figure.value is None else str(figure.value)


def _text(words: str) -> str:
    return "'" + words if words.startswith(DANGEROUS) else words


def as_csv_metadata(recap: Recap, table: str = "") -> bytes:
    """What the columns of the table (a file beside it) are, in the W3C's form for tables on the web (CSVW)."""
    texts = [{"name": name, "datatype": "string", "required": name == "kode_desa"} for name in PLACES]
    numbers = [{"name": name, "datatype": "integer", "null": [f"<{SMALL}", "–"]} for name, _key in NUMBERS]
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "id"}],
        "url": table or file_name(recap, "csv"),
        "dc:title": title_of(recap),
        "dc:created": recap.as_of.isoformat(),
        "dc:temporal": f"{recap.period.first}/{recap.period.last}",
        "notes": [{"name": name, "value": words} for name, words in about(recap)],
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": [*texts, *numbers], "primaryKey": "kode_desa"},
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")


def as_pdf(recap: Recap) -> bytes:
    with translation.override("id"):
        return print_pdf(SHEET, paper_data(recap))


def paper_data(recap: Recap) -> dict[str, Any]:
    children = children_table(recap)
    return {
        "title": title_of(recap),
        "unit": recap.unit.name,
        "period": period_name(recap),
        "moment": moment_words(recap),
        "top": [[words, str(figure)] for words, figure in top_figures(recap)],
        "tables": [_paper_table(table) for table in tables_of(recap)],
        "children": _paper_table(children) if children else None,
        "hiding": hiding_words(recap),
        "seal": seal_words(),
        "about": about(recap),
        "is_demonstration": recap.unit.is_demonstration,
    }


def _paper_table(table: Table) -> dict[str, Any]:
    rows = [{"cells": [row.name, *_words(row)], "total": row.is_total} for row in table.rows]
    return {"title": table.title, "columns": list(table.columns), "rows": rows}


def _words(row: Row) -> Sequence[str]:
    return [str(cell) for cell in row.cells]


def as_plain(recap: Recap) -> dict[str, Any]:
    """For programs: every figure under its key, and null where hidden."""
    return {
        "unit": {"level": str(recap.unit.level), "code": recap.unit.code, "name": recap.unit.name},
        "period": recap.period.key,
        "as_of": recap.as_of.isoformat(),
        "standing_on": recap.standing_on.isoformat(),
        "demonstration": recap.unit.is_demonstration,
        "figures": _plain(recap.figures.by_key.values()),
        "hours": dict(recap.hours),
        "learning": asdict(recap.tests.gain()),
        "parts": [
            {"code": one.code, "name": one.name, "figures": _plain(one.figures.by_key.values())}
            for one in recap.children
        ],
    }


def _plain(figures: Iterable[Figure]) -> dict[str, int | None]:
    return {figure.key: figure.value for figure in sorted(figures, key=lambda figure: figure.key)}
