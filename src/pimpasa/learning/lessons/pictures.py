"""The drawings of steps, set into the page itself: one request less, and a saved page keeps them."""

import re
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pimpasa.foundation.content import load_library

NAME = re.compile(r"[a-z0-9-]+")
SVG = re.compile(r"<svg\b([^>]*)>(.*)</svg>", re.DOTALL)
BETWEEN_TAGS = re.compile(r">\s+<")
# What the page says itself, or what only other programs read.
LEFT_OUT = re.compile(r"<(title|desc|metadata)\b.*?</\1>", re.DOTALL)
OWN_WORDS = re.compile(r'\s(?:role|aria-[a-z]+|xmlns|width|height|class)="[^"]*"')


def drawing(name: str, words: str) -> SafeString:
    """The picture as an image with its words; nothing where there is none of that name."""
    parts = _parts(name)
    if parts is None:
        return SafeString()
    attributes, content = parts
    return format_html('<svg{} role="img" aria-label="{}">{}</svg>', attributes, words, content)


@lru_cache(maxsize=128)
def _parts(name: str) -> tuple[SafeString, SafeString] | None:
    file = load_library().root / "lessons" / "pictures" / f"{name}.svg"
    if not NAME.fullmatch(name) or not file.is_file():
        return None
    found = SVG.search(file.read_text(encoding="utf-8"))
    if found is None:
        return None
    content = BETWEEN_TAGS.sub("><", LEFT_OUT.sub("", found.group(2))).strip()
    # Both come from our own content, which is checked when it is loaded.
    return mark_safe(OWN_WORDS.sub("", found.group(1))), mark_safe(content)  # noqa: S308 # as said above
