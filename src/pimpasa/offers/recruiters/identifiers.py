"""What a text names by which a recruiter can be known again: numbers, accounts, names on networks, an agency's name.

Plain Python over a text: it keeps nothing and asks nobody. Two ways of writing the same thing give the same `value`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pimpasa.offers.folding import fold

from .accounts import accounts_in
from .agency_names import agency_names_in
from .kinds import Kind
from .phones import phones_in
from .social import social_in

# A message names a handful; whoever sends a telephone book must not make us work through it.
MOST = 12


@dataclass(frozen=True)
class Identifier:
    """`value` is folded and the same for every way of writing; it is never stored."""

    kind: Kind
    value: str

    @property
    def key(self) -> str:
        """Names it inside one form."""
        return f"{self.kind}={self.value}"


def identifiers_in(text: str, ours: frozenset[str] = frozenset()) -> tuple[Identifier, ...]:
    """Each once, in the order of the kinds. `ours` are numbers of helplines and offices: they are no recruiter's."""
    found = dict.fromkeys(one for one in _all(text) if one.value not in ours)
    return tuple(found)[:MOST]


def _all(text: str) -> Iterator[Identifier]:
    folded = fold(text).letters
    phones = tuple(phones_in(folded))
    yield from (Identifier(Kind.PHONE, value) for value in phones)
    yield from (Identifier(Kind.ACCOUNT, value) for value in accounts_in(folded, frozenset(phones)))
    yield from (Identifier(Kind.SOCIAL, value) for value in social_in(folded))
    yield from (Identifier(Kind.AGENCY, value) for value in agency_names_in(text))
