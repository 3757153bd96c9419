"""Cuts folded letters into words and says where sentences and clauses end; numbers and money are words of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .folding import FLAG, Folded

LONGEST_WORD, SHORT_LINE = 40, 1
# After these a point ends no sentence.
_SHORTENED = frozenset(
    ("an", "hub", "no", "tgl", "jl", "jln", "rp", "dll", "dsb", "min", "max", "maks", "bpk", "sdr", "sdri", "yth", "pt")
)
# A word may hold signs that stand for letters (v!sa, k@mboja) and numbers with points (7.500.000, 18,5jt).
_WORD = re.compile(r"(?:\ue000[a-z]){2}|[a-z0-9]+(?:(?:(?<=\d)[.,](?=\d)|['@$!*|](?=[a-z]))[a-z0-9]+)*[@$]?")
_STRONG = re.compile(r"[.!;]+(?=[^a-z0-9])|\n\s*\n|\n\s*[^\s\"'(]|[\u2022\u2026]")
_WEAK = re.compile(r"[,:()\"\[\]\u201c\u201d\u2013\u2014/|.!?\n]|\s-\s|[^\x00-\x7f]")


@dataclass(frozen=True)
class Token:
    """One word; `start` and `end` are places of the given text. `clause` and `sentence` are numbered through."""

    form: str
    start: int
    end: int
    sentence: int = 0
    clause: int = 0
    # The letters between the word before and this one.
    before: str = " "
    # How many words stand before it in its line.
    in_line: int = 0
    readings: frozenset[str] = field(default=frozenset())
    amount: float = 0.0
    currency: str = ""

    def read_as(self, *readings: str) -> "Token":
        return replace(self, readings=self.readings | frozenset(readings))


def cut(text: str, folded: Folded) -> list[Token]:
    tokens: list[Token] = []
    sentence = clause = last = 0
    for found in _WORD.finditer(folded.letters):
        between = folded.letters[last : found.start()]
        start, end = folded.origin[found.start()], folded.origin[found.end() - 1] + 1
        if tokens and _ends_sentence(text, tokens[-1], between, start):
            sentence, clause = sentence + 1, clause + 1
        elif tokens and _WEAK.search(between):
            clause += 1
        form = _form(found.group())
        in_line = tokens[-1].in_line + 1 if tokens and "\n" not in between else 0
        if len(form) <= LONGEST_WORD and form:
            tokens.append(Token(form, start, end, sentence, clause, between, in_line))
        last = found.end()
    return tokens


def _ends_sentence(text: str, last: Token, between: str, start: int) -> bool:
    if between.strip() == "." and "\n" not in between and (len(last.form) == 1 or last.form in _SHORTENED):
        return False
    if _STRONG.search(between):
        return True
    # A line that goes on in small letters was broken by the telephone; a line of one word may hide half a phrase.
    return "\n" in between and not text[start].islower() and last.in_line >= SHORT_LINE


def _form(written: str) -> str:
    if written.startswith(FLAG):
        return "bendera" + written.replace(FLAG, "")
    return written.replace("'", "")


def spelled_out(tokens: list[Token]) -> Iterator[list[Token]]:
    """Runs of single letters (v i s a) as one list; every other word alone."""
    run: list[Token] = []
    for token in tokens:
        if len(token.form) == 1 and token.form.isalpha() and (not run or _touches(run[-1], token)):
            run.append(token)
            continue
        yield from _close(run)
        run = [token] if len(token.form) == 1 and token.form.isalpha() else []
        if not run:
            yield [token]
    yield from _close(run)


def _touches(one: Token, other: Token) -> bool:
    return len(other.before) <= 3 and "\n" not in other.before and "," not in other.before


def _close(run: list[Token]) -> Iterator[list[Token]]:
    if len(run) < 3:
        yield from ([token] for token in run)
        return
    narrow = min(len(token.before) for token in run[1:])
    word = [run[0]]
    for token in run[1:]:
        if len(token.before) > narrow:
            yield word
            word = []
        word.append(token)
    yield word


def joined(parts: list[Token], form: str = "") -> Token:
    """One word out of several that follow each other."""
    first, last = parts[0], parts[-1]
    return replace(first, form=form or "".join(part.form for part in parts), end=last.end)
