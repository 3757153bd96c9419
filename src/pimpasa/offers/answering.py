"""One answer from a text, from what a person ticked, or from both; and the same answer again from its codes alone.

Codes can be kept for a moment where the words must not be: they quote nobody.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from .check import Check, Claim, Missing, Sign, check
from .engine import questions_for, steps_for
from .outcome import outcome_of
from .reading import load_taxonomy
from .taxonomy import ClaimKind, SignKind

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Codes:
    """An answer without a word of the text."""

    signs: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    danger: bool = False
    is_offer: bool = True


def answer(text: str, on: date, *, signs: Collection[str] = NOTHING, told: Collection[str] = NOTHING) -> Check:
    """What the text shows and what was ticked, as one answer. Raises TextTooLongError."""
    found = check(text, on) if text else None
    if found and not signs and not told:
        return found
    read = found if found and found.is_offer else None
    missing = _still_missing(read, told)
    return _whole(
        _with_ticked_signs(read.signs if read else (), signs, told),
        _with_ticked_claims(read.claims if read else (), told),
        missing,
        danger=bool(found and found.danger),
    )


def codes_of(found: Check) -> Codes:
    return Codes(
        tuple(one.code for one in found.signs),
        tuple(one.kind for one in found.claims),
        tuple(one.code for one in found.missing),
        found.danger,
        found.is_offer,
    )


def from_codes(codes: Codes) -> Check:
    """The same signs, claims and steps, without quotes. Codes of an older edition are left out."""
    taxonomy = load_taxonomy()
    signs = [_unquoted_sign(taxonomy.signs[code]) for code in codes.signs if code in taxonomy.signs]
    claims = [_unquoted_claim(taxonomy.claims[code]) for code in codes.claims if code in taxonomy.claims]
    missing = [Missing(kind.code, kind.text) for kind in taxonomy.missing if kind.code in codes.missing]
    found = _whole(signs, claims, missing, danger=codes.danger)
    return found if codes.is_offer else replace(found, is_offer=False, questions=())


def _with_ticked_signs(read: Iterable[Sign], ticked: Collection[str], told: Collection[str]) -> list[Sign]:
    """In the order of the taxonomy. A sign that only silence showed goes when the person says that it was told."""
    kinds = load_taxonomy().signs
    shown = {one.code: one for one in read if one.quote or not kinds[one.code].unless_claims & set(told)}
    added = {code: _unquoted_sign(kinds[code]) for code in ticked if code in kinds and code not in shown}
    return [(shown | added)[code] for code in kinds if code in shown or code in added]


def _with_ticked_claims(read: Iterable[Claim], told: Collection[str]) -> list[Claim]:
    kinds, shown = load_taxonomy().claims, {one.kind: one for one in read}
    added = {code: _unquoted_claim(kinds[code]) for code in told if code in kinds and code not in shown}
    return [(shown | added)[code] for code in kinds if code in shown or code in added]


def _still_missing(read: Check | None, told: Collection[str]) -> list[Missing]:
    unsaid = {one.code for one in read.missing} if read else None
    return [
        Missing(kind.code, kind.text)
        for kind in load_taxonomy().missing
        if not kind.claims & set(told) and (unsaid is None or kind.code in unsaid)
    ]


def _unquoted_sign(kind: SignKind) -> Sign:
    return Sign(kind.code, kind.weight, kind.title, "", 0, 0, kind.why, kind.source, kind.article, kind.leans_on)


def _unquoted_claim(kind: ClaimKind) -> Claim:
    return Claim(kind.code, kind.title, "", 0, 0, kind.where, kind.source, kind.leans_on)


def _whole(signs: Iterable[Sign], claims: Iterable[Claim], missing: Iterable[Missing], *, danger: bool) -> Check:
    taxonomy, signs, claims, missing = load_taxonomy(), tuple(signs), tuple(claims), tuple(missing)
    codes, evidence = {one.code for one in signs}, {one.kind for one in claims}
    reasons = codes | evidence | {one.code for one in missing}
    in_danger = danger or any(taxonomy.signs[code].danger for code in codes)
    return Check(
        is_offer=True,
        outcome=outcome_of(codes, evidence),
        signs=signs,
        claims=claims,
        missing=missing,
        questions=questions_for(taxonomy, reasons),
        next_steps=steps_for(taxonomy, reasons, danger=in_danger),
        danger=in_danger,
        version=taxonomy.version,
    )
