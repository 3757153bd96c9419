"""For whom a lesson is meant: the words people read, and the word in the address of the list."""

from django.utils.translation import gettext_lazy as _

AUDIENCE_WORDS = {
    "villager": _("warga"),
    "would-be-worker": _("calon pekerja"),
    "family": _("keluarga"),
    "village-official": _("perangkat desa"),
    "officer": _("petugas"),
}
IN_ADDRESS = {
    "warga": "villager",
    "calon-pekerja": "would-be-worker",
    "keluarga": "family",
    "perangkat-desa": "village-official",
    "petugas": "officer",
}
