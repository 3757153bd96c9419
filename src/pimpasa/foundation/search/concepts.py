"""Finds ideas in a line: each idea is one name for the many ways people say it, in words or in phrases."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from .reading import Word

GAP = ".."
LONGEST_GAP = 3


@dataclass(frozen=True)
class Found:
    """One idea in a line, from word `first` to before word `last`.

    `denied` when the person says it is not so; `loose` when other words may stand inside it.
    """

    idea: str
    first: int
    last: int
    denied: bool = False
    loose: bool = False


@dataclass(frozen=True)
class Denials:
    """Words that turn what follows into its opposite: `strong` reach over two words, `weak` only over the next."""

    strong: frozenset[str]
    weak: frozenset[str]
    deniable: frozenset[str]


class Concepts:
    """`lasting` are ideas that count even inside a longer phrase: "paspor jatuh" is still about a "paspor"."""

    def __init__(
        self, forms: Mapping[str, Iterable[str]], denials: Denials, lasting: frozenset[str] = frozenset()
    ) -> None:
        self._denials, self._lasting = denials, lasting
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for idea, said in forms.items():
            for form in said:
                words = tuple(form.lower().split())
                self._by_first_word.setdefault(words[0], []).append((words, idea))

    def words(self) -> set[str]:
        return {word for forms in self._by_first_word.values() for words, _ in forms for word in words if word != GAP}

    def find(self, words: Sequence[Word]) -> list[Found]:
        """Every idea in reading order; what lies wholly inside a longer phrase is no idea of its own."""
        seen = {found for at in range(len(words)) for found in self._starting(words, at)}
        kept = [one for one in seen if one.idea in self._lasting or not any(_inside(one, other) for other in seen)]
        return sorted((self._deny(words, one) for one in kept), key=lambda one: (one.first, one.last, one.idea))

    def _starting(self, words: Sequence[Word], at: int) -> Iterable[Found]:
        for reading in words[at].readings:
            for form, idea in self._by_first_word.get(reading, ()):
                if end := _end_of(words, at, form):
                    yield Found(idea, at, end, loose=GAP in form)

    def _deny(self, words: Sequence[Word], one: Found) -> Found:
        before = [set(word.readings) for word in words[max(0, one.first - 2) : one.first]]
        strong = any(readings & self._denials.strong for readings in before)
        weak = bool(before) and bool(before[-1] & self._denials.weak)
        denied = one.idea in self._denials.deniable and (strong or weak)
        return replace(one, denied=denied)


def _end_of(words: Sequence[Word], at: int, form: Sequence[str]) -> int | None:
    """Where the form ends when it begins at this word, or None; the gap `..` stands for up to three words."""
    for step, part in enumerate(form):
        if part == GAP:
            rest = form[step + 1 :]
            return next((end for skip in range(LONGEST_GAP + 1) if (end := _end_of(words, at + skip, rest))), None)
        if at >= len(words) or part not in words[at].readings:
            return None
        at += 1
    return at


def _inside(one: Found, other: Found) -> bool:
    shorter = (one.last - one.first) < (other.last - other.first)
    return shorter and not other.loose and other.first <= one.first and one.last <= other.last
