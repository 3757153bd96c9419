"""What it costs, in the parts that facts state. Where sources contradict each other there is a total for each."""

from collections.abc import Iterable
from dataclasses import dataclass

from .model import Fact, Kind, Status


@dataclass(frozen=True)
class Line:
    fact: Fact
    waived_by: Fact | None = None

    @property
    def amount(self) -> int | None:
        return 0 if self.waived_by else self.fact.amount


@dataclass(frozen=True)
class Total:
    """One position: a base price with everything added. `amount` is None if a part is not known."""

    base: Fact
    amount: int | None
    currency: str
    without_waiver: int | None


@dataclass(frozen=True)
class Cost:
    bases: tuple[Line, ...]
    added: tuple[Line, ...]
    totals: tuple[Total, ...]

    @property
    def is_disputed(self) -> bool:
        return len(self.bases) > 1

    @property
    def depends_on_waiver(self) -> bool:
        return any(total.amount != total.without_waiver for total in self.totals)


def cost_of(facts: Iterable[Fact]) -> Cost | None:
    """The cost among these facts, or None if none of them is a base price."""
    fees = [f for f in facts if f.kind is Kind.FEE and f.status != Status.ANNOUNCED]
    waivers = {fee.waives: fee for fee in fees if fee.waives}
    lines = [Line(fee, waivers.get(fee.id)) for fee in fees if not fee.waives]
    bases = tuple(line for line in lines if not line.fact.adds)
    added = tuple(line for line in lines if line.fact.adds)
    if not bases:
        return None
    return Cost(bases, added, tuple(_total(base, added) for base in bases))


def _total(base: Line, added: tuple[Line, ...]) -> Total:
    parts = [line for line in added if line.fact.currency == base.fact.currency]
    with_waiver = _sum([base.amount, *(line.amount for line in parts)])
    without = _sum([base.fact.amount, *(line.fact.amount for line in parts)])
    return Total(base.fact, with_waiver, base.fact.currency, without)


def _sum(amounts: list[int | None]) -> int | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None
