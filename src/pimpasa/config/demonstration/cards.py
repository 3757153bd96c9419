"""Whom a visitor of a demonstration may try, and what that person comes for.

Protects real accounts: a card names one of the loader's own usernames, which nobody else can take, and where there is
no demonstration there is no card.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pimpasa.accounts.models import User
from pimpasa.config.demonstration.names import username
from pimpasa.foundation import installation


@dataclass(frozen=True)
class Part:
    """A part to play, as the page tells it."""

    slug: str
    title: str | Promise
    purpose: str | Promise


PARTS = (
    Part("agen", _("Agen desa"), _("Menjawab tetangga, mencetak jawaban, dan mengirim temuan kepada petugas.")),
    Part("pimpasa", _("Pimpasa"), _("Melihat yang jatuh tempo dan mencatat kunjungan dalam hitungan detik.")),
    Part("kepala", _("Kepala kantor imigrasi"), _("Melihat desa tanpa petugas, temuan yang terlambat, dan rekap.")),
    Part("kanwil", _("Kantor wilayah"), _("Melihat semua kantor di satu provinsi, juga bagian yang kosong.")),
    Part("analis", _("Analis kementerian"), _("Membaca cakupan program dalam angka, tanpa catatan per orang.")),
    Part("auditor", _("Auditor"), _("Memeriksa siapa melakukan apa, dan kapan.")),
    Part("pengelola", _("Pengelola"), _("Mengurus akun, penugasan, dan pemasangan ini.")),
)


@dataclass(frozen=True)
class Card:
    """One part with the invented person who plays it."""

    slug: str
    title: str
    purpose: str
    user: User


def cards() -> Iterator[Card]:
    if not installation.current().is_demonstration:
        return
    players = User.objects.filter(username__in=[username(part.slug) for part in PARTS], is_active=True)
    by_name = {user.username: user for user in players}
    for part in PARTS:
        if user := by_name.get(username(part.slug)):
            yield Card(part.slug, str(part.title), str(part.purpose), user)


def card(slug: str) -> Card | None:
    return next((one for one in cards() if one.slug == slug), None)
