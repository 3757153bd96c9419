"""A recap as tables, the same on the page, on paper and in the workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pimpasa.consultations.figures import IN_VILLAGE
from pimpasa.fieldwork.activities.kinds import AgeBand, Sex
from pimpasa.insight.recaps import keys
from pimpasa.insight.recaps.log import ANSWERED, STEPS
from pimpasa.insight.recaps.recap import Figure, Figures, Recap
from pimpasa.insight.recaps.units import Level
from pimpasa.insight.recaps.words import HOURS, name_of
from pimpasa.learning.figures.pool import DID, INTENDS
from pimpasa.learning.figures.wording import bounds_words, left_open_words, mean_words, points_words, share_words
from pimpasa.learning.sessions.states import Phase

TOP = (keys.ACTIVITIES, keys.PARTICIPANTS, keys.COVERED, keys.UNCOVERED, keys.FINDINGS)
OF_CHILDREN = (
    keys.ACTIVITIES,
    keys.PARTICIPANTS,
    keys.COVERED,
    keys.UNCOVERED,
    keys.OFFICERS,
    keys.FINDINGS,
    keys.key(keys.FINDINGS, "clock", keys.OVERDUE),
    keys.key(keys.FOLLOW_UPS, keys.OVERDUE),
)


@dataclass(frozen=True)
class Row:
    """A line: its name, and a figure or plain words in each column."""

    name: str
    cells: tuple[Figure | str, ...]
    is_total: bool = False


@dataclass(frozen=True)
class Table:
    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def top_figures(recap: Recap) -> list[tuple[str, Figure]]:
    return [(name_of(key), recap.figures[key]) for key in TOP]


def tables_of(recap: Recap) -> list[Table]:
    """All tables that have something to say; the lines below the unit are one of their own."""
    made = (
        _activities(recap),
        _ages(recap),
        _villages(recap),
        *_findings(recap),
        *_questions(recap),
        *_learning(recap),
        _follow_ups(recap),
        *_ticked(recap),
    )
    return [table for table in made if table.rows]


def _activities(recap: Recap) -> Table:
    figures = recap.figures
    kinds = zip(keys.KINDS, keys.KINDS_OF_PARTICIPANTS, strict=True)
    rows = [Row(name_of(kind), (figures[kind], figures[people])) for kind, people in kinds]
    rows.append(Row(_("Semua"), (figures[keys.ACTIVITIES], figures[keys.PARTICIPANTS]), is_total=True))
    return Table("activities", _("Kegiatan menurut jenis"), (_("Jenis"), _("Kegiatan"), _("Peserta")), tuple(rows))


def _ages(recap: Recap) -> Table:
    figures = recap.figures
    rows = [
        Row(
            capfirst(str(band.label)),
            (*(figures[keys.cell_key(sex, band)] for sex in Sex), figures[keys.key(keys.PARTICIPANTS, "band", band)]),
        )
        for band in AgeBand
    ]
    sexes = tuple(figures[key] for key in keys.SEXES)
    rows.append(Row(_("Semua"), (*sexes, figures[keys.PARTICIPANTS]), is_total=True))
    columns = (_("Umur"), *(capfirst(str(sex.label)) for sex in Sex), _("Semua"))
    return Table("participants", _("Peserta menurut umur dan jenis kelamin"), columns, tuple(rows))


def _villages(recap: Recap) -> Table:
    figures, shown = recap.figures, [keys.VILLAGES, keys.COVERED, keys.UNCOVERED, keys.REACHED]
    shown += [*keys.VILLAGE_STATES, *((keys.OFFICERS,) if recap.unit.level != Level.OFFICER else ()), keys.ASSIGNMENTS]
    rows = [
        Row(_("Keadaan: %(state)s") % {"state": name_of(key)} if "/state/" in key else name_of(key), (figures[key],))
        for key in shown
    ]
    return Table("villages", _("Desa, Pimpasa, dan penugasan"), (_("Apa"), _("Jumlah")), tuple(rows))


def _findings(recap: Recap) -> Iterator[Table]:
    number, figures = _("Jumlah"), recap.figures
    total = Row(_("Semua"), (figures[keys.FINDINGS],), is_total=True)
    yield _counts("categories", _("Temuan menurut jenis"), (_("Jenis"), number), figures, keys.CATEGORIES, total)
    yield _counts("states", _("Temuan menurut keadaan"), (_("Keadaan"), number), figures, keys.STATES, total)
    paces = (*keys.CHECKED, *keys.ACTED, *keys.TIMELY)
    yield _counts("paces", _("Kecepatan menangani temuan"), (_("Langkah"), number), figures, paces)
    hours = [Row(str(HOURS[step]), (_hours(recap.hours[step]),)) for step in STEPS]
    yield Table("hours", _("Waktu menangani temuan"), (_("Langkah"), _("Jam")), tuple(hours))


def _questions(recap: Recap) -> Iterator[Table]:
    """A village's, an office's, the nation's; an officer's own are on the list of questions."""
    if recap.unit.level == Level.OFFICER:
        return
    figures = recap.figures
    total = Row(_("Semua"), (figures[keys.QUESTIONS],), is_total=True)
    shown = (*keys.ANSWERED_BY, keys.UNANSWERED)
    columns = (_("Dijawab pertama oleh"), _("Jumlah"))
    yield _counts("questions", _("Pertanyaan warga"), columns, figures, shown, total)
    rows = (
        Row(_("Dijawab di desa, dari yang dijawab"), (_share_in_village(figures),)),
        Row(str(HOURS[ANSWERED]), (_hours(recap.hours[ANSWERED]),)),
    )
    yield Table("answering", _("Menjawab pertanyaan"), (_("Apa"), _("Nilai")), rows)


def _learning(recap: Recap) -> Iterator[Table]:
    """What people know, mean to do and did are three measures, and stay apart."""
    if not recap.figures[keys.SESSIONS].value:
        return
    gain, said = recap.tests.gain(), recap.tests.said
    words = [
        (_("Jawaban benar sebelum"), mean_words(gain.before, gain.n_before)),
        (_("Jawaban benar sesudah"), mean_words(gain.after, gain.n_after)),
        (_("Selisih, dalam poin"), points_words(gain)),
        (_("Selisih kira-kira antara"), bounds_words(gain)),
        (_("Orang yang tesnya berpasangan"), str(gain.pairs)),
        (_("Soal yang dibiarkan kosong"), left_open_words(gain)),
        (_("Berniat, ditanya sesudah"), share_words(said(INTENDS, Phase.AFTER))),
        (_("Melakukannya di tempat"), share_words(recap.tests.did_now())),
        (_("Sudah melakukannya, tes lanjutan"), share_words(said(DID, Phase.LATER))),
    ]
    counts = [Row(name_of(key), (recap.figures[key],)) for key in (keys.SESSIONS, *keys.TESTS)]
    rows = (*counts, *(Row(name, (value,)) for name, value in words))
    yield Table("learning", _("Hasil belajar"), (_("Apa"), _("Nilai")), rows)


def _share_in_village(figures: Figures) -> str:
    """In whole per cent; none where a count that it could be reckoned back to is hidden."""
    parts = [figures[key].value for key in keys.ANSWERED_BY]
    known = [value for value in parts if value is not None]
    if len(known) < len(parts) or not sum(known):
        return "–"
    in_village = sum(figures[key].value or 0 for key in keys.ANSWERED_BY if key.rpartition("/")[2] in IN_VILLAGE)
    return f"{100 * in_village / sum(known):.0f} %"


def _hours(hours: float | None) -> str:
    return "–" if hours is None else f"{hours:.1f}".replace(".", ",")


def _follow_ups(recap: Recap) -> Table:
    divided = keys.key(keys.FOLLOW_UPS, keys.DONE), keys.key(keys.FOLLOW_UPS, keys.OPEN), OVERDUE_FOLLOW_UPS
    shown = (keys.FOLLOW_UPS, *divided)
    return _counts("follow-ups", _("Tindak lanjut"), (_("Apa"), _("Jumlah")), recap.figures, shown)


def _ticked(recap: Recap) -> Iterator[Table]:
    titles = {"topics": (_("Materi"), _("Materi")), "tags": (_("Program"), _("Program"))}
    for what, (title, head) in titles.items():
        shown = [figure.key for figure in recap.figures.divided(what)]
        yield _counts(what, title, (head, _("Kegiatan")), recap.figures, shown)


OVERDUE_FOLLOW_UPS = keys.key(keys.FOLLOW_UPS, keys.OVERDUE)


def _counts(
    key: str, title: str, columns: tuple[str, str], figures: Figures, shown: Sequence[str], total: Row | None = None
) -> Table:
    rows = [Row(capfirst(name_of(one)), (figures[one],)) for one in shown]
    return Table(key, title, columns, tuple([*rows, total] if total else rows))


def children_title(recap: Recap) -> str:
    titles = {
        Level.NATION: _("Menurut provinsi"),
        Level.PROVINCE: _("Menurut kantor"),
        Level.OFFICE: _("Menurut Pimpasa"),
    }
    return titles.get(recap.unit.level, "")


def children_columns() -> tuple[str, ...]:
    return (_("Nama"), *(name_of(key) for key in OF_CHILDREN))


def children_table(recap: Recap) -> Table | None:
    """The lines below the unit, without links."""
    if not recap.children:
        return None
    rows = (Row(line.name, tuple(line.figures[key] for key in OF_CHILDREN)) for line in recap.children)
    return Table("children", children_title(recap), children_columns(), tuple(rows))
