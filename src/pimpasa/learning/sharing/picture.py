"""The key message as a picture for a phone: 1080 by 1350 dots, small enough for a weak signal."""

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image

from pimpasa.guidance.paper.shown import Data
from pimpasa.learning.paper.keeping import MOST_PICTURES, kept_picture

SHEET = Path(__file__).parent / "sheets" / "picture.typ"
# Flat drawings and letters lose nothing by it, and a phone downloads a third.
COLOURS = 96


def drawn(data: Data) -> bytes:
    return in_few_colours(kept_picture(SHEET, data))


@lru_cache(maxsize=MOST_PICTURES)
def in_few_colours(png: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
