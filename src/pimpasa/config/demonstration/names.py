"""Invented people. Every name carries the word that says so, wherever it is printed."""

from collections.abc import Iterator
from itertools import product

from pimpasa.config.demonstration.dice import Dice

MARK = "Peragaan"
# Ends in a name that can never be an address on the net.
DOMAIN = "peragaan.invalid"
FIRST = (
    "Adi", "Ayu", "Bagus", "Dewi", "Dian", "Eka", "Fajar", "Fitri", "Galih", "Hesti", "Indra", "Intan", "Joko",
    "Kartika", "Laras", "Lestari", "Mega", "Nanda", "Putri", "Rahma", "Rangga", "Sari", "Surya", "Tirta", "Wahyu",
    "Yuni",
)  # fmt: skip
LAST = (
    "Anggraini", "Cahyono", "Firmansyah", "Gunawan", "Handayani", "Hidayat", "Kurniawan", "Kusuma", "Maharani",
    "Mulyani", "Nugraha", "Permana", "Prasetya", "Purnama", "Rahayu", "Ramadhan", "Santosa", "Setiawan", "Utami",
    "Wibawa", "Wulandari", "Yulianti",
)  # fmt: skip


def invented_names(dice: Dice) -> Iterator[str]:
    """Each once, in an order of chance."""
    pairs = list(product(FIRST, LAST))
    dice.shuffle(pairs)
    return (f"{MARK} {first} {last}" for first, last in pairs)


def username(role: str, number: int | None = None) -> str:
    """The one whom visitors may try has no number."""
    return f"{role}@{DOMAIN}" if number is None else f"{role}-{number:03}@{DOMAIN}"
