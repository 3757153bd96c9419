"""The words around an answer, the same on the page, in chat and on paper. None of them judges anybody."""

from datetime import date

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from pimpasa.foundation.content import load_library
from pimpasa.foundation.content.helplines import Helpline
from pimpasa.foundation.content.sources import Source
from pimpasa.foundation.ui.words import day as day_words

# How much a sign weighs, in words: never by colour alone, and never as a number of points.
WEIGHTS = {
    "critical": _("Tanda berat"),
    "high": _("Tanda kuat"),
    "medium": _("Perlu ditanyakan"),
    "information": _("Untuk diketahui"),
}


def source_of(name: str) -> Source:
    return load_library().sources[name]


def source_words(name: str, article: str, on: date) -> str:
    """The source, where in it, and its day; a withdrawn one says so."""
    source, language = source_of(name), get_language() or "id"
    day = day_words(source.published or source.in_force_from or source.checked_on, "en" if language == "en" else "id")
    is_dated = source.published or source.in_force_from
    parts = [source.name, article, day if is_dated else gettext("dibaca %s") % day]
    if source.is_withdrawn(on):
        parts.append(gettext("sudah ditarik, tanyakan kantor"))
    return ", ".join(part for part in parts if part)


def helplines_named(names: tuple[str, ...]) -> list[Helpline]:
    """Those not withdrawn, in the order named."""
    known = {line.id: line for line in load_library().helplines if line.withdrawn_on is None}
    return [known[name] for name in names if name in known]
