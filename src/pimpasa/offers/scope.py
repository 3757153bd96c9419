"""Which words of a text count: what is denied, warned of, reported or asked in general is no part of an offer.

It protects two kinds of people: those who warn their neighbours, whose warning must not be called an offer, and those
who receive an offer in which the recruiter writes "awas" somewhere to look honest. So a warning reaches to the end of
its sentence or to a turning word ("tapi", "mending"), and no further.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .patterns import Match, Pattern, Spans
from .taxonomy import Scope

# Families of words with these names must exist; content/offers/words/scope.yaml explains each.
DENIES, DENIES_WEAKLY, CARRIES, TURNS, FORBIDS, NO_MATTER = (
    "@menyangkal", "@bukan", "@pembawa", "@pembalik", "@dilarang", "@tidak_apa",
)  # fmt: skip
DENIES_FAR = "@menyangkal_jauh"
REFUSALS = (DENIES, DENIES_WEAKLY, TURNS)
FARTHEST_DENIAL, FARTHEST, FARTHEST_FORBIDDING, NEAR = 6, 10, 3, 4


@dataclass(frozen=True)
class Reach:
    """Which words of one text lie inside a warning or a report."""

    spans: Spans
    outside: frozenset[int]
    # Refusals that refuse nothing: "mau nggak?", "tidak apa-apa", "jangan takut".
    harmless: frozenset[int]

    def is_refused(self, match: Match) -> bool:
        """Denied before or forbidden after: then shorter words inside of it show nothing either."""
        return not self.is_negative(match) and (self._begins_denied(match) or self._forbidden(match))

    def counts(self, match: Match, unless: Iterable[str] = ()) -> bool:
        if match.first in self.outside or self._is_taken_back(match, unless):
            return False
        if self.is_negative(match):
            return not self._begins_denied(match, only=(DENIES_WEAKLY,))
        return not (self._begins_denied(match) or self._denied_inside(match) or self._forbidden(match))

    def is_negative(self, match: Match) -> bool:
        """The sign itself is a refusal: "ga perlu tes", "jangan bilang suami"."""
        return any(self._denies(at) for first, last in match.parts for at in range(first, last))

    def _denies(self, at: int) -> bool:
        return at in self.spans.of(DENIES) and at not in self.harmless

    def _begins_denied(self, match: Match, only: tuple[str, ...] = (DENIES, DENIES_WEAKLY)) -> bool:
        tokens = self.spans.tokens
        for at in range(match.first - 1, max(-1, match.first - 1 - FARTHEST_DENIAL), -1):
            if tokens[at].clause != tokens[match.first].clause or at in self.spans.of(TURNS):
                return False
            if at in self.harmless:
                return False
            if any(at in self.spans.of(name) for name in only):
                return True
            if at not in self.spans.of(CARRIES) and not tokens[at].readings & tokens[match.first].readings:
                return self._denied_from_afar(match, at)
        return False

    def _denied_from_afar(self, match: Match, at: int) -> bool:
        """ "tidak ada pembayaran ke staf atau rekening pribadi": some refusals reach over a whole clause."""
        tokens = self.spans.tokens
        for before in range(at, max(-1, match.first - 1 - FARTHEST), -1):
            if tokens[before].clause != tokens[match.first].clause or before in self.spans.of(TURNS):
                return False
            if before in self.spans.of(DENIES_FAR) and before not in self.harmless:
                return True
        return False

    def _denied_inside(self, match: Match) -> bool:
        inside = {at for first, last in match.parts for at in range(first, last)}
        return any(self._denies(at) for at in range(match.first, match.last) if at not in inside)

    def _forbidden(self, match: Match) -> bool:
        tokens, last = self.spans.tokens, match.last
        nearby = range(last, min(last + FARTHEST_FORBIDDING, len(tokens)))
        return any(at in self.spans.of(FORBIDS) for at in nearby if tokens[at].clause == tokens[match.last - 1].clause)

    def _is_taken_back(self, match: Match, unless: Iterable[str]) -> bool:
        tokens = self.spans.tokens
        clauses = range(tokens[match.first].clause, tokens[match.last - 1].clause + 1)
        nearby = range(max(0, match.first - NEAR), min(match.last + NEAR, len(tokens)))
        inside = [at for at in nearby if tokens[at].clause in clauses]
        return any(at in self.spans.of(name) for name in unless for at in inside)


def reach_of(spans: Spans, scope: Scope) -> Reach:
    harmless = {at for first, last in spans.of(NO_MATTER).items() for at in range(first, last)}
    return Reach(spans, frozenset(_outside(spans, scope)), frozenset(harmless))


def _outside(spans: Spans, scope: Scope) -> Iterator[int]:
    bounds = _bounds(spans)
    excused = {at for match in _all(spans, scope.not_warnings) for at in range(match.first, match.last)}
    for match in _all(spans, scope.warns):
        if match.first not in excused:
            yield from _until_turn(spans, match.first, bounds[spans.tokens[match.first].sentence][1])
    for match in _all(spans, scope.warns_before):
        if match.first not in excused:
            yield from range(bounds[spans.tokens[match.first].sentence][0], match.last)
    for match in _all(spans, scope.reports):
        yield from range(*bounds[spans.tokens[match.first].sentence])


def _all(spans: Spans, patterns: Iterable[Pattern]) -> Iterator[Match]:
    return (match for pattern in patterns for match in spans.matches(pattern))


def _bounds(spans: Spans) -> dict[int, tuple[int, int]]:
    found: dict[int, tuple[int, int]] = {}
    for at, token in enumerate(spans.tokens):
        found[token.sentence] = (found.get(token.sentence, (at, at))[0], at + 1)
    return found


def _until_turn(spans: Spans, first: int, end: int) -> range:
    turns = (at for at in spans.of(TURNS) if first < at < end)
    return range(first, min(turns, default=end))
