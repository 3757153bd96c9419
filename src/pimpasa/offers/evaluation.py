"""How well the check reads labelled offers: what it finds, what it misses, what it shows wrongly, with intervals.

The labels are the project's own and were written by one person; they measure the check against that reading, not
against what later happened to anybody.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .check import Check, check
from .outcome import PROCEDURAL, UNSAFE

Z_95 = 1.959964


@dataclass(frozen=True)
class Labelled:
    id: str
    text: str
    outcome: str
    signs: frozenset[str]
    traps: frozenset[str]
    claims: frozenset[str]


@dataclass(frozen=True)
class Share:
    """`hits` of `total`, with Wilson's 95 % interval."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        if not self.total:
            return (0.0, 1.0)
        share, square = self.value, Z_95**2
        middle = share + square / (2 * self.total)
        spread = Z_95 * math.sqrt(share * (1 - share) / self.total + square / (4 * self.total**2))
        scale = 1 + square / self.total
        return (max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale))

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits}/{self.total} ({low:.2f}-{high:.2f})"


@dataclass(frozen=True)
class SignFigures:
    code: str
    precision: Share
    recall: Share


@dataclass(frozen=True)
class Evaluation:
    """`traps_shown` and `procedural_called_unsafe` must be empty; the ids say where to look."""

    offers: int
    unsafe_recognised: Share
    unsafe_missed: tuple[str, ...]
    procedural_called_unsafe: tuple[str, ...]
    outcomes_agree: Share
    labelled_found: Share
    false_signs_per_offer: float
    traps_shown: tuple[tuple[str, str], ...]
    signs: tuple[SignFigures, ...]
    claims_found: Share
    false_claims_per_offer: float


def read_labelled(path: Path) -> list[Labelled]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_labelled(offer) for offer in content["tawaran"]]


def _labelled(offer: dict[str, Any]) -> Labelled:
    return Labelled(
        id=offer["id"],
        text=offer["teks"],
        outcome=offer["putusan"],
        signs=frozenset(sign["kode"] for sign in offer["indikator"]),
        traps=frozenset(offer["tidak_boleh_muncul"]),
        claims=frozenset(offer["bukti_diklaim"]),
    )


def evaluate(offers: Sequence[Labelled]) -> Evaluation:
    checks = {offer.id: check(offer.text) for offer in offers}
    found = {offer.id: frozenset(sign.code for sign in checks[offer.id].signs) for offer in offers}
    claimed = {offer.id: _evidence(checks[offer.id]) for offer in offers}
    unsafe = [offer for offer in offers if offer.outcome == UNSAFE]
    missed = tuple(offer.id for offer in unsafe if checks[offer.id].outcome != UNSAFE)
    labelled = sum(len(offer.signs) for offer in offers)
    return Evaluation(
        offers=len(offers),
        unsafe_recognised=Share(len(unsafe) - len(missed), len(unsafe)),
        unsafe_missed=missed,
        procedural_called_unsafe=tuple(
            offer.id for offer in offers if offer.outcome == PROCEDURAL and checks[offer.id].outcome == UNSAFE
        ),
        outcomes_agree=Share(sum(checks[offer.id].outcome == offer.outcome for offer in offers), len(offers)),
        labelled_found=Share(sum(len(offer.signs & found[offer.id]) for offer in offers), labelled),
        false_signs_per_offer=_mean(len(found[offer.id] - offer.signs) for offer in offers),
        traps_shown=tuple((offer.id, code) for offer in offers for code in sorted(offer.traps & found[offer.id])),
        signs=_per_sign(offers, found),
        claims_found=Share(
            sum(len(offer.claims & claimed[offer.id]) for offer in offers), sum(len(offer.claims) for offer in offers)
        ),
        false_claims_per_offer=_mean(len(claimed[offer.id] - offer.claims) for offer in offers),
    )


def _evidence(one: Check) -> frozenset[str]:
    from .reading import load_taxonomy

    kinds = load_taxonomy().claims
    return frozenset(claim.kind for claim in one.claims if kinds[claim.kind].evidence)


def _mean(values: Iterable[int]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0


def _per_sign(offers: Sequence[Labelled], found: dict[str, frozenset[str]]) -> tuple[SignFigures, ...]:
    shown = Counter(code for codes in found.values() for code in codes)
    labelled = Counter(code for offer in offers for code in offer.signs)
    right = Counter(code for offer in offers for code in offer.signs & found[offer.id])
    codes = sorted(shown.keys() | labelled.keys())
    return tuple(
        SignFigures(code, Share(right[code], shown[code]), Share(right[code], labelled[code])) for code in codes
    )
