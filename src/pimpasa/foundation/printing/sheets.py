"""Sets a sheet with typst. A template is ours; everything people wrote reaches it as data, never as template text."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import typst

from pimpasa.foundation import installation
from pimpasa.foundation.folders import PACKAGE

FONTS = Path(__file__).with_name("fonts")
# What paper cannot show: control characters, halves of letters, and the marks that turn the direction of a line.
UNPRINTABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
LONG_WORD, BREAK_EVERY = re.compile(r"\S{40,}"), 12
MAY_BREAK = "\u200b"


def print_pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """The finished sheet, tagged for screen readers. The template reads `data` from `sys.inputs.data`."""
    return _printed(template, data, "pdf")[0]


def print_pages(template: Path, data: Mapping[str, Any], kind: Literal["svg", "png"] = "png") -> list[bytes]:
    """The same sheet as one picture a page."""
    return _printed(template, data, kind)


def _printed(template: Path, data: Mapping[str, Any], kind: Literal["pdf", "svg", "png"]) -> list[bytes]:
    made = typst.compile(
        template,
        root=PACKAGE,
        font_paths=_fonts(),
        format=kind,
        ppi=100,
        # In a demonstration every sheet says so; which sheet it is makes no difference.
        sys_inputs={"data": json.dumps(printable(data)), "demonstration": _demonstration()},
        pdf_tags=True,
    )
    return made if isinstance(made, list) else [made]


def _demonstration() -> str:
    return "yes" if installation.current().is_demonstration else ""


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Only fonts that travel with us: a sheet looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def printable(value: Any) -> Any:
    """The same data with every text made fit for paper: no control characters, no word wider than a column."""
    if isinstance(value, str):
        return LONG_WORD.sub(_breakable, UNPRINTABLE.sub("", value))
    if isinstance(value, Mapping):
        return {key: part if key in DRAWINGS else printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


# SVG drawings are data too, but not words.
DRAWINGS = frozenset({"qr", "drawing"})


def _breakable(word: re.Match[str]) -> str:
    text = word.group()
    return MAY_BREAK.join(text[start : start + BREAK_EVERY] for start in range(0, len(text), BREAK_EVERY))
