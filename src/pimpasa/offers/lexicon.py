"""Every way a written word may be read: slang, endings, typing errors, digits and signs for letters, glued words."""

import csv
import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pimpasa.foundation.search.spelling import Speller
from pimpasa.foundation.search.stemming import Stemmer

from .amounts import with_amounts
from .folding import fold
from .tokens import Token, cut, joined, spelled_out

Everyday = Mapping[str, tuple[str, ...]]
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_DOUBLED = re.compile(r"([a-z])\1")
_TWICE = re.compile(r"^([a-z]{2,})2([a-z]{0,4})$")
# Digits and signs that stand for letters; a one may be an i or an l.
_DISGUISES = tuple(str.maketrans("013457869@$!|", letters) for letters in ("oieastbgqasii", "oleastbgqasll"))
_PREFIXES = ("di", "nge", "ng", "ny", "me", "mem", "men", "meng", "meny", "ke", "ka", "ter", "se", "sa", "e")
_ENDINGS = (
    "nya", "na", "ne", "e", "in", "an", "kan", "i", "ku", "mu", "lah", "keun", "aken", "ake", "ke", "no", "aghi",
    "agi", "nana", "eun", "kannya", "innya", "annya", "ipun", "kah", "pun", "ki", "en",
)  # fmt: skip
_NASALS = {"ng": "k", "ny": "s", "n": "t", "m": "p", "men": "t", "mem": "p", "meng": "k", "meny": "s"}
# `tuamu`, `hpnya`: what belongs to somebody.
_OWNERS, SHORTEST_OWNED = frozenset({"nya", "mu", "ku"}), 2
SHORTEST_ROOT, SHORTEST_GLUED, SHORTEST_RESPELT, LONGEST_RESPELT = 4, 8, 5, 20
FLAG_WORD = "bendera"


@dataclass(frozen=True)
class Lexicon:
    """`words` are those that patterns speak of; `everyday` and `slang` lead to them; `dictionary` is right as it is."""

    words: frozenset[str]
    everyday: Everyday
    slang: Mapping[str, str]
    dictionary: frozenset[str]
    speller: Speller
    # Refusals are read only where they are written: `sebelum` is no `belum`.
    exact: frozenset[str] = frozenset()
    cache: dict[str, tuple[frozenset[str], tuple[str, ...]]] = field(default_factory=dict)

    def read(self, text: str) -> list[Token]:
        """The words of a text in order, each with its readings and its place in the text."""
        written = [word for run in spelled_out(cut(text, fold(text))) for word in self._said(run)]
        whole = with_amounts(list(self._mended(written)))
        return [one for token in whole for one in self._with_readings(token)]

    def knows(self, form: str) -> bool:
        return form in self.words or form in self.everyday or form in self.slang or form in self.dictionary

    def _said(self, run: list[Token]) -> Iterator[Token]:
        if len(run) == 1:
            yield run[0]
            return
        form = "".join(token.form for token in run)
        for first, last in self._parts(form) or ((0, len(form)),):
            yield joined(run[first:last])

    def _parts(self, form: str) -> list[tuple[int, int]]:
        """Where a run of letters falls into words that we know, the longest first; nothing when it does not."""
        # How few words reach each letter, and where the last of them begins.
        best: dict[int, tuple[int, int]] = {0: (0, 0)}
        for end in range(1, len(form) + 1):
            starts = (start for start in range(max(0, end - LONGEST_RESPELT), end - 1) if start in best)
            ways = [(best[start][0] + 1, start) for start in starts if self._stands_alone(form[start:end])]
            if ways:
                best[end] = min(ways)
        return _retraced(best, len(form)) if len(form) in best else []

    def _stands_alone(self, word: str) -> bool:
        return word in self.words or word in self.dictionary

    def _mended(self, tokens: list[Token]) -> Iterator[Token]:
        """`vi sa` and `vi-sa` are one word when neither half is a word and the whole is one of ours."""
        at = 0
        while at < len(tokens):
            used = next((size for size in (3, 2) if self._is_broken(tokens[at : at + size], size)), 1)
            yield joined(tokens[at : at + used]) if used > 1 else tokens[at]
            at += used

    def _is_broken(self, parts: list[Token], size: int) -> bool:
        if len(parts) < size or any("\n" in part.before or "," in part.before for part in parts[1:]):
            return False
        whole = "".join(part.form for part in parts)
        if len(whole) < SHORTEST_ROOT or not whole.isalpha() or whole not in self.words:
            return False
        is_one_piece = all(part.before in ("-", "_", ".") for part in parts[1:])
        return is_one_piece or any(not self.knows(part.form) for part in parts)

    def _with_readings(self, token: Token) -> Iterator[Token]:
        if token.readings and not token.form.isalpha():
            yield token.read_as(token.form)
            return
        readings, said = self.readings(token.form)
        if said:
            yield from (replace(token, form=word, readings=self.readings(word)[0]) for word in said)
            return
        yield token.read_as(*readings)

    def readings(self, form: str) -> tuple[frozenset[str], tuple[str, ...]]:
        """All readings of one word; or, when it stands for several, those words."""
        if form not in self.cache:
            if len(self.cache) > 50_000:
                self.cache.clear()
            self.cache[form] = self._work_out(form)
        return self.cache[form]

    def _work_out(self, form: str) -> tuple[frozenset[str], tuple[str, ...]]:
        plain = self._plain(form)
        meant = self.everyday.get(plain, ())
        if len(meant) > 1:
            return frozenset(), meant
        found = {form, plain, *meant, *self._roots(plain)}
        for word in meant:
            found |= self._roots(word)
        if plain not in self.words and not meant and plain in self.slang:
            formal = self.slang[plain]
            found |= {formal, *self._roots(formal)}
        if not self._is_known(plain, found):
            glued = self._glued(plain)
            if glued:
                return frozenset(), glued
            found |= self._respelt(plain)
        return frozenset(found), ()

    def _plain(self, form: str) -> str:
        if twice := _TWICE.match(form):
            form = twice.group(1) + twice.group(2)
        if form.isalpha():
            return self._unstretched(form)
        for undone in map(self._unstretched, (form.replace("*", ""), *map(form.translate, _DISGUISES))):
            if undone.isalpha() and (undone in self.words or undone in self.everyday or self._roots(undone)):
                return undone
        return form

    def _unstretched(self, form: str) -> str:
        if self.knows(form):
            return form
        short = _STRETCHED.sub(r"\1", form)
        if not self.knows(short) and not self._roots(short):
            single = _DOUBLED.sub(r"\1", short)
            if single in self.words or self._roots(single):
                return single
        return short

    def _roots(self, form: str) -> set[str]:
        """Words of ours from which the form is built."""
        return {root for root in _bare(form) if root in self.words and root not in self.exact}

    def _is_known(self, plain: str, found: set[str]) -> bool:
        if self.knows(plain) or bool(found & self.words):
            return True
        return any(root in self.dictionary for root in _bare(plain))

    def _glued(self, plain: str) -> tuple[str, ...]:
        if len(plain) < SHORTEST_GLUED or not plain.isalpha():
            return ()
        for at in range(SHORTEST_ROOT, len(plain) - SHORTEST_ROOT + 1):
            if plain[:at] in self.words and plain[at:] in self.words:
                return plain[:at], plain[at:]
        return ()

    def _respelt(self, plain: str) -> set[str]:
        # One flag is never another one mistyped.
        if not plain.isalpha() or len(plain) > LONGEST_RESPELT or plain.startswith(FLAG_WORD):
            return set()
        meant = self.speller.respellings(plain)
        return {*meant, *(root for word in meant for root in self._roots(word))}


