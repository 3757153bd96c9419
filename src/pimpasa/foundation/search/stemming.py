"""Indonesian stems by PySastrawi, with exceptions and with the everyday prefixes and endings it does not know."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer as Sastrawi
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory


class Stemmer:
    """`stem` returns the root of a word; words named as exceptions come back as the editor says."""

    def __init__(self, exceptions: Mapping[str, str]) -> None:
        self._known: dict[str, str] = dict(exceptions)

    @cached_property
    def roots(self) -> frozenset[str]:
        return frozenset(StemmerFactory().get_words())

    @cached_property
    def _sastrawi(self) -> Sastrawi:
        return Sastrawi(ArrayDictionary(list(self.roots)))

    def stem(self, word: str) -> str:
        if word not in self._known:
            if len(self._known) > 50_000:
                return self._work_out(word)
            self._known[word] = self._work_out(word)
        return self._known[word]

    def _work_out(self, word: str) -> str:
        if len(word) < 4 or len(word) > 30 or word in self.roots:
            return word
        formal = str(self._sastrawi.stem(word))
        return formal if formal != word else self._everyday(word)

    def _everyday(self, word: str) -> str:
        """`bikinin`, `ngambil`, `kecuci`: what people say and the formal grammar does not list."""
        for form in _everyday_forms(word):
            if len(form) > 3 and form in self.roots:
                return form
        return word


def _everyday_forms(word: str) -> Iterable[str]:
    bare = [word, *(word.removesuffix(end) for end in ("in", "an", "nya", "e", "ne", "i", "na") if word.endswith(end))]
    for form in bare:
        yield form
        for prefix in ("di", "ke", "nge", "ng", "se", "pe", "ge"):
            if form.startswith(prefix):
                yield form.removeprefix(prefix)
        yield from _nasal_forms(form)


def _nasal_forms(form: str) -> Iterable[str]:
    if form.startswith("ny"):
        yield "s" + form[2:]
    elif form.startswith("ng"):
        yield "k" + form[2:]
    elif form.startswith("m"):
        yield "p" + form[1:]
    elif form.startswith("n"):
        yield "t" + form[1:]
