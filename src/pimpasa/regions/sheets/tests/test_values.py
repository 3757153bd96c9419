import pytest
from django.core.exceptions import ValidationError

from pimpasa.regions.sheets.values import clean_value

NUL, RIGHT_TO_LEFT = chr(0), chr(0x202E)
GOOD = [
    ("website", "https://cilacap.imigrasi.go.id/"),
    ("website", "https://imigrasi.go.id"),
    ("phone", "(0282) 123456"),
    ("phone", "+62 282 123456"),
    ("phone", "110"),
    ("whatsapp", "0812-3456-7890"),
    ("whatsapp", "+62 812 3456 7890"),
    ("email", "kanim@imigrasi.go.id"),
    ("electronic_only_since", "2025-07-01"),
    ("hours", "Senin-Kamis 08.00-15.00\nJumat 08.00-11.00"),
]
BAD = [
    ("website", "https://imigrasicilacap.id/"),
    ("website", "https://jahatimigrasi.go.id/"),
    ("website", "https://imigrasi.go.id.jahat.example/"),
    ("website", "https://imigrasi.go.id@jahat.example/"),
    ("website", "https://jahat.example\\.imigrasi.go.id/"),
    ("website", "https://jahat.example/#.imigrasi.go.id"),
    ("website", "javascript://imigrasi.go.id/%0aalert(1)"),
    ("website", "https://imigrasi.go.id:8443/"),
    ("website", "https://[imigrasi.go.id/"),
    ("phone", "telepon saja"),
    ("phone", "(0282) 123456 atau 654321"),
    ("phone", "1" * 16),
    ("whatsapp", "(0282) 123456"),
    ("whatsapp", "+1 812 3456 7890"),
    ("email", "kanim.imigrasi.go.id"),
    ("electronic_only_since", "1 Juli 2025"),
    ("electronic_only_since", "2025-02-30"),
    ("hours", "   "),
    ("hours", "x" * 1001),
    ("hours", f"buka{NUL}tutup"),
    ("address", f"Jalan {RIGHT_TO_LEFT}terbalik"),
]


@pytest.mark.parametrize(("subject", "value"), GOOD)
def test_a_good_value_is_kept_as_written(subject, value):
    assert clean_value(subject, f" {value} ") == value


@pytest.mark.parametrize(("subject", "value"), BAD)
def test_a_bad_value_is_refused(subject, value):
    with pytest.raises(ValidationError):
        clean_value(subject, value)