def _retraced(best: Mapping[int, tuple[int, int]], end: int) -> list[tuple[int, int]]:
    parts = []
    while end:
        parts.append((best[end][1], end))
        end = best[end][1]
    return parts[::-1]


def _bare(form: str) -> Iterator[str]:
    """The form without the prefixes and endings of Indonesian and of everyday Javanese, Sundanese and Madurese."""
    stems = [form]
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) >= SHORTEST_ROOT - 1:
            stems.append(form[len(prefix) :])
    stems += [letter + form[len(nasal) :] for nasal, letter in _NASALS.items() if form.startswith(nasal)]
    # Javanese: mbayar, njaluk, ndaftar, nggawa.
    stems += [form[1:]] if form[:2] in ("mb", "nj", "nd", "ng") else []
    for stem in stems:
        if stem != form and len(stem) >= SHORTEST_ROOT:
            yield stem
        for ending in _ENDINGS:
            least = SHORTEST_OWNED if ending in _OWNERS else SHORTEST_ROOT
            if stem.endswith(ending) and len(stem) - len(ending) >= least:
                yield stem[: -len(ending)]


def build(words: Iterable[str], everyday: Everyday, kept: Iterable[str], exact: Iterable[str], data: Path) -> Lexicon:
    """`kept` are words that are right as they stand and must not be taken for a typing error of ours."""
    ours = frozenset(words)
    slang = {row["slang"]: row["formal"] for row in _rows(data / "slang.csv.gz") if " " not in row["formal"]}
    stopwords = (data / "stopwords_id.txt").read_text(encoding="utf-8").split()
    dictionary = frozenset(Stemmer({}).roots) | frozenset(stopwords) | frozenset(kept)
    targets = {word for word in ours if len(word) >= SHORTEST_RESPELT}
    speller = Speller(targets, dictionary | set(slang) | set(everyday))
    return Lexicon(ours, everyday, slang, dictionary, speller, frozenset(exact))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
