"""Files of the register: a decree's PDF, an officer's face, a list. What makes them harmless is in `foundation`."""

import io

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from pimpasa.foundation.uploads.documents import harmless_pdf
from pimpasa.foundation.uploads.photos import harmless_photo

MEGABYTE = 1_000_000
LARGEST_PDF = 5 * MEGABYTE
LARGEST_PHOTO = 10 * MEGABYTE
PHOTO_SIZE = (480, 600)


def read_upload(upload: "UploadedFile[bytes]", largest: int) -> bytes:
    """The content, never more than allowed: what the browser says of the size is not believed."""
    content: bytes = upload.read(largest + 1)
    if len(content) > largest:
        raise ValidationError(_("Berkas terlalu besar. Paling besar %(mb)d MB.") % {"mb": largest // MEGABYTE})
    return content


def check_pdf(content: bytes) -> None:
    """Raises ValidationError unless it is a PDF without anything that runs."""
    harmless_pdf(content)


def portrait(content: bytes) -> bytes:
    """A small upright JPEG made anew from the picture; raises ValidationError for what is no photo."""
    with Image.open(io.BytesIO(harmless_photo(content))) as picture:
        face = ImageOps.fit(picture, PHOTO_SIZE)
    out = io.BytesIO()
    face.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
