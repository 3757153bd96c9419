"""What may stand in a statement, by subject. Each check returns the value as it will be kept, or refuses."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from pimpasa.regions.sheets.subjects import Subject

LONGEST = 1000
NATIONAL_SITE = "imigrasi.go.id"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
PHONE = re.compile(r"[+(]?[0-9][0-9 ().-]+")
MOBILE = re.compile(r"(\+?62|0)8[0-9]{7,11}")


def clean_value(subject: str, value: str) -> str:
    value = value.strip().replace("\r\n", "\n")
    if not value:
        raise ValidationError(_("Isi dulu keterangannya."))
    if len(value) > LONGEST:
        raise ValidationError(_("Paling panjang %(most)d huruf.") % {"most": LONGEST})
    if CONTROL.search(value):
        raise ValidationError(_("Ada tanda yang tidak terlihat. Ketik ulang keterangannya."))
    return CHECKS.get(subject, _as_written)(value)


def _as_written(value: str) -> str:
    return value


def _day(value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise ValidationError(_("Tulis tanggal seperti 2025-07-01 (tahun-bulan-hari).")) from None


def _phone(value: str) -> str:
    if not PHONE.fullmatch(value) or not 3 <= len(digits(value)) <= 15:
        raise ValidationError(_("Tulis satu nomor telepon saja, misalnya (0282) 123456."))
    return value


def _whatsapp(value: str) -> str:
    if not PHONE.fullmatch(value) or not MOBILE.fullmatch(re.sub(r"[ ().-]", "", value)):
        raise ValidationError(_("Tulis satu nomor ponsel saja, dimulai 08 atau +628."))
    return value


def _email(value: str) -> str:
    validate_email(value)
    return value


def _website(value: str) -> str:
    host = _plain_host(value)
    if host != NATIONAL_SITE and not host.endswith("." + NATIONAL_SITE):
        raise ValidationError(_("Situs kantor harus dimulai https:// dan berakhir dengan .imigrasi.go.id."))
    return value


def _plain_host(address: str) -> str:
    """The host that a browser would really visit; empty when the address hides or bends it."""
    # Browsers read a backslash as a slash, Python does not: the two would see different hosts.
    if re.search(r"[\s\\@]", address):
        return ""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "") if parts.scheme in ("http", "https") and parts.port is None else ""
    except ValueError:
        return ""


def digits(value: str) -> str:
    return re.sub(r"\D", "", value)


CHECKS: dict[str, Callable[[str], str]] = {
    Subject.ELECTRONIC_ONLY_SINCE: _day,
    Subject.PHONE: _phone,
    Subject.WHATSAPP: _whatsapp,
    Subject.EMAIL: _email,
    Subject.WEBSITE: _website,
}
