"""Files to send, good and bad."""

import zlib
from io import BytesIO

from PIL import Image

LOCATION, PLACE_TAG = 0x8825, "Desa Rahasia"


def make_photo(size=(64, 48), form="JPEG", *, with_location=False, color="teal") -> bytes:
    picture, out = Image.new("RGB", size, color), BytesIO()
    if not with_location:
        picture.save(out, form)
        return out.getvalue()
    exif = Image.Exif()
    exif[0x010E] = PLACE_TAG
    exif.get_ifd(LOCATION).update({1: "S", 2: (7.0, 30.0, 0.0), 3: "E", 4: (109.0, 0.0, 0.0)})
    picture.save(out, form, exif=exif)
    return out.getvalue()


def make_noisy_photo(side: int) -> bytes:
    """A picture that fills its file, as real ones do."""
    out = BytesIO()
    Image.effect_noise((side, side), 80).convert("RGB").save(out, "JPEG", quality=95)
    return out.getvalue()


def make_pdf(extra: bytes = b"") -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog " + extra + b" >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def make_pdf_with_hidden(objects: bytes) -> bytes:
    """The objects stand in a compressed object stream, where no plain search finds them."""
    body = zlib.compress(objects)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(body)
    return b"%PDF-1.5\n2 0 obj\n" + head + body + b"\nendstream\nendobj\n%%EOF\n"
