"""What these tests type into the forms."""

from django.urls import reverse

VILLAGE = "33.01.01.2001"
NIK = "3301011234567890"
CARD = {
    "destination": "hong_kong",
    "scheme": "p2p",
    "family_name": "Ibu Rumiyatun",
    "family_phone": "+62 812 3456 7890",
    "employer_name": "Keluarga Wongso",
    "employer_address": "Jalan Contoh 1\nLantai 2\nKowloon",
    "agency": "PT Contoh Penempatan",
}
LETTERS = {
    "izin": {
        "giver_name": "Bapak Sukarjo",
        "giver_address": "Dusun Krajan RT 1\nTambakreja",
        "relation": "suami",
        "worker_name": "Ibu Rumiyatun",
        "worker_address": "Dusun Krajan RT 1",
        "country": "Taiwan",
        "job": "Perawat lansia",
        "employer": "Keluarga Wongso",
        "day": "2026-11-24",
    },
    "status": {"worker_name": "Ibu Rumiyatun", "status": "menikah", "day": "2026-11-24"},
    "bencana": {"worker_name": "Ibu Rumiyatun", "event": "kebakaran", "event_day": "2026-01-02", "harm": "rusak"},
}
HOSTILE = '#panic("x") $1$ *tebal* <b>&'
WIDEST = "W"


def send_card(client, **changed):
    return client.post(reverse("departure-card"), CARD | changed)


def send_letter(client, kind="izin", **changed):
    return client.post(reverse("village-letter"), {"jenis": kind, "desa": VILLAGE} | LETTERS[kind] | changed)


def text_of(response) -> str:
    return response.content.decode()
