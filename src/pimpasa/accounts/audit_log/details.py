"""The details of a deed as people read them: a word for each key, a name for the codes of places and offices."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.audit.models import AuditEntry
from pimpasa.foundation.personal_data import in_words
from pimpasa.foundation.retention import rules
from pimpasa.foundation.roles import Role
from pimpasa.regions.models import Region
from pimpasa.regions.queries import office_name

KEYS = {
    "activity": _("kegiatan"),
    "added": _("ditambahkan"),
    "after": _("sesudahnya"),
    "before": _("sebelumnya"),
    "category": _("jenis temuan"),
    "channel": _("kanal"),
    "closes": _("sekaligus selesai"),
    "count": _("jumlah"),
    "deed": _("perbuatan yang dicari"),
    "did_it": _("sudah melakukan"),
    "due_on": _("tenggat"),
    "email": _("surel"),
    "fact": _("fakta"),
    "finding": _("temuan"),
    "guide": _("panduan"),
    "held_on": _("tanggal pengukuhan"),
    "kind": _("jenis"),
    "kit": _("sosialisasi"),
    "last_day": _("hari terakhir"),
    "lesson": _("pelajaran"),
    "lessons": _("pelajaran"),
    "level": _("tingkat"),
    "messages": _("pesan"),
    "months": _("bulan"),
    "name": _("nama"),
    "notice": _("pemberitahuan"),
    "object": _("nomor data"),
    "office": _("kantor"),
    "officer": _("nomor Pimpasa"),
    "on": _("tanggal"),
    "part": _("bagian"),
    "parts": _("potongan pesan"),
    "people": _("orang"),
    "period": _("masa"),
    "person": _("orang"),
    "photo": _("foto"),
    "place": _("tempat"),
    "reach": _("jangkauan"),
    "reason": _("alasan"),
    "regency": _("kabupaten atau kota"),
    "replaces": _("menggantikan"),
    "role": _("peran"),
    "rows": _("baris"),
    "scan": _("pindaian"),
    "sessions": _("sesi"),
    "sheet": _("daftar hadir"),
    "since": _("sejak"),
    "subject": _("perihal"),
    "to": _("menjadi"),
    "until": _("sampai"),
    "user": _("nomor akun"),
    "verdict": _("keputusan"),
    "version": _("versi"),
    "village": _("desa"),
    "villages": _("desa"),
}
DAYS = "days_"
AREAS, OFFICES = frozenset({"village", "place", "regency"}), frozenset({"office", "place"})
Detail = str | int | float | bool | None


def key_words(key: str) -> str:
    """The key itself for one that no release knows any more."""
    if key.startswith(DAYS):
        return gettext("masa simpan (hari): %s") % _subject(key.removeprefix(DAYS))
    return str(KEYS.get(key, key))


def area_names(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """The names of all places that the entries name, in one query."""
    codes = {str(entry.details[key]) for entry in entries for key in AREAS & entry.details.keys()}
    return dict(Region.objects.filter(pk__in=codes).values_list("pk", "name")) if codes else {}


def told(details: Mapping[str, Detail], areas: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(key_words(key), _told_value(key, value, areas)) for key, value in sorted(details.items())]


def _told_value(key: str, value: Detail, areas: Mapping[str, str]) -> str:
    if not isinstance(value, str):
        return in_words(value if isinstance(value, bool | int) else None if value is None else str(value), _language())
    if name := _name(key, value, areas):
        return f"{name} ({value})"
    if key == "role" and value in Role:
        return str(Role(value).label)
    return _subject(value) if key == "subject" else _day_or_code(value)


def _name(key: str, code: str, areas: Mapping[str, str]) -> str | None:
    area = areas.get(code) if key in AREAS else None
    return area or (office_name(code) if key in OFFICES else None)


def _subject(subject: str) -> str:
    rule = rules().get(subject)
    return str(rule.title) if rule else subject


def _day_or_code(value: str) -> str:
    try:
        return in_words(date.fromisoformat(value) if value.count("-") == 2 else value, _language())
    except ValueError:
        return value


def _language() -> str:
    return "en" if translation.get_language() == "en" else "id"
