"""Pieces of a page that read the same wherever they stand, made once: an answer shows about a hundred facts.

Asking the template for each of them anew took four fifths of the time of an answer page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from pimpasa.foundation.content import Source
from pimpasa.foundation.rules import Fact

if TYPE_CHECKING:
    from .presenting import Presenter, Shown

KEPT = 8192
KEPT_PEOPLE = 512


def fact_html(fact: "Shown") -> str:
    return _fact_html(fact, get_language() or "id")


def fact_lines(facts: Iterable["Shown"]) -> str:
    """The facts of a list, each in its own line."""
    return format_html_join("", "<li>{}</li>", ((fact.html,) for fact in facts))


@lru_cache(maxsize=KEPT)
def _fact_html(fact: "Shown", language: str) -> str:
    """The language is that of the page; it is named here because the piece is kept under it."""
    return render_to_string("guidance/_fact.html", {"fact": fact})


def source_lines(sources: Iterable[tuple[int, Source]]) -> str:
    """Each source with the number that facts point to."""
    language = get_language() or "id"
    lines = ((number, _source_html(source, language)) for number, source in sources)
    return format_html_join("", '<li id="s{}">{}</li>', lines)


def hidden_fields(fields: Iterable[tuple[str, str]]) -> str:
    """What a form carries on; a page holds a handful of forms with the same dozen answers."""
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)


@lru_cache(maxsize=KEPT)
def _source_html(source: Source, language: str) -> str:
    return mark_safe(render_to_string("guidance/_source.html", {"source": source}).strip())  # noqa: S308 - a template made it


@dataclass(frozen=True)
class _Said:
    """What alone decides the words about one person: two people with the same facts read the same."""

    facts: tuple[Fact, ...]
    numbers: tuple[tuple[str, int], ...]
    language: str
    person: "Presenter" = field(compare=False)


def person_html(person: "Presenter") -> str:
    """Cost, papers, steps, who comes and when."""
    return _person_html(_said(person), "guidance/_person.html")


def cautions_html(person: "Presenter") -> str:
    """Warnings, rights, notes, what is announced, whom to call."""
    return _person_html(_said(person), "guidance/_cautions.html")


def _said(person: "Presenter") -> _Said:
    return _Said(person.answer.facts, tuple(person.numbers.items()), person.language, person)


@lru_cache(maxsize=KEPT_PEOPLE)
def _person_html(said: _Said, template: str) -> str:
    return render_to_string(template, {"person": said.person})
