"""Photos: decoded for good and written anew, so that nothing but the picture itself is left."""

import warnings
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .errors import RefusedFileError

FORMATS = ["JPEG", "PNG", "WEBP"]
LONGEST_SIDE = 1600
QUALITY = 82
# A JPEG is decoded already reduced; the others must be unfolded whole, four bytes a pixel.
MOST_PIXELS_JPEG, MOST_PIXELS = 64_000_000, 25_000_000
UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, IndexError, Image.DecompressionBombError)


def harmless_photo(raw: bytes) -> bytes:
    """A JPEG of at most 1600 pixels without any metadata. Raises RefusedFileError."""
    try:
        with warnings.catch_warnings():
            # Our own limit below is stricter than the one that Pillow warns of.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _written_anew(_opened(raw))
    except UNREADABLE as reason:
        raise RefusedFileError(_("Foto ini tidak bisa dibaca. Kirim foto JPG, PNG, atau WebP.")) from reason


def _opened(raw: bytes) -> Image.Image:
    picture = Image.open(BytesIO(raw), formats=FORMATS)
    limit = MOST_PIXELS_JPEG if picture.format == "JPEG" else MOST_PIXELS
    if picture.width * picture.height > limit:
        raise RefusedFileError(_("Ukuran gambar ini terlalu besar. Kecilkan dulu, lalu kirim lagi."))
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    return picture


def _written_anew(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", upright.size, "white")
    with_alpha = upright.convert("RGBA")
    plain.paste(with_alpha, mask=with_alpha.getchannel("A"))
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
