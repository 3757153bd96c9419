"""One measured figure beside what it is compared with, and the table of all."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`ratio` above 1 is better than the peer or within the limit."""

    what: str
    measured: str
    beside: str
    ratio: float


def at_most(what: str, value: float, limit: float, unit: str) -> Figure:
    return Figure(what, f"{value:,.1f} {unit}", f"at most {limit:,.0f} {unit}", limit / value if value else 0)


def at_least(what: str, value: float, limit: float, unit: str) -> Figure:
    return Figure(what, f"{value:,.0f} {unit}", f"at least {limit:,.0f} {unit}", value / limit)


def faster_than(what: str, value: float, peer: str, peer_value: float, unit: str) -> Figure:
    return Figure(what, f"{value:,.0f} {unit}", f"{peer} {peer_value:,.0f} {unit}", value / peer_value)


def table(figures: Iterable[Figure]) -> str:
    rows = [("what", "figure", "limit or peer", "ratio")]
    rows += [(one.what, one.measured, one.beside, f"{one.ratio:.2f}") for one in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(" | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
