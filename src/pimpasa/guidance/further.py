"""Pages that help further with a guide or a topic: named by their URL."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Further:
    title: str | Promise
    page: str

    @property
    def url(self) -> str:
        return reverse(self.page)


DEPARTURE = Further(_("Siap berangkat? Daftar periksa"), "departure")
CONTRACT = Further(_("Membaca kontrak kerja"), "contract-aid")
CARD = Further(_("Kartu bantuan untuk dibawa"), "departure-card")
OFFER = Further(_("Cek tawaran kerja"), "offer-check")
LETTER = Further(_("Surat yang ditandatangani desa"), "village-letter")
FURTHER = {
    "kerja": (OFFER, DEPARTURE, CONTRACT, CARD, LETTER),
    "kerja_berangkat": (DEPARTURE, CARD),
    "kerja_tawaran": (OFFER,),
    "kerja_cek_p3mi": (OFFER,),
    "calo_penipuan": (OFFER,),
    "kerja_kontrak": (CONTRACT,),
    "kerja_izin_desa": (LETTER,),
    "kerja_dokumen": (LETTER,),
    "bencana": (LETTER,),
}


def further(name: str) -> tuple[Further, ...]:
    return FURTHER.get(name, ())
