"""What each figure is called, and what exactly it counts."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pimpasa.consultations.levels import Level
from pimpasa.fieldwork.activities.kinds import AgeBand, Kind, Sex
from pimpasa.fieldwork.activities.ticks import load_ticks
from pimpasa.fieldwork.findings.kinds import Category
from pimpasa.fieldwork.findings.states import FINDING_STATES
from pimpasa.fieldwork.register.models import AssistedVillage
from pimpasa.foundation.ui.words import say
from pimpasa.insight.recaps import keys

Words = str | Promise

NAMES: dict[str, Words] = {
    keys.ACTIVITIES: _("Kegiatan"),
    keys.PARTICIPANTS: _("Peserta"),
    keys.FINDINGS: _("Temuan diterima"),
    keys.FOLLOW_UPS: _("Tindak lanjut dibuat"),
    keys.VILLAGES: _("Desa binaan aktif atau mandiri"),
    keys.COVERED: _("Desa binaan dengan kegiatan"),
    keys.UNCOVERED: _("Desa binaan tanpa kegiatan"),
    keys.REACHED: _("Semua desa dengan kegiatan"),
    keys.OFFICERS: _("Pimpasa bertugas"),
    keys.ASSIGNMENTS: _("Penugasan berlaku"),
    keys.QUESTIONS: _("Pertanyaan warga"),
    keys.UNANSWERED: _("Belum dijawab"),
    keys.SESSIONS: _("Sosialisasi dengan tes"),
    keys.TESTED_BEFORE: _("Orang yang ikut tes sebelum"),
    keys.TESTED_AFTER: _("Orang yang ikut tes sesudah"),
    keys.TESTED_LATER: _("Orang yang ikut tes lanjutan"),
    keys.key(keys.FOLLOW_UPS, keys.DONE): _("Tindak lanjut selesai"),
    keys.key(keys.FOLLOW_UPS, keys.OPEN): _("Tindak lanjut belum selesai"),
    keys.key(keys.FOLLOW_UPS, keys.OVERDUE): _("Tindak lanjut lewat waktu"),
    keys.key(keys.FINDINGS, "checked", keys.IN_TIME): _("Diperiksa tepat waktu"),
    keys.key(keys.FINDINGS, "checked", keys.LATE): _("Diperiksa terlambat"),
    keys.key(keys.FINDINGS, "checked", keys.WAITING): _("Belum diperiksa"),
    keys.key(keys.FINDINGS, "checked", keys.UNNEEDED): _("Ditolak sebelum diperiksa"),
    keys.key(keys.FINDINGS, "acted", keys.IN_TIME): _("Mulai ditangani tepat waktu"),
    keys.key(keys.FINDINGS, "acted", keys.LATE): _("Mulai ditangani terlambat"),
    keys.key(keys.FINDINGS, "acted", keys.WAITING): _("Belum ditangani"),
    keys.key(keys.FINDINGS, "acted", keys.UNNEEDED): _("Ditolak sebelum ditangani"),
    keys.key(keys.FINDINGS, "clock", keys.OVERDUE): _("Temuan lewat waktu"),
    keys.key(keys.FINDINGS, "clock", "calm"): _("Temuan tidak lewat waktu"),
}

DEFINITIONS: dict[str, Words] = {
    keys.ACTIVITIES: _("Catatan yang berlaku dengan waktu kegiatan di dalam masa ini. Pembetulan dihitung sekali."),
    keys.PARTICIPANTS: _("Jumlah peserta pada kegiatan itu. Orang yang hadir dua kali dihitung dua kali."),
    keys.FINDINGS: _("Temuan yang dikirim di dalam masa ini, dengan keadaannya sekarang."),
    keys.FOLLOW_UPS: _("Tindak lanjut yang dicatat di dalam masa ini, dengan keadaannya sekarang."),
    keys.QUESTIONS: _("Pertanyaan dari masa ini yang menyebut tempat dan memilih pembaca, dengan keadaannya sekarang."),
    keys.SESSIONS: _("Sosialisasi di dalam masa ini yang punya jawaban tes, di HP atau di kertas."),
    keys.TESTED_BEFORE: _(
        "Jawaban yang masuk. Di luar kantor pemiliknya, tes dengan kurang dari 5 orang tidak dihitung."
    ),
    keys.VILLAGES: _("Desa binaan yang aktif atau mandiri pada hari keadaan."),
    keys.COVERED: _("Di antaranya, yang punya sedikitnya satu kegiatan di dalam masa ini."),
    keys.UNCOVERED: _("Di antaranya, yang tidak punya kegiatan di dalam masa ini."),
    keys.REACHED: _("Desa apa pun yang punya kegiatan di dalam masa ini, juga yang bukan desa binaan."),
    keys.OFFICERS: _("Sudah dikukuhkan dan belum berhenti pada hari keadaan, menurut kantornya."),
    keys.ASSIGNMENTS: _("Penugasan di desa yang berlaku pada hari keadaan."),
    keys.key(keys.FINDINGS, "checked"): _("Batas 48 jam sejak dikirim; 6 jam untuk tanda perdagangan orang."),
    keys.key(keys.FINDINGS, "acted"): _(
        "Batas 72 jam sejak diperiksa; untuk tanda perdagangan orang 6 jam sejak dikirim."
    ),
    keys.key(keys.FINDINGS, "clock"): _("Batas waktu langkah yang sedang ditunggu sudah lewat pada saat dihitung."),
}
HOURS: dict[str, Words] = {
    "checked": _("Nilai tengah, dikirim sampai diperiksa"),
    "acted": _("Nilai tengah, diperiksa sampai mulai ditangani"),
    "answered": _("Nilai tengah, jam sampai jawaban pertama"),
}
PARTS: dict[str, Mapping[str, Words]] = {
    keys.key(keys.ACTIVITIES, "kind"): dict(Kind.choices),
    keys.key(keys.PARTICIPANTS, "kind"): dict(Kind.choices),
    keys.key(keys.PARTICIPANTS, "sex"): dict(Sex.choices),
    keys.key(keys.PARTICIPANTS, "band"): dict(AgeBand.choices),
    keys.key(keys.FINDINGS, "category"): dict(Category.choices),
    keys.key(keys.QUESTIONS, "first"): dict(Level.choices),
    keys.key(keys.VILLAGES, "state"): dict(AssistedVillage.State.choices),
}


def name_of(key: str) -> str:
    """As it stands in the line of a table."""
    if key in NAMES:
        return str(NAMES[key])
    division, _slash, value = key.rpartition("/")
    if division in PARTS:
        return str(PARTS[division][value])
    if division == keys.key(keys.FINDINGS, "state"):
        return translation.gettext(FINDING_STATES.state(value).label)
    if division.startswith(keys.key(keys.PARTICIPANTS, "cell")):
        return f"{Sex(division.rpartition('/')[2]).label}, {AgeBand(value).label}"
    return _ticked(division, value)


def _ticked(what: str, value: str) -> str:
    """The words of a topic or a tag, also of one that is no longer offered."""
    language = "en" if get_language() == "en" else "id"
    names = {tick.id: tick.name for tick in load_ticks().get(what, ())}
    return say(names[value], language) if value in names else value


def full_name(key: str) -> str:
    """As it stands by itself: with what is counted."""
    what = key.split("/", maxsplit=1)[0]
    groups = {"topics": _("Kegiatan dengan materi"), "tags": _("Kegiatan untuk program")}
    if key in NAMES:
        return name_of(key)
    return f"{groups.get(what) or NAMES[what]}: {name_of(key)}"
