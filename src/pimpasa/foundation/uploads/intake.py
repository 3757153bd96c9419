"""Decides what a file is by what it holds, never by its name or by what the sender's program says."""

from dataclasses import dataclass

from django.core.files.base import File
from django.utils.translation import gettext as _

from .documents import harmless_pdf
from .errors import RefusedFileError
from .photos import harmless_photo

MEGABYTE = 1_000_000
MOST_PHOTO, MOST_PDF = 15 * MEGABYTE, 5 * MEGABYTE
JPEG, PDF = "image/jpeg", "application/pdf"
MARKUP = (b"<svg", b"<?xml", b"<!doctype", b"<html")


@dataclass(frozen=True)
class Intake:
    """A file made harmless, and what it now is."""

    content: bytes
    kind: str


def take_photo(sent: "File[bytes]") -> Intake:
    """Raises RefusedFileError for whatever is not a photo of at most 15 MB."""
    return Intake(harmless_photo(_photo_bytes(_whole(sent, MOST_PHOTO))), JPEG)


def take_file(sent: "File[bytes]") -> Intake:
    """A photo, or a PDF of at most 5 MB with nothing active in it. Raises RefusedFileError."""
    raw = _whole(sent, MOST_PHOTO)
    if raw.startswith(b"%PDF-"):
        _check_size(len(raw), MOST_PDF)
        return Intake(harmless_pdf(raw), PDF)
    return Intake(harmless_photo(_photo_bytes(raw)), JPEG)


def _whole(sent: "File[bytes]", most: int) -> bytes:
    # The size is known before anything is read, so a huge file costs no memory.
    _check_size(sent.size, most)
    sent.seek(0)
    return bytes(sent.read(most + 1))


def _check_size(size: int, most: int) -> None:
    if not size:
        raise RefusedFileError(_("Berkas ini kosong. Pilih lagi berkasnya."))
    if size > most:
        raise RefusedFileError(
            _("Berkas ini terlalu besar. Paling besar %(most)d MB; kecilkan dulu, lalu kirim lagi.")
            % {"most": most // MEGABYTE}
        )


def _photo_bytes(raw: bytes) -> bytes:
    head = raw[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(MARKUP):
        raise RefusedFileError(_("Gambar SVG dan halaman web tidak diterima. Kirim foto JPG, PNG, atau WebP."))
    if head.startswith((b"pk\x03\x04", b"\x1f\x8b", b"rar!", b"7z\xbc\xaf")):
        raise RefusedFileError(_("Berkas terkompresi (ZIP) dan dokumen kantor tidak diterima. Kirim foto atau PDF."))
    return raw
