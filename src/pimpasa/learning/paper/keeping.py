"""Sheets just made are kept for a while: they are the same for everybody, and a village asks for one many times."""

import json
from functools import lru_cache
from pathlib import Path

from pimpasa.foundation import installation
from pimpasa.foundation.printing import print_pages, print_pdf
from pimpasa.guidance.paper.shown import Data

MOST_SHEETS, MOST_PICTURES = 40, 40


def kept_pdf(template: Path, data: Data) -> bytes:
    """The sheet of these very words, village and day; a demonstration's says what it is, so it is another."""
    return _pdf(template, json.dumps(data), installation.current().is_demonstration)


def kept_picture(template: Path, data: Data) -> bytes:
    return _picture(template, json.dumps(data), installation.current().is_demonstration)


@lru_cache(maxsize=MOST_SHEETS)
def _pdf(template: Path, data: str, is_demonstration: bool) -> bytes:
    return print_pdf(template, json.loads(data))


@lru_cache(maxsize=MOST_PICTURES)
def _picture(template: Path, data: str, is_demonstration: bool) -> bytes:
    return print_pages(template, json.loads(data), "png")[0]
