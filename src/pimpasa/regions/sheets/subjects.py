"""What a sheet speaks of: how long each kind of statement may be trusted, and how to find out what is missing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CONTACT_DAYS = 90
OTHER_DAYS = 180
# No statement may be trusted for longer, whatever its writer hopes.
LONGEST_DAYS = 366


class Subject(models.TextChoices):
    ADDRESS = "address", _("Alamat")
    HOURS = "hours", _("Jam buka")
    SERVICES = "services", _("Layanan yang ada")
    ELECTRONIC_ONLY_SINCE = "electronic_only_since", _("Hanya paspor elektronik sejak")
    PRIORITY_CHANNEL = "priority_channel", _("Jalur prioritas")
    QUOTA_DAY = "quota_day", _("Hari kuota dibuka")
    SAME_DAY = "same_day", _("Layanan selesai hari yang sama")
    PHONE = "phone", _("Telepon")
    WHATSAPP = "whatsapp", _("WhatsApp")
    EMAIL = "email", _("Surel")
    WEBSITE = "website", _("Situs kantor")
    OTHER = "other", _("Keterangan lain")


CONTACTS = frozenset({Subject.PHONE, Subject.WHATSAPP, Subject.EMAIL, Subject.WEBSITE})
# An office has one address and one quota day, but may have several numbers: these stand beside one another.
SEVERAL_AT_ONCE = frozenset({Subject.SERVICES, Subject.PHONE, Subject.WHATSAPP, Subject.OTHER})


@dataclass(frozen=True)
class Asking:
    """What to write for a subject, and what a villager can do while nobody has written it."""

    to_write: Promise
    how_to_find_out: Promise


_site = _("Lihat situs kantor. Alamat yang benar berakhir dengan .imigrasi.go.id.")
ASKING: dict[Subject, Asking] = {
    Subject.ADDRESS: Asking(_("Jalan, nomor, kelurahan, kota, dan patokan."), _site),
    Subject.HOURS: Asking(_("Hari dan jam, misalnya Senin-Jumat 08.00-15.00."), _site),
    Subject.SERVICES: Asking(
        _("Satu layanan dan syarat khususnya di kantor ini."),
        _("Tanya kantor layanan apa yang ada sebelum Anda berangkat."),
    ),
    Subject.ELECTRONIC_ONLY_SINCE: Asking(
        _("Tanggal mulai, misalnya 2025-07-01."),
        _("Tanya kantor: masih ada paspor biasa, atau hanya elektronik?"),
    ),
    Subject.PRIORITY_CHANNEL: Asking(
        _("Siapa yang boleh, di mana, dan jam berapa."),
        _("Tanya kantor: ada jalur untuk lansia, anak kecil, penyandang disabilitas, ibu hamil, atau orang sakit?"),
    ),
    Subject.QUOTA_DAY: Asking(
        _("Hari dan jam kuota M-Paspor dibuka."),
        _("Buka M-Paspor, pilih kantor ini, lalu lihat tanggal yang masih terbuka."),
    ),
    Subject.SAME_DAY: Asking(
        _("Ada atau tidak, lewat mana, dan jam berapa."),
        _("Tanya kantor: ada layanan selesai hari yang sama, dan daftar lewat mana?"),
    ),
    Subject.PHONE: Asking(
        _("Satu nomor kantor. Jangan menulis nomor pribadi."), _("Cari di situs kantor, bukan dari nomor di iklan.")
    ),
    Subject.WHATSAPP: Asking(
        _("Satu nomor kantor. Jangan menulis nomor pribadi."), _("Cari di situs kantor, bukan dari nomor di iklan.")
    ),
    Subject.EMAIL: Asking(_("Alamat surel kantor."), _site),
    Subject.WEBSITE: Asking(
        _("Alamat yang berakhir dengan .imigrasi.go.id."), _("Cari nama kantor ini di imigrasi.go.id.")
    ),
    Subject.OTHER: Asking(_("Hal lain yang perlu diketahui warga."), _("Tanya kantor.")),
}
EXPECTED: tuple[Subject, ...] = tuple(subject for subject in Subject if subject != Subject.OTHER)


def last_day(subject: str, checked_on: date) -> date:
    """Until when a statement is trusted if its writer names no day."""
    return checked_on + timedelta(days=CONTACT_DAYS if subject in CONTACTS else OTHER_DAYS)
