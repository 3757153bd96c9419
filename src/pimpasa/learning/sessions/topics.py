"""What a lesson counts as in the log of activities; the officer sees the ticks and may change them."""

from collections.abc import Iterable

TOPICS = {
    "jalur-resmi": ("legal-work",),
    "syarat-dokumen": ("legal-work", "passport"),
    "biaya": ("legal-work", "passport"),
    "cek-perusahaan": ("legal-work", "fake-offers"),
    "baca-kontrak": ("legal-work",),
    "tanda-bahaya": ("fake-offers",),
    "tppo-tppm": ("trafficking", "smuggling"),
    "online-scam": ("fake-offers", "trafficking"),
    "visa-magang-pengantin": ("fake-offers", "legal-work"),
    "pelaut-awak-kapal": ("legal-work",),
    "melapor-aman": ("trafficking",),
    "peran-desa": ("trafficking", "legal-work"),
}


def topics_of(lessons: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(topic for lesson in lessons for topic in TOPICS.get(lesson, ())))
