"""Which sums are pay, and which pay is far out of the ordinary for where the work is."""

from collections.abc import Iterable, Sequence

from .patterns import Spans
from .taxonomy import PayLine

HIGH = "#gaji_tinggi"
# Families of words that content/offers/words must hold.
PAYS, PER_DAY, PER_MONTH, NOT_PAY = "@gaji", "@per_hari", "@per_bulan", "@bukan_gaji"
BEFORE, AFTER = 8, 4
WORKING_DAYS = 25


def mark_high_pay(spans: Spans, lines: Iterable[PayLine]) -> None:
    """Sums that are high pay can then also be found as `#gaji_tinggi`."""
    named = [line for line in lines if not line.places or spans.has(line.places)]
    spans.mark(HIGH, [at for at, token in enumerate(spans.tokens) if token.amount and _is_high(spans, at, named)])


def _is_high(spans: Spans, at: int, named: Sequence[PayLine]) -> bool:
    token = spans.tokens[at]
    if not _is_pay(spans, at):
        return False
    least = next((line.from_sum[token.currency] for line in named if token.currency in line.from_sum), None)
    if least is None:
        return False
    times = WORKING_DAYS if _near(spans, at, PER_DAY, 4, 3) and not _near(spans, at, PER_MONTH, 3, 3) else 1
    return token.amount * times >= least


def _is_pay(spans: Spans, at: int) -> bool:
    if _near(spans, at, NOT_PAY, 4, 2):
        return False
    return any(_near(spans, at, name, BEFORE, AFTER) for name in (PAYS, PER_DAY, PER_MONTH))


def _near(spans: Spans, at: int, name: str, before: int, after: int) -> bool:
    places = spans.of(name)
    sentence = spans.tokens[at].sentence
    nearby = range(max(0, at - before), min(len(spans.tokens), at + after + 1))
    return any(place in places and spans.tokens[place].sentence == sentence for place in nearby)
