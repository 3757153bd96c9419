"""Reads one text with the taxonomy: what is an offer in it, which signs and claims it shows, what it leaves out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from .check import Check, Claim, Missing, Quote, Sign, Step
from .outcome import outcome_of
from .patterns import Match, Pattern, Spans
from .pay import mark_high_pay
from .reading import DANGER, load_taxonomy
from .scope import Reach, reach_of
from .taxonomy import ClaimKind, Shown, SignKind, Taxonomy

QUESTIONS = 3
MOST_QUOTES = 5
# So many points make an offer; words of a frame (a warning, news, a story) weigh against it.
ENOUGH_POINTS, MOST_FRAMES, MOST_SIGN_POINTS = 2.0, 4, 5.0
SIGN_POINTS = {"critical": 2.0, "high": 1.0}


@dataclass(frozen=True)
class Reading:
    """One text, read once."""

    text: str
    taxonomy: Taxonomy
    spans: Spans
    reach: Reach
    _quotes: dict[int, tuple[Quote, ...]] = field(default_factory=dict)

    def quotes(self, shown: Shown) -> tuple[Quote, ...]:
        """The words that show it, in the order of the text; of overlapping ones only the longest."""
        if id(shown) not in self._quotes:
            self._quotes[id(shown)] = tuple(islice(self._apart(shown), MOST_QUOTES))
        return self._quotes[id(shown)]

    def _apart(self, shown: Shown) -> Iterator[Quote]:
        last = 0
        for match in self._counting(shown):
            if match.first >= last:
                last = match.last
                yield self._quote(match.first, match.last)

    def _counting(self, shown: Shown) -> Iterator[Match]:
        """What counts, in the order of the text; nothing inside of words that are refused as a whole counts."""
        refused_until = 0
        for match in sorted(self._matching(shown), key=lambda one: (one.first, -one.last)):
            if self.reach.is_refused(match):
                refused_until = max(refused_until, match.last)
            elif match.last > refused_until and self.reach.counts(match, shown.unless):
                yield match

    def _matching(self, shown: Shown) -> Iterator[Match]:
        for pattern in shown.patterns:
            yield from self.spans.matches(pattern)
        for one in shown.together:
            if (not one.along or self.says(one.along)) and not self.says(one.without):
                for pattern in one.shows:
                    yield from self.spans.matches(pattern)

    def _quote(self, first: int, last: int) -> Quote:
        start, end = self.spans.tokens[first].start, self.spans.tokens[last - 1].end
        return Quote(self.text[start:end], start, end)

    def says(self, names: Iterable[str]) -> bool:
        """One of these words, not denied and not in a warning."""
        return any(
            self.reach.counts(Match(at, end, ((at, end),))) for name in names for at, end in self.spans.of(name).items()
        )

    def holds(self, patterns: Iterable[Pattern]) -> bool:
        return any(self.reach.counts(match) for one in patterns for match in self.spans.matches(one))


def read(text: str) -> Reading:
    taxonomy = load_taxonomy()
    spans = Spans(taxonomy.lexicon.read(text), taxonomy.phrases)
    mark_high_pay(spans, taxonomy.pay)
    return Reading(text, taxonomy, spans, reach_of(spans, taxonomy.scope))


def examine(text: str, on: date) -> Check:
    reading = read(text)
    taxonomy = reading.taxonomy
    offer = is_offer(reading)
    claims = tuple(claims_in(reading, on)) if offer else ()
    evidence = {claim.kind for claim in claims}
    signs = tuple(signs_in(reading, evidence, on)) if offer else ()
    codes = {sign.code for sign in signs}
    missing = tuple(missing_in(reading, evidence)) if offer else ()
    reasons = codes | {one.code for one in missing} | evidence
    danger = reading.holds(taxonomy.scope.danger) or any(taxonomy.signs[code].danger for code in codes)
    return Check(
        is_offer=offer,
        outcome=outcome_of(codes, evidence, is_offer=offer),
        signs=signs,
        claims=claims,
        missing=missing,
        questions=questions_for(taxonomy, reasons) if offer else (),
        next_steps=steps_for(taxonomy, reasons, danger=danger),
        danger=danger,
        version=taxonomy.version,
    )


def is_offer(reading: Reading) -> bool:
    """Work abroad is offered to somebody, here or as told by the asker; a warning, news or a story is none."""
    scope = reading.taxonomy.scope
    shown = _sign_points(reading)
    if not (reading.says(scope.work) or shown) or not _is_abroad(reading):
        return False
    frames = sum(_frame_points(reading, patterns) for patterns in scope.frames)
    points = sum(points for points, patterns in scope.offers if reading.holds(patterns))
    points += shown if shown >= frames else 0
    return points >= ENOUGH_POINTS and points > frames


def _sign_points(reading: Reading) -> float:
    """Who asks for secrecy, money or a tourist visa makes an offer, even without the word `kerja`."""
    signs = reading.taxonomy.signs.values()
    kinds = (kind for kind in signs if kind.weight in SIGN_POINTS and not kind.circumstance)
    return min(sum(SIGN_POINTS[kind.weight] for kind in kinds if reading.quotes(kind.shown)), MOST_SIGN_POINTS)


def _frame_points(reading: Reading, patterns: Iterable[Pattern]) -> float:
    """One word of warning is little beside an offer; a text full of them is a warning."""
    seen = len({match.first for one in patterns for match in reading.spans.matches(one)})
    return 1 + min(seen, MOST_FRAMES) if seen else 0


def _is_abroad(reading: Reading) -> bool:
    scope = reading.taxonomy.scope
    if reading.says(scope.abroad) or _pays_in_foreign_money(reading):
        return True
    return not reading.says(scope.local) and any(
        kind.weight == "critical" and reading.quotes(kind.shown) for kind in reading.taxonomy.signs.values()
    )


def _pays_in_foreign_money(reading: Reading) -> bool:
    return any(token.currency not in ("", "IDR") for token in reading.spans.tokens)


def claims_in(reading: Reading, on: date) -> Iterator[Claim]:
    for kind in reading.taxonomy.claims.values():
        quotes = reading.quotes(kind.shown)
        if quotes:
            yield _claim(kind, quotes[0], reading.taxonomy.in_force(kind.leans_on, on))


def _claim(kind: ClaimKind, quote: Quote, leans_on: tuple[str, ...]) -> Claim:
    return Claim(kind.code, kind.title, quote.words, quote.start, quote.end, kind.where, kind.source, leans_on)


def signs_in(reading: Reading, claims: set[str], on: date) -> Iterator[Sign]:
    """Critical ones first, as the taxonomy orders them."""
    for kind in reading.taxonomy.signs.values():
        if kind.unless_claims & claims or (kind.unless_said and reading.says(kind.unless_said)):
            continue
        quotes = reading.quotes(kind.shown)
        if quotes or kind.silent:
            yield _sign(kind, quotes, reading.taxonomy.in_force(kind.leans_on, on))


def _sign(kind: SignKind, quotes: tuple[Quote, ...], leans_on: tuple[str, ...]) -> Sign:
    first = quotes[0] if quotes else Quote("", 0, 0)
    return Sign(
        kind.code, kind.weight, kind.title, first.words, first.start, first.end, kind.why, kind.source, kind.article,
        leans_on, quotes,
    )  # fmt: skip


def missing_in(reading: Reading, claims: set[str]) -> Iterator[Missing]:
    for kind in reading.taxonomy.missing:
        if not kind.claims & claims and not reading.says(kind.said):
            yield Missing(kind.code, kind.text)


def questions_for(taxonomy: Taxonomy, reasons: set[str]) -> tuple[str, ...]:
    called = [kind.text for kind in taxonomy.questions if kind.on & reasons]
    usual = [kind.text for kind in taxonomy.questions if kind.always and not kind.on & reasons]
    return tuple([*called, *usual][:QUESTIONS])


def steps_for(taxonomy: Taxonomy, reasons: set[str], *, danger: bool) -> tuple[Step, ...]:
    """Help stands first where danger shows."""
    wanted = reasons | ({DANGER} if danger else set())
    return tuple(
        Step(kind.code, kind.text, kind.helplines) for kind in taxonomy.steps if kind.always or kind.on & wanted
    )
