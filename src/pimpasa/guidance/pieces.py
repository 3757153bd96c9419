"""Pieces of a page that read the same wherever they stand, made once: an answer shows about a hundred facts.

Asking the template for each of them anew took four fifths of the time of an answer page.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import get_language

from pimpasa.foundation.content import Source

if TYPE_CHECKING:
    from .presenting import Shown

KEPT = 8192


def fact_html(fact: "Shown") -> str:
    return _fact_html(fact, get_language() or "id")


def fact_lines(facts: Iterable["Shown"]) -> str:
    """The facts of a list, each in its own line."""
    return format_html_join("", "<li>{}</li>", ((fact.html,) for fact in facts))


@lru_cache(maxsize=KEPT)
def _fact_html(fact: "Shown", language: str) -> str:
    """The language is that of the page; it is named here because the piece is kept under it."""
    return render_to_string("guidance/_fact.html", {"fact": fact})


def source_html(source: Source) -> str:
    return _source_html(source, get_language() or "id")


@lru_cache(maxsize=KEPT)
def _source_html(source: Source, language: str) -> str:
    return render_to_string("guidance/_source.html", {"source": source}).strip()
