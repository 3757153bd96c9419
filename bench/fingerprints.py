"""What it takes to read a stolen fingerprint back: without the key, and with it. `python -m bench.fingerprints`

Three thieves try every Indonesian mobile number against a stolen table: of plain hashes (what we do not keep), of ours
without the key, of ours with the key. Rates are measured here on one core, the years are sums.
"""

import hashlib
import hmac
import math
import os
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unittest import mock

from pimpasa.foundation import secrecy
from pimpasa.offers.recruiters.identifiers import Identifier
from pimpasa.offers.recruiters.kinds import Kind
from pimpasa.offers.recruiters.marks import BLOCK, COST, mark_of

# After +62 8: eight to eleven digits more, each way of filling them.
NUMBERS = sum(10**digits for digits in range(8, 12))
# Those of twelve digits, as 0812-3456-7890: a thief would begin there.
TWELVE = 10**10
SECONDS_A_YEAR = 365 * 24 * 3600
KEY_BITS = 256
BLOCK_TRIED = 1_000_000
PLANTED = "+6281234567890"


@dataclass(frozen=True)
class Trial:
    """How fast one core tries numbers, and whether the planted one was found."""

    name: str
    a_second: float
    found: bool


def main() -> None:
    cores = os.cpu_count() or 1
    print(f"Indonesian mobile numbers: {NUMBERS:.2e} possible, {TWELVE:.0e} of twelve digits; {cores} cores here.")
    for trial in (plain(), without_key(), with_key()):
        print(f"{trial.name}: {trial.a_second:,.0f} a second and core; the planted number was "
              f"{'FOUND' if trial.found else 'not found'}; {_spent(trial, cores)}")  # fmt: skip
    print(
        f"Guessing the key instead: 2^{KEY_BITS} keys; {_years(2.0**KEY_BITS, plain_rate() * cores)} at the first rate."
    )


def plain() -> Trial:
    """SHA-256 of the number, as a table without a key would hold it."""
    stolen = hashlib.sha256(PLANTED.encode()).digest()
    return _tried("Plain SHA-256, no key", lambda number: hashlib.sha256(number.encode()).digest(), stolen, BLOCK_TRIED)


def plain_rate() -> float:
    return plain().a_second


def without_key() -> Trial:
    """Our fingerprint, tried with the cheapest wrong key there is: however many are tried, none fits."""
    with _key(secrets.token_bytes(32)):
        stolen = mark_of(Identifier(Kind.PHONE, PLANTED))
    wrong = secrets.token_bytes(32)
    name = "Ours, database stolen, key not"
    return _tried(name, lambda number: hmac.digest(wrong, number.encode(), "sha256"), stolen, BLOCK_TRIED)


def with_key() -> Trial:
    """Database and key stolen: each number still costs one scrypt."""
    with _key(secrets.token_bytes(32)):
        stolen = mark_of(Identifier(Kind.PHONE, PLANTED))
        name = f"Ours, database and key stolen (scrypt n={COST}, r={BLOCK})"
        return _tried(name, lambda number: mark_of(Identifier(Kind.PHONE, number)), stolen, 100)


def _tried(name: str, hashed: Callable[[str], bytes], stolen: bytes, block: int) -> Trial:
    """Tries one block of numbers in which the planted one lies."""
    began, found = time.perf_counter(), False
    for number in _around(block):
        found = hashed(number) == stolen or found
    return Trial(name, block / (time.perf_counter() - began), found)


def _around(block: int) -> Iterator[str]:
    first = int(PLANTED) // block * block
    return (f"+{number}" for number in range(first, first + block))


def _key(key: bytes) -> "mock._patch[mock.MagicMock | mock.AsyncMock]":
    return mock.patch.object(secrecy, "data_key", return_value=key)


def _spent(trial: Trial, cores: int) -> str:
    if not trial.found:
        return "nor would all of them be enough: none fits"
    twelve, most = TWELVE / trial.a_second / cores, NUMBERS / trial.a_second / cores
    return f"those of twelve digits take {_long(twelve)}, all of them {_long(most)}"


def _long(seconds: float) -> str:
    if seconds < 3600:
        return f"{seconds / 60:.0f} minutes"
    return f"{seconds / 3600:.1f} hours" if seconds < 72 * 3600 else f"{seconds / SECONDS_A_YEAR:,.1f} years"


def _years(tries: float, a_second: float) -> str:
    return f"10^{math.log10(tries / a_second / SECONDS_A_YEAR):.0f} years"


if __name__ == "__main__":
    main()
