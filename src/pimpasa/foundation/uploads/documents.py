"""PDFs: kept as they are, or refused when they hold anything that acts by itself or hides another file."""

import re
import zlib

from django.utils.translation import gettext as _

from .errors import RefusedFileError

# Names may be written with escapes (/J#61vaScript) and inside compressed object streams: both are opened first.
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
LONG_NAMES = re.compile(
    rb"/(JavaScript|EmbeddedFiles?|Launch|RichMedia|SubmitForm|ImportData|GoToE|Encrypt)(?![A-Za-z])"
)
# Short names occur by chance in pictures, so they are looked for outside of streams only.
SHORT_NAMES = re.compile(rb"/(JS|AA|XFA)(?![A-Za-z])")
# Opening at a page is harmless and common in what office programs write; any other deed on opening is not.
ACTS_ON_OPENING = re.compile(rb"/OpenAction(?!\s*\[)")
OBJECT_STREAM = re.compile(rb"/ObjStm(?![A-Za-z])")
MOST_UNFOLDED = 20_000_000


def harmless_pdf(raw: bytes) -> bytes:
    """The same bytes. Raises RefusedFileError."""
    if not raw.startswith(b"%PDF-") or b"%%EOF" not in raw[-2048:]:
        raise RefusedFileError(_("PDF ini tidak utuh atau bukan PDF. Simpan ulang sebagai PDF, lalu kirim lagi."))
    outside = STREAM.sub(b" ", raw) + _object_streams(raw)
    for pattern, text in ((LONG_NAMES, raw + outside), (SHORT_NAMES, outside), (ACTS_ON_OPENING, outside)):
        if pattern.search(_unescaped(text)):
            raise _active()
    return raw


def _unescaped(text: bytes) -> bytes:
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)


def _object_streams(raw: bytes) -> bytes:
    """What the compressed object streams hold; one that cannot be unfolded is refused."""
    unfolded = b""
    for found in STREAM.finditer(raw):
        head = raw[max(found.start() - 1000, 0) : found.start()].rpartition(b"endobj")[2]
        if OBJECT_STREAM.search(_unescaped(head)):
            unfolded += b" " + _inflated(found[1], MOST_UNFOLDED - len(unfolded))
    return unfolded


def _inflated(body: bytes, room: int) -> bytes:
    if room <= 0:
        raise _active()
    try:
        opened = zlib.decompressobj()
        text = opened.decompress(body, room)
    except zlib.error as reason:
        raise _active() from reason
    if opened.unconsumed_tail:
        raise _active()
    return text


def _active() -> RefusedFileError:
    return RefusedFileError(
        _("PDF ini berisi program, berkas lain, atau kunci. Cetak ulang menjadi PDF biasa, atau kirim fotonya.")
    )
